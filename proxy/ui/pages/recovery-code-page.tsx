import { CheckBox } from '../components/check-box.tsx';
import { CopyButton, CopyStatus } from '../components/copy-button.tsx';
import { Icon } from '../components/icon.tsx';
import { MessageBox, messageId } from '../components/message-box.tsx';
import { PageContent } from '../components/page-content.tsx';
import { PostForm } from '../components/post-form.tsx';
import type { Message, PageForm } from '../page-frame.ts';
import type { Words } from '../words/en.ts';

export type CodesReason = 'enrolled' | 'replaced' | 'rotated' | 'reissued';

export type RecoveryCodePageProps = {
  form: PageForm;
  /** "XXXXX-XXXXX-XXXXX-XXXXX" */
  code?: string | undefined;
  /** "XXXXX-XXXXX-XXXXX", fifteen of them. */
  backupCodes: readonly string[];
  reason: CodesReason;
  /** Whether a second way is offered to be added next. */
  suggestSecond: boolean;
  downloadName: string;
  /** A `data:` URI, so that downloading works without scripts and without another request. */
  downloadHref: string;
  message?: Message;
  words: Words;
};

/** Shows new codes, once; posts `saved=yes`. */
export function RecoveryCodePage(props: RecoveryCodePageProps) {
  const { form, code, backupCodes, reason, suggestSecond, message, words } = props;
  const { recoveryCode } = words;
  const many = backupCodes.length > 0;
  const only = code === undefined ? recoveryCode.codesIntro : recoveryCode.bothIntro;
  return (
    <PageContent
      icon="key"
      title={many ? recoveryCode.codesTitle : recoveryCode.title}
      tone="success"
      size={many ? 'wide' : 'small'}
    >
      <p class="lead">
        <strong>{recoveryCode.reasons[reason]}</strong> {many ? only : recoveryCode.intro}
      </p>
      <div id="saved-codes" class="saved-codes">
        {many && <BackupCodes codes={backupCodes} words={words} />}
        {code !== undefined && (
          <div class="recovery-code-card">
            <p class="recovery-code-label" data-copy-line="">
              {recoveryCode.codeLabel}
            </p>
            <code class="recovery-code-value" id="recovery-code" data-copy-line="">
              {code}
            </code>
          </div>
        )}
      </div>
      <SaveButtons {...props} />
      <p class="small-print">{recoveryCode.safePlaces}</p>
      <PostForm
        form={form}
        submit={
          reason === 'enrolled' || reason === 'replaced' ? recoveryCode.submit : recoveryCode.backToProfile
        }
        second={suggestSecond ? { label: recoveryCode.addSecond, value: 'add' } : undefined}
      >
        {message && <MessageBox message={message} />}
        <CheckBox
          name="saved"
          label={many ? recoveryCode.savedAll : recoveryCode.saved}
          required
          invalid={message?.kind === 'error'}
          describedBy={message && messageId}
        />
      </PostForm>
    </PageContent>
  );
}

function BackupCodes({ codes, words }: { codes: readonly string[]; words: Words }) {
  return (
    <div class="recovery-code-card">
      <p class="recovery-code-label" id="backup-codes-label" data-copy-line="">
        {words.recoveryCode.codesLabel}
      </p>
      <ol class="backup-codes" id="backup-codes" aria-labelledby="backup-codes-label">
        {codes.map((code) => (
          <li key={code}>
            <code data-copy-line="">{code}</code>
          </li>
        ))}
      </ol>
    </div>
  );
}

function SaveButtons({ backupCodes, downloadName, downloadHref, words }: RecoveryCodePageProps) {
  const source = backupCodes.length > 0 ? 'saved-codes' : 'recovery-code';
  return (
    <div class="save-buttons">
      <div class="aui-buttons">
        <CopyButton source={source} words={words} />
        <a class="aui-button" href={downloadHref} download={downloadName}>
          <Icon name="download" />
          {words.recoveryCode.download}
        </a>
        <button type="button" class="aui-button" hidden data-needs-script="" data-print="">
          <Icon name="print" />
          {words.recoveryCode.print}
        </button>
      </div>
      <CopyStatus source={source} />
    </div>
  );
}
