import {
  modeNames,
  type PolicyDifference,
  type PolicyFact,
  type PolicyMode,
} from '../../../proxy/policy/index.ts';
import type { ScreenVisit } from '../screen.ts';
import { ActionForm, Lozenge, type LozengeTone } from '../ui/index.ts';
import type { OpenDesk } from './policy-desk.ts';

const modeTones: Readonly<Record<PolicyMode, LozengeTone>> = {
  off: 'neutral',
  monitor: 'info',
  enforce: 'success',
};

export function ModeLozenge({ mode }: { mode: PolicyMode }) {
  return <Lozenge tone={modeTones[mode]}>{modeNames[mode]}</Lozenge>;
}

/** What a rule says, line by line. */
export function Says({ facts }: { facts: readonly PolicyFact[] }) {
  return (
    <ul class="says">
      {facts.map(({ label, text }) => (
        <li key={label}>
          <span class="says-label">{label}:</span> {text}
        </li>
      ))}
    </ul>
  );
}

/** On every screen that shows the draft: that it is one, and the ways on. */
export function DraftBanner({ desk, visit }: { desk: OpenDesk; visit: ScreenVisit }) {
  if (desk.draft === undefined) return null;
  const { length } = desk.differences;
  return (
    <div class="draft-banner" role="status">
      <p>
        <strong>You have unpublished changes</strong> ({length}). Nothing of them is in force, and nobody else
        sees them. They are kept for 12 hours.
      </p>
      <div class="row-actions">
        <a class="aui-button" href={visit.links.to('/policies/review')}>
          Review and publish
        </a>
        <ActionForm form={visit.form('/policies')} actions={[{ value: 'discard', label: 'Discard' }]} />
      </div>
    </div>
  );
}

const kindWords: Readonly<
  Record<PolicyDifference['kind'], { readonly word: string; readonly tone: LozengeTone }>
> = {
  added: { word: 'Added', tone: 'success' },
  removed: { word: 'Removed', tone: 'error' },
  changed: { word: 'Changed', tone: 'info' },
  moved: { word: 'Moved', tone: 'neutral' },
};

export function Differences({ differences }: { differences: readonly PolicyDifference[] }) {
  if (differences.length === 0) return <div class="empty-state">They say the same.</div>;
  return (
    <div>
      {differences.map(({ kind, what, details }) => (
        <div key={`${kind} ${what}`} class="difference">
          <p>
            <Lozenge tone={kindWords[kind].tone}>{kindWords[kind].word}</Lozenge> <strong>{what}</strong>
          </p>
          <ul class="says">
            {details.map((detail) => (
              <li key={detail}>{detail}</li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
