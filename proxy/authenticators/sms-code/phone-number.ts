import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * A telephone number in E.164 (ITU-T E.164 §6.2.1), from what somebody typed with its country code. `undefined` for
 * what cannot be a number; whether it is theirs, a code has to show.
 */
export function readPhoneNumber(typed: string): string | undefined {
  const text = typed.normalize('NFKC').trim();
  if (text.length > 40) return undefined;
  const international = text.startsWith('00') ? `+${text.slice(2)}` : text;
  const number = parsePhoneNumberFromString(international);
  return number?.isValid() === true && number.ext === undefined ? number.number : undefined;
}

/** `+49 ••• 4711`: the country and the last digits. */
export function maskPhoneNumber(number: string): string {
  const country = parsePhoneNumberFromString(number)?.countryCallingCode ?? '';
  return `+${country} ••• ${number.slice(-4)}`;
}
