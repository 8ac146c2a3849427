import { AppError } from '../kernel/app-error.ts';

/** Charsets in which ASCII stays ASCII, so that a field's name can be found without decoding the body. */
const asciiCompatible =
  /^(?:utf-?8|us-ascii|ascii|iso[-_]?8859-\d{1,2}|latin1|windows-125\d|cp125\d|koi8-[ru])$/i;
const formType = 'application/x-www-form-urlencoded';
const wholeFormParameter = /^charset="?([A-Za-z0-9_-]{1,40})"?$/i;
/** Boundaries have 70 characters at most (RFC 2046 §5.1.1); nothing that is honest comes near this. */
const longest = 256;

export type ContentType = {
  readonly isForm: boolean;
  /** What Jira is sent instead of what the client wrote: one reading, the one that was decided about. */
  readonly value: string | undefined;
};

/**
 * Servers read a Content-Type in different ways (the first charset or the last, quotes or not), and Tomcat decodes
 * form bodies, and the query string too, by what it finds: `os_password` in IBM037 looks like nothing here. So a form's
 * Content-Type is taken only when it can be read in one way, and no request may name a charset that hides ASCII.
 * @throws AppError `unsupported_media_type`, or `ambiguous_request` for charsets that contradict each other
 */
export function readContentType(header: string | undefined): ContentType {
  if (header === undefined || header === '') return { isForm: false, value: header };
  if (header.length > longest)
    throw new AppError('unsupported_media_type', 'a content type that is too long');
  const named = [...header.matchAll(/charset[\s"']*=[\s"']*([^\s;"',]*)/gi)].map(([, name = '']) => name);
  const charsets = new Set(named.map((name) => name.toLowerCase()));
  if (charsets.size > 1) throw new AppError('ambiguous_request', 'more than one charset');
  const [charset] = charsets;
  if (charset !== undefined && charset !== '' && !asciiCompatible.test(charset)) {
    throw new AppError('unsupported_media_type', 'a charset that is not ASCII compatible');
  }
  if (!header.toLowerCase().includes(formType)) return { isForm: false, value: header };
  const [type = '', ...parameters] = header.split(';').map((part) => part.replace(/^[ \t]+|[ \t]+$/g, ''));
  return { isForm: true, value: oneReading(type, parameters) };
}

function oneReading(type: string, parameters: readonly string[]): string {
  const [parameter = '', ...more] = parameters;
  const charset = wholeFormParameter.exec(parameter)?.[1];
  const plain = type.toLowerCase() === formType && more.every((part) => part === '');
  if (!plain || (parameter !== '' && charset === undefined)) {
    throw new AppError('unsupported_media_type', 'a form type that can be read in two ways');
  }
  return charset === undefined ? formType : `${formType}; charset=${charset}`;
}
