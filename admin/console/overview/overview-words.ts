const numbers = new Intl.NumberFormat('en');

/** `12,345`; what could not be counted is said to be unknown. */
export function numberText(value: number | undefined): string {
  return value === undefined ? 'unknown' : numbers.format(value);
}

/** Rounded down, so that only all of them are 100 %. */
export function shareText(part: number, all: number): string {
  return all === 0 ? '0 %' : `${Math.floor((100 * part) / all)} %`;
}
