type Tab = {
  readonly label: string;
  readonly href: string;
  readonly isOpen: boolean;
  readonly count?: number;
};

/** Parts of one subject, each a page of its own: links, so that they work without scripts and can be bookmarked. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {tabs.map(({ label: text, href, isOpen, count }) => (
          <li key={href} class={isOpen ? 'tab-open' : undefined}>
            <a href={href} {...(isOpen ? { 'aria-current': 'page' } : {})}>
              {text} {count !== undefined && <span class="aui-badge">{count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
