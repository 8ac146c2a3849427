import { CodeField } from '../components/code-field.tsx';
import { CopyButton, CopyStatus } from '../components/copy-button.tsx';
import { Icon } from '../components/icon.tsx';
import { MessageBox } from '../components/message-box.tsx';
import { PageContent } from '../components/page-content.tsx';
import { PostForm } from '../components/post-form.tsx';
import type { Message, PageForm } from '../page-frame.ts';
import type { Words } from '../words/en.ts';

export type EnrollPageProps = {
  form: PageForm;
  /** Why it is asked: one of `words.enroll.reasons`, or a policy's own text. */
  reason: string;
  /** SVG markup of the QR code, from our own generator. */
  qrSvg: string;
  /** The secret in groups of four: "ABCD EFGH …". */
  secretGroups: string;
  otpauthUri: string;
  accountName: string;
  issuer: string;
  message?: Message;
  /** How many attempts are left, in words. Shown with an error only. */
  attemptsLeft?: string;
  words: Words;
};

/** Sets up an authenticator app in three steps; posts `code`. */
export function EnrollPage(props: EnrollPageProps) {
  const { form, reason, message, attemptsLeft, words } = props;
  const { enroll } = words;
  const failed = message?.kind === 'error';
  return (
    <PageContent icon="shield" title={enroll.title} size="wide">
      <p class="lead">{reason}</p>
      {message && !failed && <MessageBox message={message} />}
      <ol class="steps">
        <li>
          <h2>{enroll.appStep}</h2>
          <p>{enroll.appText}</p>
        </li>
        <li>
          <h2>{enroll.scanStep}</h2>
          <ScanStep {...props} />
        </li>
        <li>
          <h2>{enroll.codeStep}</h2>
          {/* The page opens at the field then: the error must be in sight. */}
          {failed && <MessageBox message={message} note={attemptsLeft} />}
          <PostForm form={form} submit={enroll.submit}>
            <CodeField
              kind="one-time-code"
              name="code"
              label={enroll.codeLabel}
              hint={enroll.codeHint}
              message={failed ? message : undefined}
              focus={failed}
            />
          </PostForm>
        </li>
      </ol>
    </PageContent>
  );
}

function ScanStep({ qrSvg, otpauthUri, words, ...secret }: EnrollPageProps) {
  const { enroll } = words;
  // An image cannot run scripts, and keeps its black on white in dark mode and forced colors.
  const qrSource = `data:image/svg+xml,${encodeURIComponent(qrSvg)}`;
  return (
    <>
      <p>{enroll.scanText}</p>
      <img class="qr-code" src={qrSource} alt={enroll.qrLabel} width="200" height="200" />
      <p class="open-in-app">
        <a href={otpauthUri}>
          <Icon name="phone" />
          <span>{enroll.openInApp}</span>
        </a>
      </p>
      <details>
        <summary>{enroll.cantScan}</summary>
        <TypedSecret {...secret} words={words} />
      </details>
    </>
  );
}

type TypedSecretProps = Pick<EnrollPageProps, 'secretGroups' | 'accountName' | 'issuer' | 'words'>;

function TypedSecret({ secretGroups, accountName, issuer, words }: TypedSecretProps) {
  const { enroll } = words;
  return (
    <div class="typed-secret">
      <p>{enroll.cantScanText}</p>
      <dl>
        <dt>{enroll.secret}</dt>
        <dd>
          <code id="secret" class="secret">
            {secretGroups}
          </code>
          <span class="copy-row">
            <CopyButton source="secret" words={words} />
            <CopyStatus source="secret" />
          </span>
        </dd>
        <dt>{enroll.accountName}</dt>
        <dd>
          <bdi>{accountName}</bdi>
        </dd>
        <dt>{enroll.issuer}</dt>
        <dd>{issuer}</dd>
      </dl>
    </div>
  );
}
