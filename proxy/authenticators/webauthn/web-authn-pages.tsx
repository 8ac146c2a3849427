import {
  type ComponentChildren,
  HiddenFields,
  type Language,
  type PageForm,
  TextField,
  type Words,
} from '../../ui/index.ts';
import type { FactorPages } from '../factor-pages.ts';
import type { WebAuthnOffer, WebAuthnPrompt } from './web-authn-authenticator.ts';
import { words } from './words/index.ts';

/**
 * The one factor that needs a script: browsers have no other way to ask a key. The options are in the page, so that the
 * press of the button starts the ceremony at once; some browsers refuse it after a wait.
 */
export const webAuthnPages: FactorPages<WebAuthnPrompt, WebAuthnOffer> = {
  icon: 'usb',
  words,
  script: 'web-authn.js',
  fields: ['response', 'name'],
  isAnswered: ({ response = '' }) => response !== '',

  Challenge({ facts, form, notice, language, children }) {
    return (
      <>
        {notice}
        <Ceremony kind="get" options={facts.options} form={form} language={language}>
          {children}
        </Ceremony>
      </>
    );
  },

  Setup({ facts, form, notice, language, words: common }) {
    return (
      <>
        {notice}
        <Ceremony kind="create" options={facts.options} form={form} language={language}>
          <NameField common={common} />
        </Ceremony>
      </>
    );
  },
};

function NameField({ common }: { common: Words }) {
  return (
    <TextField name="name" label={common.enroll.nameLabel} hint={common.enroll.nameHint} maxLength={60} />
  );
}

type CeremonyProps = {
  kind: 'get' | 'create';
  options: unknown;
  form: PageForm;
  language: Language;
  children?: ComponentChildren;
};

function Ceremony({ kind, options, form, language, children }: CeremonyProps) {
  const own = words[language];
  return (
    <form
      class="aui top-label"
      method="post"
      action={form.action}
      data-web-authn={kind}
      data-options={JSON.stringify(options)}
    >
      <HiddenFields form={form} />
      <input type="hidden" name="response" value="" />
      {children}
      <noscript>
        <p class="aui-message aui-message-warning">{own.needsScript}</p>
      </noscript>
      <p
        class="ceremony-status"
        role="status"
        data-waiting={own.waiting}
        data-failed={own.failed}
        data-duplicate={own.duplicate}
        data-unsupported={own.unsupported}
        data-insecure={own.insecure}
      />
      <div class="buttons-container">
        <div class="buttons">
          <button type="submit" class="aui-button aui-button-primary" hidden data-needs-script="">
            {kind === 'get' ? own.use : own.create}
          </button>
        </div>
      </div>
    </form>
  );
}
