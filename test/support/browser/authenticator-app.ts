import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { getNeed } from '../needs/index.ts';

const period = 30;

/** What a phone does with an account: codes from a program that has nothing to do with ours. */
export class AuthenticatorApp {
  readonly uri: URL;
  readonly #secret: string;
  #lastStep: number;

  /** `uri` is what the QR code says: `otpauth://totp/…?secret=…`. `usedAt`: a code of that time (ms) is spent. */
  constructor(uri: string, usedAt = 0) {
    this.uri = new URL(uri);
    this.#lastStep = stepAt(usedAt);
    this.#secret = this.uri.searchParams.get('secret') ?? '';
  }

  /** Points the camera at a picture (PNG). */
  static scan(picture: Buffer): AuthenticatorApp {
    const directory = mkdtempSync(join(tmpdir(), 'qr-'));
    try {
      const file = join(directory, 'screen.png');
      writeFileSync(file, picture);
      const text = execFileSync(getNeed('zbarimg'), [
        '--nodbus',
        '--quiet',
        '--raw',
        '-Sdisable',
        '-Sqrcode.enable',
        file,
      ]);
      return new AuthenticatorApp(text.toString('utf8').trim());
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  }

  /** For somebody who types the secret instead, with the blanks that make it readable. */
  static type(secret: string, usedAt = 0): AuthenticatorApp {
    return new AuthenticatorApp(`otpauth://totp/typed?secret=${secret.replace(/\s/g, '')}`, usedAt);
  }

  /**
   * A code that was not used before. The gate takes each step once, and one step either side of now: a second code
   * within half a minute is that of the next step, and a third has to wait.
   */
  async nextCode(): Promise<string> {
    const step = Math.max(this.#lastStep + 1, stepAt(Date.now()));
    while (step > stepAt(Date.now()) + 1) await sleep(200);
    this.#lastStep = step;
    return this.#codeOf(step);
  }

  /** The code that `nextCode` gave last. */
  usedCode(): string {
    return this.#codeOf(this.#lastStep);
  }

  #codeOf(step: number): string {
    const at = ['--now', `@${step * period}`];
    return execFileSync(getNeed('oathtool'), ['--totp', '--base32', ...at, this.#secret])
      .toString()
      .trim();
  }

  /** Six digits that are the code of none of the steps that the gate looks at, now or soon. */
  wrongCode(): string {
    const right = new Set([-2, -1, 0, 1, 2, 3].map((offset) => this.#codeOf(stepAt(Date.now()) + offset)));
    let code = 0;
    while (right.has(String(code).padStart(6, '0'))) code += 1;
    return String(code).padStart(6, '0');
  }
}

function stepAt(time: number): number {
  return Math.floor(time / 1_000 / period);
}
