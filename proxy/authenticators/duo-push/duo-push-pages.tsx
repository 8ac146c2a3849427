import { CodeField, Icon, MessageBox, PostForm, qrImage, SmallForm } from '../../ui/index.ts';
import type { FactorPages, FactorPartProps } from '../factor-pages.ts';
import { starting } from '../sent-code-form.tsx';
import type { DuoOffer, DuoPrompt } from './duo-push-authenticator.ts';
import { words } from './words/index.ts';

export const duoPushPages: FactorPages<DuoPrompt, DuoOffer> = {
  icon: 'bell',
  words,
  fields: ['code', 'pushed'],
  isAnswered: ({ code = '', pushed = '' }) => code.trim() !== '' || pushed !== '',
  Challenge: (props) => (
    <>
      {props.notice}
      <Push {...props} />
      {props.facts.state !== 'unavailable' && <Passcode {...props} />}
    </>
  ),
  Setup: (props) => (
    <>
      {props.notice}
      {props.facts.state === 'activate' && <Activation {...props} url={props.facts.activationUrl} />}
      <Push {...props} />
    </>
  ),
};

function Push({ facts, form, language, progressHref, children }: FactorPartProps<DuoOffer>) {
  const own = words[language];
  if (facts.state === 'unavailable')
    return <MessageBox named={false} message={{ kind: 'warning', text: own.unavailable }} />;
  if (facts.state !== 'waiting') return <PostForm form={starting(form)} submit={own.send} />;
  // Where scripts run, the form is sent as soon as the answer is there; elsewhere by the person.
  return (
    <div class="waiting" data-progress={progressHref} data-answered={own.answered}>
      <p class="waiting-text" role="status">
        <span class="spinner" aria-hidden="true" />
        <span data-progress-text="">{own.waiting}</span>
      </p>
      <PostForm form={{ ...form, fields: { ...form.fields, pushed: 'yes' } }} submit={own.approved}>
        {children}
      </PostForm>
      <SmallForm form={starting(form)} label={own.sendAgain} look="link" />
    </div>
  );
}

function Passcode({ form, message, language }: FactorPartProps<DuoPrompt>) {
  const own = words[language];
  return (
    <details>
      <summary>{own.passcode}</summary>
      <PostForm form={form} submit={own.passcodeSubmit}>
        <CodeField
          kind="one-time-code"
          name="code"
          label={own.passcodeLabel}
          hint={own.passcodeHint}
          message={message}
          focus={false}
        />
      </PostForm>
    </details>
  );
}

function Activation({ url, language }: FactorPartProps<DuoOffer> & { url: string }) {
  const own = words[language];
  return (
    <section class="activation">
      <h2>{own.activate}</h2>
      <p>{own.activateText}</p>
      <img class="qr-code" src={qrImage(url)} alt={own.qrLabel} width="200" height="200" />
      <p class="open-in-app">
        <a href={url}>
          <Icon name="phone" />
          <span>{own.openLink}</span>
        </a>
      </p>
    </section>
  );
}
