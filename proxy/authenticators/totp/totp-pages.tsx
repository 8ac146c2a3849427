import { CodeField, CopyButton, CopyStatus, Icon, PostForm, qrImage, type Words } from '../../ui/index.ts';
import type { FactorPages } from '../factor-pages.ts';
import type { TotpOffer } from './totp-authenticator.ts';
import type { TotpWords } from './words/en.ts';
import { words } from './words/index.ts';

export const totpPages: FactorPages<undefined, TotpOffer> = {
  icon: 'phone',
  words,
  fields: ['code'],
  isAnswered: ({ code = '' }) => code.trim() !== '',

  Challenge({ form, notice, message, language, words: common, children }) {
    const own = words[language];
    return (
      <>
        {notice}
        <PostForm form={form} submit={common.challenge.submit}>
          <CodeField
            kind="one-time-code"
            name="code"
            label={own.codeLabel}
            hint={own.codeHint}
            message={message}
            focus
          />
          {children}
        </PostForm>
      </>
    );
  },

  Setup(props) {
    const { facts, form, notice, message, language, words: common } = props;
    const own = words[language];
    return (
      <ol class="steps">
        <li>
          <h2>{own.appStep}</h2>
          <p>{own.appText}</p>
        </li>
        <li>
          <h2>{own.scanStep}</h2>
          <ScanStep offer={facts} own={own} common={common} />
        </li>
        <li>
          <h2>{own.codeStep}</h2>
          {/* The page opens at the field then: the error must be in sight. */}
          {notice}
          <PostForm form={form} submit={common.enroll.submit}>
            <CodeField
              kind="one-time-code"
              name="code"
              label={own.codeLabel}
              hint={own.setupCodeHint}
              message={message}
              focus={message?.kind === 'error'}
            />
          </PostForm>
        </li>
      </ol>
    );
  },
};

type ScanProps = { offer: TotpOffer; own: TotpWords; common: Words };

function ScanStep({ offer, own, common }: ScanProps) {
  return (
    <>
      <p>{own.scanText}</p>
      <img class="qr-code" src={qrImage(offer.uri)} alt={own.qrLabel} width="200" height="200" />
      <p class="open-in-app">
        <a href={offer.uri}>
          <Icon name="phone" />
          <span>{own.openInApp}</span>
        </a>
      </p>
      <details>
        <summary>{own.cantScan}</summary>
        <TypedSecret offer={offer} own={own} common={common} />
      </details>
    </>
  );
}

function TypedSecret({ offer, own, common }: ScanProps) {
  return (
    <div class="typed-secret">
      <p>{own.cantScanText}</p>
      <dl>
        <dt>{own.secret}</dt>
        <dd>
          <code id="secret" class="secret">
            {offer.secret.match(/.{1,4}/g)?.join(' ')}
          </code>
          <span class="copy-row">
            <CopyButton source="secret" words={common} />
            <CopyStatus source="secret" />
          </span>
        </dd>
        <dt>{own.accountName}</dt>
        <dd>
          <bdi>{offer.account}</bdi>
        </dd>
        <dt>{own.issuer}</dt>
        <dd>{offer.issuer}</dd>
      </dl>
    </div>
  );
}
