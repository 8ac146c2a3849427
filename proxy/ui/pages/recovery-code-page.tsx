import { CopyButton, CopyStatus } from '../components/copy-button.tsx';
import { Icon } from '../components/icon.tsx';
import { MessageBox, messageId } from '../components/message-box.tsx';
import { PageContent } from '../components/page-content.tsx';
import { PostForm } from '../components/post-form.tsx';
import type { Message, PageForm } from '../page-frame.ts';
import type { Words } from '../words/en.ts';

export type RecoveryCodePageProps = {
  form: PageForm;
  /** "XXXXX-XXXXX-XXXXX-XXXXX" */
  code: string;
  reason: 'enrolled' | 'replaced';
  downloadName: string;
  /** A `data:` URI, so that downloading works without scripts and without another request. See `recoveryCodeDownload`. */
  downloadHref: string;
  message?: Message;
  words: Words;
};

/** Shows the new recovery code, once; posts `saved=yes`. */
export function RecoveryCodePage(props: RecoveryCodePageProps) {
  const { form, code, reason, message, words } = props;
  const { recoveryCode } = words;
  return (
    <PageContent icon="key" title={recoveryCode.title} tone="success">
      <p class="lead">
        <strong>{recoveryCode.reasons[reason]}</strong> {recoveryCode.intro}
      </p>
      <div class="recovery-code-card">
        <p class="recovery-code-label">{recoveryCode.codeLabel}</p>
        <code class="recovery-code-value" id="recovery-code">
          {code}
        </code>
      </div>
      <SaveButtons {...props} />
      <p class="small-print">{recoveryCode.safePlaces}</p>
      <PostForm form={form} submit={recoveryCode.submit}>
        {message && <MessageBox message={message} />}
        <SavedCheckbox label={recoveryCode.saved} message={message} />
      </PostForm>
    </PageContent>
  );
}

function SaveButtons({ downloadName, downloadHref, words }: RecoveryCodePageProps) {
  return (
    <div class="save-buttons">
      <div class="aui-buttons">
        <CopyButton source="recovery-code" words={words} />
        <a class="aui-button" href={downloadHref} download={downloadName}>
          <Icon name="download" />
          {words.recoveryCode.download}
        </a>
        <button type="button" class="aui-button" hidden data-needs-script="" data-print="">
          <Icon name="print" />
          {words.recoveryCode.print}
        </button>
      </div>
      <CopyStatus source="recovery-code" />
    </div>
  );
}

function SavedCheckbox({ label, message }: { label: string; message: Message | undefined }) {
  return (
    <div class="checkbox">
      <input
        class="checkbox"
        type="checkbox"
        id="saved"
        name="saved"
        value="yes"
        required
        autofocus={message?.kind === 'error'}
        aria-invalid={message?.kind === 'error' ? 'true' : undefined}
        aria-describedby={message && messageId}
      />
      <label htmlFor="saved">{label}</label>
    </div>
  );
}
