export {
  type SentWaveMail,
  type WaveMailKind,
  type WaveMailLedger,
  waveMailKinds,
} from './wave-mail-ledger.ts';
export { WaveMailer } from './wave-mailer.ts';
