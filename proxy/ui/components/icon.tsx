/** Our own drawings on a grid of 24, as stroked outlines. Decoration only: the words beside them carry the meaning. */
const outlines = {
  shield: 'M12 3l7 3v5.5c0 4.2-2.9 7.6-7 9.5-4.1-1.9-7-5.3-7-9.5V6zM9 12l2.2 2.2L15.2 10',
  key: 'M8 11.5a4 4 0 1 0 .01 0M10.9 12.6L19.5 4M16 7.5l3 3M13.2 10.3l2 2',
  phone:
    'M8 2.5h8a1.5 1.5 0 0 1 1.5 1.5v16a1.5 1.5 0 0 1-1.5 1.5H8a1.5 1.5 0 0 1-1.5-1.5V4A1.5 1.5 0 0 1 8 2.5zM11 18.5h2',
  usb: 'M9 8.5V3.5h6v5M7.5 8.5h9v9a3 3 0 0 1-3 3h-3a3 3 0 0 1-3-3zM11 5.8v.01M13 5.8v.01M12 12.5a1.6 1.6 0 1 0 .01 0',
  mail: 'M4 6h16v12.5H4zM4 6.5l8 6.5 8-6.5',
  message:
    'M4.5 5h15a1 1 0 0 1 1 1v9.5a1 1 0 0 1-1 1H11l-4.5 4v-4h-2a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM8 10.8v.01M12 10.8v.01M16 10.8v.01',
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4',
  question: 'M12 3a9 9 0 1 0 .01 0M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1 1-1.1 1.8M12 16.5v.01',
  paper: 'M6.5 3.5h8l4 4v13h-12zM14.5 3.5v4h4M9 11.5h6.5M9 14.5h6.5M9 17.5h4',
  screen: 'M4 5h16v11H4zM9 20h6M12 16v4',
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
