import { z } from 'zod';
import { type AddressRange, parseAddressRange } from './address-ranges.ts';

const blankIsAbsent = (value: unknown) => (value === '' ? undefined : value);
export const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsAbsent, schema.optional());
export const withDefault = <T extends z.ZodType>(schema: T, value: string) =>
  z.preprocess((given) => blankIsAbsent(given) ?? value, schema);

export const urlOf = (protocols: readonly string[]) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    );

export const list = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ''),
  )
  .pipe(z.array(z.string()));

export const addressRanges = list.transform((entries, context): AddressRange[] =>
  entries.flatMap((entry, index) => {
    const range = parseAddressRange(entry);
    if (range === undefined) {
      context.addIssue(`entry ${index + 1} is not an address or a CIDR range, or is wider than /8`);
    }
    return range === undefined ? [] : [range];
  }),
);

/** Secrets and people's numbers go there: in the clear at most to a server on this very machine. */
export const secureUrl = urlOf(['https:', 'http:'])
  .transform((text) => new URL(text))
  .refine(
    (url) => url.protocol === 'https:' || /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname),
    'must start with https://',
  )
  .refine((url) => url.username === '' && url.password === '', 'must have no user name or password');
