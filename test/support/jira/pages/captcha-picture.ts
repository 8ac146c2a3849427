import type { Exchange } from '../http/exchange.ts';
import { CAPTCHA_WORD } from '../security/captchas.ts';

/** `/captcha` */
export function captchaPicture(exchange: Exchange): void {
  const letters = [...CAPTCHA_WORD]
    .map((letter, i) => {
      const turn = ((i * 37) % 30) - 15;
      const x = 14 + i * 20;
      return `<text x="${x}" y="34" transform="rotate(${turn} ${x} 30)">${letter}</text>`;
    })
    .join('');
  exchange.response.setHeader('Content-Type', 'image/svg+xml');
  exchange.response.setHeader('Cache-Control', 'no-store');
  exchange.response.end(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 50" font-family="monospace" font-size="26" fill="#253858"><rect width="160" height="50" fill="#ebecf0"/><path d="M0 30 C 40 0, 100 60, 160 18" stroke="#97a0af" fill="none"/>${letters}</svg>`,
  );
}
