/** Our own drawings on a grid of 24, as stroked outlines. Decoration only: the words beside them carry the meaning. */
const outlines = {
  shield: 'M12 3l7 3v5.5c0 4.2-2.9 7.6-7 9.5-4.1-1.9-7-5.3-7-9.5V6zM9 12l2.2 2.2L15.2 10',
  key: 'M8 11.5a4 4 0 1 0 .01 0M10.9 12.6L19.5 4M16 7.5l3 3M13.2 10.3l2 2',
  phone:
    'M8 2.5h8a1.5 1.5 0 0 1 1.5 1.5v16a1.5 1.5 0 0 1-1.5 1.5H8a1.5 1.5 0 0 1-1.5-1.5V4A1.5 1.5 0 0 1 8 2.5zM11 18.5h2',
  clock: 'M12 3a9 9 0 1 0 .01 0M12 7.5V12l3 2',
  lock: 'M6.5 10.5h11a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1zM8 10.5V7.5a4 4 0 0 1 8 0v3M12 14.5v2.5',
  restart: 'M4.5 12a7.5 7.5 0 1 0 2.3-5.4L4.5 8.8M4.5 4v4.8h4.8',
  leave: 'M10 4H5.5a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1H10M9.5 12H20M16 8l4 4-4 4',
  person: 'M12 4a4 4 0 1 0 .01 0M4.5 20.5c.6-4 3.7-6 7.5-6s6.9 2 7.5 6',
  copy: 'M9.5 8.5h9a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-10a1 1 0 0 1 1-1zM5 15.5H4.5v-11a1 1 0 0 1 1-1H15V5',
  download: 'M12 4v11M7.5 10.5L12 15l4.5-4.5M4.5 19.5h15',
  print: 'M7 9V3.5h10V9M7 17.5H4.5v-7A1.5 1.5 0 0 1 6 9h12a1.5 1.5 0 0 1 1.5 1.5v7H17M7 14.5h10v6H7z',
  error: 'M12 3a9 9 0 1 0 .01 0M12 7.5v5.5M12 16.3v.01',
  warning: 'M12 3.5l9.5 16.5h-19zM12 9.5v5M12 17.3v.01',
  info: 'M12 3a9 9 0 1 0 .01 0M12 11v5.5M12 7.7v.01',
  success: 'M12 3a9 9 0 1 0 .01 0M8 12.2l2.8 2.8L16 9.5',
} as const;

export type IconName = keyof typeof outlines;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={outlines[name]} />
    </svg>
  );
}

/** The mark in the header: two steps up. */
export function SiteMark() {
  return (
    <svg class="site-mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <rect width="24" height="24" rx="5" />
      <path d="M5.5 17.5h4.3v-4.3h4.3V8.9h4.4" />
    </svg>
  );
}
