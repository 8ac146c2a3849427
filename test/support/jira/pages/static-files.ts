import type { Exchange } from '../http/exchange.ts';
import { send, sendHtml } from '../http/send.ts';
import { BROWSER_SCRIPT } from './browser-script.ts';
import { NATIVE_LOGIN_SCRIPT } from './native-login-script.ts';
import { STYLE_SHEET } from './style-sheet.ts';

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect x="2" y="3" width="9" height="18" rx="2" fill="#fff"/><rect x="13" y="3" width="9" height="11" rx="2" fill="#b3d4ff"/></svg>`;
const ICON = LOGO.replaceAll('#fff', '#0052cc').replaceAll('#b3d4ff', '#4c9aff');

const FILES: Readonly<Record<string, readonly [type: string, content: string]>> = {
  'style.css': ['text/css;charset=UTF-8', STYLE_SHEET],
  'page.js': ['application/javascript;charset=UTF-8', BROWSER_SCRIPT],
  'login.js': ['application/javascript;charset=UTF-8', NATIVE_LOGIN_SCRIPT],
  'batch.css': ['text/css;charset=UTF-8', STYLE_SHEET],
  'batch.js': ['application/javascript;charset=UTF-8', BROWSER_SCRIPT],
  'logo.svg': ['image/svg+xml', LOGO],
  'favicon.ico': ['image/svg+xml', ICON],
};

/** Whether a path is a static file for everybody. An action with such a path is still an action. */
export function isStaticPath(path: string): boolean {
  return (
    /^\/(images|download\/(resources|batch|contextbatch)|static-assets)\/|^\/favicon\.ico$/.test(path) &&
    !path.endsWith('.jspa')
  );
}

/** Any file is there under any folder; what is unknown but looks like a style sheet or script is a batch. */
export function staticFile(exchange: Exchange): void {
  const name = exchange.path.slice(exchange.path.lastIndexOf('/') + 1);
  const extension = name.slice(name.lastIndexOf('.') + 1);
  const key = Object.hasOwn(FILES, name) ? name : `batch.${extension}`;
  const file = Object.hasOwn(FILES, key) ? FILES[key] : undefined;
  if (!file) {
    sendHtml(exchange, 404, '<html><head><title>Not found</title></head><body>Not found</body></html>');
    return;
  }
  send(exchange, 200, file[0], file[1], { etag: true, cacheControl: 'public, max-age=31536000' });
}
