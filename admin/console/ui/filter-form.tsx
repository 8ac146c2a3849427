import type { ComponentChildren } from '../../../proxy/ui/index.ts';

type FilterFormProps = {
  readonly action: string;
  /** Parameters of the address that are no fields of this form, such as the sorting: they go along. */
  readonly keep?: readonly (readonly [string, string])[];
  readonly submit?: string;
  /** To the same list without any filter; absent while there is none. */
  readonly clearHref?: string | undefined;
  /** The id of the `LiveRegion` that follows while somebody types. */
  readonly live?: string;
  readonly children: ComponentChildren;
};

/** A filter is a GET: it can be bookmarked, sent to a colleague, and gone back to. */
export function FilterForm({
  action,
  keep = [],
  submit = 'Search',
  clearHref,
  live,
  children,
}: FilterFormProps) {
  return (
    <search>
      {' '}
      <form class="filter" method="get" action={action} data-live-search={live}>
        {keep.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <div class="filter-fields">{children}</div>
        <div class="aui-buttons">
          <button type="submit" class="aui-button">
            {submit}
          </button>
          {clearHref !== undefined && (
            <a class="aui-button aui-button-link" href={clearHref}>
              Clear
            </a>
          )}
        </div>
      </form>
    </search>
  );
}

type SearchFieldProps = {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly longest?: number;
};

/** With scripts the results follow while somebody types; without, the button of the form does. */
export function SearchField({ name, label, value, longest = 200 }: SearchFieldProps) {
  return (
    <div class="field-group filter-search">
      <label htmlFor={name}>{label}</label>
      <input
        class="text plain-text"
        type="search"
        id={name}
        name={name}
        value={value}
        maxLength={longest}
        autocomplete="off"
        spellcheck={false}
      />
    </div>
  );
}

type FilterFieldProps = SearchFieldProps & {
  readonly type?: 'text' | 'date';
  readonly error?: string | undefined;
};

/** One of several things that a list is filtered by. */
export function FilterField({ name, label, value, longest = 200, type = 'text', error }: FilterFieldProps) {
  const shared = {
    class: 'text plain-text',
    ...{ id: name, name, value },
    ...(error === undefined ? {} : { 'aria-invalid': 'true' as const, 'aria-describedby': `${name}-error` }),
  };
  return (
    <div class="field-group">
      <label htmlFor={name}>{label}</label>
      {type === 'date' ? (
        <input {...shared} type="date" />
      ) : (
        <input {...shared} type="text" maxLength={longest} autocomplete="off" spellcheck={false} />
      )}
      {error && (
        <div class="error" id={`${name}-error`}>
          {error}
        </div>
      )}
    </div>
  );
}

type SelectFieldProps = {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  /** By value, in order; the empty value means any. */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly error?: string | undefined;
};

export function SelectField({ name, label, value, choices, error }: SelectFieldProps) {
  return (
    <div class="field-group">
      <label htmlFor={name}>{label}</label>
      <select
        class="text plain-text"
        id={name}
        name={name}
        aria-invalid={error === undefined ? undefined : 'true'}
        aria-describedby={error === undefined ? undefined : `${name}-error`}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} selected={choice.value === value}>
            {choice.label}
          </option>
        ))}
      </select>
      {error && (
        <div class="error" id={`${name}-error`}>
          {error}
        </div>
      )}
    </div>
  );
}

type LiveRegionProps = { readonly id: string; readonly count: string; readonly children: ComponentChildren };

/**
 * The results of a `FilterForm` with `live`: replaced while somebody types, and their count is read out.
 *
 * @param count in words: "12 people"
 */
export function LiveRegion({ id, count, children }: LiveRegionProps) {
  return (
    <>
      <p class="assistive" role="status" data-live-status={id} />
      <div id={id} data-live-region={id} data-live-count={count}>
        <p class="result-count">{count}</p>
        {children}
      </div>
    </>
  );
}
