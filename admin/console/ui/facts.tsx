import type { ComponentChildren } from '../../../proxy/ui/index.ts';

export type Fact = { readonly label: string; readonly value: ComponentChildren; readonly note?: string };

/** What is known about one thing: names and values. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl class="facts">
      {facts.map(({ label, value, note }) => (
        <div key={label} class="fact">
          <dt>{label}</dt>
          <dd>
            {value}
            {note && <p class="description">{note}</p>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

type SectionProps = {
  readonly id: string;
  readonly title: string;
  readonly intro?: string;
  readonly children: ComponentChildren;
};

/** A part of a screen, with a heading that screen readers find it by. */
export function Section({ id, title, intro, children }: SectionProps) {
  return (
    <section class="console-section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {intro && <p class="description">{intro}</p>}
      {children}
    </section>
  );
}

type Figure = {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
  readonly href?: string;
};

/** The numbers that a dashboard begins with. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <ul class="figures">
      {figures.map(({ label, value, note, href }) => (
        <li key={label}>
          <span class="figure-label">{href === undefined ? label : <a href={href}>{label}</a>}</span>
          <strong class="figure-value">{value}</strong>
          {note && <span class="description">{note}</span>}
        </li>
      ))}
    </ul>
  );
}
