import type { IncomingMessage } from 'node:http';
import { AppError } from '../kernel/app-error.ts';
import { namesField } from './form-fields.ts';

/** Tomcat's own limit for parsing form bodies (`maxPostSize`): what is longer it does not read as a form either. */
const largestForm = 2 * 1024 * 1024;

/** Charsets in which ASCII stays ASCII, so that a field's name can be found without decoding the body. */
const asciiCompatible = /^(?:utf-?8|us-ascii|ascii|iso-8859-\d{1,2}|windows-125\d|latin1)$/i;

export type FormBody = { readonly body: Buffer; readonly carriesPassword: boolean };

/**
 * Reads the body of a form request, whatever its method and URL: Jira logs in whoever posts `os_username` and
 * `os_password` anywhere, and performs the page's action in the same request. Other content types stream untouched.
 * @throws AppError `payload_too_large` or `unsupported_media_type` for forms that cannot be looked through.
 */
export async function readFormBody(req: IncomingMessage): Promise<FormBody | undefined> {
  const contentType = req.headers['content-type'] ?? '';
  const mediaType = contentType.split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType !== 'application/x-www-form-urlencoded') return undefined;
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(contentType)?.[1];
  if (charset !== undefined && charset !== '' && !asciiCompatible.test(charset)) {
    throw new AppError('unsupported_media_type', 'a form in a charset that is not ASCII compatible');
  }
  if (Number(req.headers['content-length'] ?? 0) > largestForm) {
    throw new AppError('payload_too_large', 'a form larger than Jira reads');
  }
  const body = await readAtMost(req, largestForm);
  return { body, carriesPassword: namesField(body.toString('latin1'), 'os_password') };
}

/** Stops listening at the limit but leaves the connection open, so that the client can be told. */
function readAtMost(req: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= limit) return;
      req.off('data', onData).pause();
      reject(new AppError('payload_too_large', 'a form larger than Jira reads'));
    };
    req.on('data', onData);
    req.once('end', () => resolve(Buffer.concat(chunks)));
    req.once('error', (cause) => reject(new AppError('bad_request', 'the body broke off', { cause })));
    req.once('close', () => reject(new AppError('bad_request', 'the body broke off')));
  });
}
