const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

/** `22 Nov 2026, 09:35 UTC` */
export function momentText(at: Date): string {
  return `${format.format(at)} UTC`;
}

/** A point in time that does not break in the middle. */
export function Moment({ at }: { at: Date }) {
  return (
    <time class="moment" dateTime={at.toISOString()}>
      {momentText(at)}
    </time>
  );
}
