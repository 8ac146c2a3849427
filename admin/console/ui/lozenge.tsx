export type LozengeTone = 'neutral' | 'success' | 'error' | 'warning' | 'info';

/** AUI's lozenge. The word says it all; the colour only repeats it. */
export function Lozenge({ tone = 'neutral', children }: { tone?: LozengeTone; children: string }) {
  return <span class={`aui-lozenge lozenge-${tone}`}>{children}</span>;
}
