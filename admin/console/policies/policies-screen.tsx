import type { PolicyDocument } from '../../../proxy/policy/index.ts';
import type { Message } from '../../../proxy/ui/index.ts';
import type { Screen, ScreenChange, ScreenVisit } from '../screen.ts';
import { Section } from '../ui/index.ts';
import { changeDocument, isPolicyAction, type PolicyAction, policyActions } from './change-document.ts';
import type { OpenDesk, PolicyDesk } from './policy-desk.ts';
import { DraftBanner } from './policy-parts.tsx';
import { RuleTable } from './rule-table.tsx';
import { StepUpTable } from './step-up-table.tsx';

/** The rules in their order, and what an administrator would change about them. */
export function createPoliciesScreen(desk: PolicyDesk): Screen {
  return {
    path: '/policies',
    title: 'Policies',
    navigation: { group: 'Rules', label: 'Policies' },
    get: async (visit) => {
      const open = await desk.open(visit.administrator);
      return {
        kind: 'page',
        message: messageOf(open, visit),
        actions: <Actions visit={visit} />,
        body: <Body desk={open} visit={visit} />,
      };
    },
    post: async (change) => {
      const { administrator, fields, links } = change;
      const action = fields.choice('do', ['discard', ...policyActions], undefined);
      if (action === 'discard') {
        await desk.discard(administrator);
        return { kind: 'redirect', to: links.to('/policies', { discarded: 'yes' }) };
      }
      const done = action !== undefined && isPolicyAction(action) && (await apply(desk, change, action));
      return { kind: 'redirect', to: links.to('/policies', { refused: done ? undefined : 'yes' }) };
    },
  };
}

async function apply(desk: PolicyDesk, { administrator, fields }: ScreenChange, action: PolicyAction) {
  const id = fields.text('rule', 100);
  const reading = await desk.edit(administrator, (document: PolicyDocument) =>
    changeDocument(document, action, id),
  );
  return reading.kind === 'policy';
}

function messageOf({ current }: OpenDesk, { query }: ScreenVisit): Message | undefined {
  if (current.problems.length > 0) {
    return {
      kind: 'error',
      text: `Version ${current.version} of the policy cannot be read: an older one is in force.`,
      hint: current.problems.join('; '),
    };
  }
  const published = query.integer('published', { from: 1, to: 2 ** 31 }, undefined);
  if (published !== undefined && published === current.version) {
    return { kind: 'success', text: `Version ${published} of the policy is in force.` };
  }
  if (query.isTicked('discarded'))
    return { kind: 'success', text: 'Your unpublished changes were discarded.' };
  if (query.isTicked('refused')) {
    return { kind: 'warning', text: 'That could not be done. The draft is as it was.' };
  }
  return undefined;
}

function Actions({ visit: { links } }: { visit: ScreenVisit }) {
  return (
    <>
      <a class="aui-button" href={links.to('/policies/what-if')}>
        What if
      </a>
      <a class="aui-button" href={links.to('/policies/history')}>
        History
      </a>
      <a class="aui-button aui-button-primary" href={links.to('/policies/rule')}>
        Add rule
      </a>
    </>
  );
}

function Body({ desk, visit }: { desk: OpenDesk; visit: ScreenVisit }) {
  const { current, document, draft } = desk;
  const who = current.actorName === '' ? '' : ` by ${current.actorName}`;
  return (
    <>
      <DraftBanner desk={desk} visit={visit} />
      <p class="lead">
        Rules are asked from the top, and the first that matches decides. A rule in monitor mode only notes
        what it would have decided.{' '}
        {draft === undefined ? `In force: version ${current.version}${who}.` : 'This is your draft.'}
      </p>
      <RuleTable document={document} visit={visit} />
      <Section
        id="step-up"
        title="Step-up"
        intro="At these places a second factor must have been shown recently, also by somebody who is verified."
      >
        <StepUpTable document={document} visit={visit} />
        <p>
          <a class="aui-button" href={visit.links.to('/policies/step-up')}>
            Add step-up
          </a>
        </p>
      </Section>
    </>
  );
}
