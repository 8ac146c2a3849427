import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** OWASP's parameters for scrypt: 32 MiB, some 80 ms. The answers of people are short and guessable. */
const cost = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };
const keyBytes = 32;

/** How somebody writes today what they wrote years ago: case, accents, blanks and punctuation do not matter. */
export function normaliseAnswer(answer: string): string {
  return answer
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** All answers in one hash: nobody can find them out one by one. */
export async function hashAnswers(answers: readonly string[]): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(answers, salt);
  return `${salt.toString('base64url')}.${key.toString('base64url')}`;
}

export async function answersMatch(answers: readonly string[], hash: string): Promise<boolean> {
  const [salt = '', expected = ''] = hash.split('.');
  const key = await derive(answers, Buffer.from(salt, 'base64url'));
  const wanted = Buffer.from(expected, 'base64url');
  return key.length === wanted.length && timingSafeEqual(key, wanted);
}

function derive(answers: readonly string[], salt: Buffer): Promise<Buffer> {
  const text = JSON.stringify(answers.map(normaliseAnswer));
  return new Promise((resolve, reject) => {
    scrypt(text, salt, keyBytes, cost, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}
