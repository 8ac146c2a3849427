import type { ComponentChildren } from '../../../proxy/ui/index.ts';

export type Column<R> = {
  readonly title: string;
  readonly cell: (row: R) => ComponentChildren;
  /** Flush right, with digits of one width. */
  readonly isNumber?: boolean;
  /** The cell that names the row for screen readers; one column of a table is. */
  readonly isName?: boolean;
};

type Props<R> = {
  /** What the table holds; spoken, and shown where `showCaption` says so. */
  readonly caption: string;
  readonly showCaption?: boolean;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  readonly keyOf: (row: R) => string;
  /** Columns of one width, where tables that stand below each other should look like one. */
  readonly isEven?: boolean;
  /** Stands in the place of an empty table. */
  readonly empty: ComponentChildren;
};

/** On a phone each row becomes a card. Safari drops the roles of a table that is laid out as something else: they are said. */
const roles = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  columnHeader: { scope: 'col', role: 'columnheader' },
  rowHeader: { scope: 'row', role: 'rowheader' },
  cell: { role: 'cell' },
} as const;

/** AUI's table. */
export function DataTable<R>(props: Props<R>) {
  const { caption, showCaption = false, columns, rows, keyOf, isEven = false, empty } = props;
  if (rows.length === 0) return <div class="empty-state">{empty}</div>;
  return (
    <div class="table-box">
      <table class={isEven ? 'aui aui-even' : 'aui'} {...roles.table}>
        <caption class={showCaption ? undefined : 'assistive'}>{caption}</caption>
        <thead {...roles.group}>
          <tr {...roles.row}>
            {columns.map(({ title, isNumber }) => (
              <th key={title} {...roles.columnHeader} class={classOf(isNumber)}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...roles.group}>
          {rows.map((row) => (
            <tr key={keyOf(row)} {...roles.row}>
              {columns.map((column) => (
                <Cell key={column.title} row={row} column={column} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell<R>({ row, column }: { row: R; column: Column<R> }) {
  const { title, cell, isNumber, isName } = column;
  // The card's label for the value; the value is one box beside it.
  const shared = { 'data-title': title, class: classOf(isNumber), children: <div>{cell(row)}</div> };
  return isName ? <th {...roles.rowHeader} {...shared} /> : <td {...roles.cell} {...shared} />;
}

const classOf = (isNumber = false) => (isNumber ? 'number' : undefined);
