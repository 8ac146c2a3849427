import type { ComponentChildren } from '../../../proxy/ui/index.ts';
import { bulkKinds, mostInBulk } from '../../bulk/index.ts';
import type { LinkParameters } from '../console-links.ts';
import { bulkWords } from './bulk-words.ts';

type Props = {
  readonly action: string;
  /** The filter of the list: it goes along for "all who match". */
  readonly filter: LinkParameters;
  readonly total: number;
  readonly children: ComponentChildren;
};

export const whoms = ['ticked', 'all'] as const;

/** What to do with the people ticked. It only asks: the next page says what will happen, and wants it confirmed. */
export function BulkForm({ action, filter, total, children }: Props) {
  return (
    <form class="bulk" method="get" action={action}>
      {Object.entries(filter).map(
        ([name, value]) =>
          value !== undefined && value !== '' && <input key={name} type="hidden" name={name} value={value} />,
      )}
      {children}
      <fieldset class="bulk-bar">
        <legend class="assistive">Several people at once</legend>
        <div class="field-group">
          <label htmlFor="whom">With</label>
          <select class="text plain-text" id="whom" name="whom">
            <option value="ticked">the people ticked</option>
            <option value="all" disabled={total > mostInBulk}>
              {total > mostInBulk
                ? `all who match: more than ${mostInBulk.toLocaleString('en')}, narrow the list first`
                : `all ${total.toLocaleString('en')} who match`}
            </option>
          </select>
        </div>
        <div class="field-group">
          <label htmlFor="do">Do</label>
          <select class="text plain-text" id="do" name="do">
            {bulkKinds.map((kind) => (
              <option key={kind} value={kind}>
                {bulkWords[kind].label}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" class="aui-button">
          Go on
        </button>
      </fieldset>
    </form>
  );
}
