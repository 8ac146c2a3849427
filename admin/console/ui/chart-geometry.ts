export type Point = { readonly x: number; readonly y: number };
type Bar = Point & { readonly width: number; readonly height: number };

/** In units of the picture: it is drawn as wide as there is room. */
export const chartArea = { width: 640, height: 220, left: 48, right: 628, top: 12, bottom: 188 } as const;

const round = (value: number) => Math.round(value * 10) / 10;

/** The end of the scale: 1, 2 or 5 and noughts. */
export function scaleFor(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  return ([1, 2, 5, 10].find((step) => step * power >= most) ?? 10) * power;
}

/** Where a number is on the scale; what is below nought or no number lies on the ground. */
function heightOf(value: number, most: number): number {
  const { top, bottom } = chartArea;
  const share = Number.isFinite(value) ? Math.max(0, value) / scaleFor(most) : 0;
  return round(bottom - share * (bottom - top));
}

export function placePoints(values: readonly number[], most: number): readonly Point[] {
  const { left, right } = chartArea;
  const step = values.length > 1 ? (right - left) / (values.length - 1) : 0;
  return values.map((value, at) => ({ x: round(left + at * step), y: heightOf(value, most) }));
}

/** Where something began: the numbers of those that share a place stand together. */
export function placeMarks(
  labels: readonly string[],
  marks: readonly { readonly label: string }[],
): readonly { readonly x: number; readonly number: string }[] {
  const numbers = new Map<number, string[]>();
  marks.forEach(({ label }, at) => {
    const place = labels.indexOf(label);
    if (place >= 0) numbers.set(place, [...(numbers.get(place) ?? []), String(at + 1)]);
  });
  const points = placePoints(
    labels.map(() => 0),
    1,
  );
  return [...numbers].map(([place, both]) => ({ x: points[place]?.x ?? 0, number: both.join(', ') }));
}

/** Bars of several series stand side by side: this is the `place`-th of `places`. */
export function placeBars(
  values: readonly number[],
  most: number,
  place: number,
  places: number,
): readonly Bar[] {
  const { left, right, bottom } = chartArea;
  const slot = (right - left) / Math.max(1, values.length);
  const width = round((slot * 0.7) / places);
  return values.map((value, at) => {
    const y = heightOf(value, most);
    return { x: round(left + at * slot + slot * 0.15 + place * width), y, width, height: round(bottom - y) };
  });
}

/** As many names as have room below the bars; of more only the first and the last are said. */
const mostNames = 8;

export type AxisLabel = {
  readonly text: string;
  readonly x: number;
  readonly anchor: 'start' | 'middle' | 'end';
};

/** What stands below the picture: each bar's name, or where a line begins and ends. */
export function axisLabels(labels: readonly string[], kind: 'bars' | 'lines'): readonly AxisLabel[] {
  const { left, right } = chartArea;
  const slot = (right - left) / Math.max(1, labels.length);
  if (kind === 'bars' && labels.length <= mostNames) {
    return labels.map((text, at) => ({ text, x: round(left + (at + 0.5) * slot), anchor: 'middle' }));
  }
  const [first = '', ...more] = labels;
  const begin = { text: first, x: left, anchor: 'start' } as const;
  return more.length === 0 ? [begin] : [begin, { text: more.at(-1) ?? '', x: right, anchor: 'end' }];
}

/** Nought, the middle where it is whole, and the end of the scale. */
export function gridLines(most: number): readonly { readonly value: number; readonly y: number }[] {
  const end = scaleFor(most);
  const values = end % 2 === 0 ? [0, end / 2, end] : [0, end];
  return values.map((value) => ({ value, y: heightOf(value, most) }));
}
