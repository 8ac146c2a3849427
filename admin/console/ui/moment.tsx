const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

/** `22 Nov 2026, 09:35 UTC` */
export function momentText(at: Date): string {
  return `${format.format(at)} UTC`;
}

/** A point in time; where there is no room it breaks between day and hour, and nowhere else. */
export function Moment({ at }: { at: Date }) {
  const [day, ...hour] = format.format(at).split(', ');
  return (
    <time dateTime={at.toISOString()}>
      <span class="unbroken">{day},</span> <span class="unbroken">{hour.join(', ')} UTC</span>
    </time>
  );
}
