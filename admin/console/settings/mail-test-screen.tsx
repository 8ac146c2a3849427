import { originOf } from '../../../proxy/http/browser-name.ts';
import type { MailOutcome, MailTest } from '../../../proxy/notification/index.ts';
import type { Message } from '../../../proxy/ui/index.ts';
import type { Screen, ScreenPage, ScreenVisit } from '../screen.ts';
import { Facts, FormPage } from '../ui/index.ts';

const path = '/settings/mail-test';

/** Whether mails go out at all: asked before it matters. */
export function createMailTestScreen(mailTest: MailTest): Screen {
  const page = (visit: ScreenVisit, message?: Message): ScreenPage => ({
    kind: 'page',
    message: message ?? (visit.query.isTicked('sent') ? sentMessage : undefined),
    breadcrumbs: [{ label: 'Settings', href: visit.links.to('/settings') }],
    body: <MailTestForm visit={visit} isPossible={mailTest.isPossible} />,
  });
  return {
    path,
    title: 'Send a test mail',
    under: '/settings',
    wantsFreshProof: true,
    get: async (visit) => page(visit),
    post: async (change) => {
      const { principal, scope } = change.administrator;
      const outcome = await mailTest.send(principal, originOf(scope));
      if (outcome.kind === 'sent') return { kind: 'redirect', to: change.links.to(path, { sent: 'yes' }) };
      return page(change, failureMessage(outcome));
    },
  };
}

const sentMessage: Message = {
  kind: 'success',
  text: 'The mail server took the mail.',
  hint: 'Look into your mailbox: what happens behind the mail server is not seen from here.',
};

function failureMessage(outcome: Exclude<MailOutcome, { kind: 'sent' }>): Message {
  switch (outcome.kind) {
    case 'not_configured':
      return { kind: 'error', text: 'No mail server is configured.', hint: 'Set SMTP_URL and MAIL_FROM.' };
    case 'no_address':
      return { kind: 'error', text: 'Jira has no mail address for you.' };
    case 'failed':
      return { kind: 'error', text: 'The mail did not go out.', hint: `What came back: ${outcome.answer}.` };
    default:
      return outcome satisfies never;
  }
}

function MailTestForm({ visit, isPossible }: { visit: ScreenVisit; isPossible: boolean }) {
  const { email } = visit.administrator.principal;
  if (!isPossible || email === '') {
    return (
      <div class="empty-state">
        {isPossible
          ? 'Jira has no mail address for you: a test mail could not be sent anywhere.'
          : 'No mail server is configured. Set SMTP_URL and MAIL_FROM in the environment of the gate.'}
      </div>
    );
  }
  return (
    <FormPage
      form={visit.form(path)}
      submit="Send"
      cancelHref={visit.links.to('/settings')}
      intro={
        <p>One mail is sent to your own address, as Jira has it. The mail server’s answer is shown here.</p>
      }
    >
      <Facts facts={[{ label: 'To', value: email }]} />
    </FormPage>
  );
}
