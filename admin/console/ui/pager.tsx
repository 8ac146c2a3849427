type Props = {
  /** What is paged through: "people". */
  readonly what: string;
  /** Towards the beginning; absent on the first page. */
  readonly newerHref?: string | undefined;
  readonly olderHref?: string | undefined;
  readonly labels?: { readonly newer: string; readonly older: string };
  /** Links to the same list with so many rows on a page. */
  readonly sizes?: readonly { readonly size: number; readonly href: string; readonly isChosen: boolean }[];
};

const byTime = { newer: 'Newer', older: 'Older' };

/** Page by page, from one row to the next: no count of pages, which would cost a look at every row. */
export function Pager({ what, newerHref, olderHref, labels = byTime, sizes = [] }: Props) {
  return (
    <nav class="pager" aria-label={`Pages of ${what}`}>
      <div class="aui-buttons">
        <Turn href={newerHref} label={labels.newer} rel="prev" />
        <Turn href={olderHref} label={labels.older} rel="next" />
      </div>
      {sizes.length > 1 && (
        <p class="page-sizes">
          Rows on a page:{' '}
          {sizes.map(({ size, href, isChosen }) =>
            isChosen ? (
              <strong key={size}>{size}</strong>
            ) : (
              <a key={size} href={href}>
                {size}
              </a>
            ),
          )}
        </p>
      )}
    </nav>
  );
}

/** A way that leads nowhere stays in its place, so that the other one does not move below the pointer. */
function Turn({ href, label, rel }: { href: string | undefined; label: string; rel: string }) {
  if (href === undefined) {
    return (
      <span class="aui-button is-off" aria-hidden="true">
        {label}
      </span>
    );
  }
  return (
    <a class="aui-button" href={href} rel={rel}>
      {label}
    </a>
  );
}
