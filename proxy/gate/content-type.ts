import { AppError } from '../kernel/app-error.ts';

/** Charsets in which ASCII stays ASCII, so that a field's name can be found without decoding the body. */
const asciiCompatible = /^(?:utf-?8|us-ascii|ascii|iso-8859-\d{1,2}|windows-125\d|latin1)$/i;
const formType = 'application/x-www-form-urlencoded';
const wholeFormType =
  /^application\/x-www-form-urlencoded[ \t]*(?:;[ \t]*charset="?([A-Za-z0-9_-]{1,40})"?[ \t]*)?;?[ \t]*$/i;

export type ContentType = {
  readonly isForm: boolean;
  /** What Jira is sent instead of what the client wrote: one reading, the one that was decided about. */
  readonly value: string | undefined;
};

/**
 * Servers read a Content-Type in different ways (the first charset or the last, quotes or not), and Tomcat decodes
 * form bodies, and the query string too, by what it finds: `os_password` in IBM037 looks like nothing here. So a form's
 * Content-Type is taken only when it can be read in one way, and no request may name a charset that hides ASCII.
 * @throws AppError `unsupported_media_type`, or `ambiguous_request` for more than one charset
 */
export function readContentType(header: string | undefined): ContentType {
  if (header === undefined || header === '') return { isForm: false, value: header };
  const charsets = [...header.matchAll(/charset[\s"']*=[\s"']*([^\s;"',]*)/gi)].map(([, name = '']) => name);
  if (charsets.length > 1) throw new AppError('ambiguous_request', 'more than one charset');
  const [charset] = charsets;
  if (charset !== undefined && charset !== '' && !asciiCompatible.test(charset)) {
    throw new AppError('unsupported_media_type', 'a charset that is not ASCII compatible');
  }
  if (!header.toLowerCase().includes(formType)) return { isForm: false, value: header };
  const whole = wholeFormType.exec(header);
  if (whole === null)
    throw new AppError('unsupported_media_type', 'a form type that can be read in two ways');
  return { isForm: true, value: whole[1] === undefined ? formType : `${formType}; charset=${whole[1]}` };
}
