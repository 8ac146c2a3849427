type Action = {
  readonly value: string;
  readonly label: string;
  /** Said in the place of a label that many buttons share. */
  readonly spoken?: string;
  /** Leads nowhere here, and stays in its place. */
  readonly isOff?: boolean;
};

type Props = {
  readonly form: { readonly action: string; readonly token: string };
  readonly hidden?: Readonly<Record<string, string>>;
  readonly actions: readonly Action[];
};

/** Buttons that change something about one row: what was pressed is sent as `do`. */
export function ActionForm({ form, hidden = {}, actions }: Props) {
  return (
    <form class="action-form" method="post" action={form.action} data-submit-once="">
      <input type="hidden" name="token" value={form.token} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {actions.map(({ value, label, spoken, isOff = false }) =>
        isOff ? (
          <span key={value} class="aui-button is-off" aria-hidden="true">
            {label}
          </span>
        ) : (
          <button key={value} type="submit" class="aui-button" name="do" value={value} aria-label={spoken}>
            {label}
          </button>
        ),
      )}
    </form>
  );
}
