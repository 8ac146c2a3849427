import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '../components/icon.tsx';
import { MessageBox } from '../components/message-box.tsx';
import { PageContent } from '../components/page-content.tsx';
import { SmallForm } from '../components/post-form.tsx';
import type { Message, PageForm } from '../page-frame.ts';
import type { Words } from '../words/en.ts';

export type ProfileMethod = {
  id: string;
  icon: IconName;
  name: string;
  /** One line: added, last used. */
  facts: string;
  warning?: string | undefined;
  isDefault: boolean;
  makeDefault?: PageForm | undefined;
  renameHref?: string | undefined;
  removeHref?: string | undefined;
};

export type ProfileEntry = {
  id: string;
  icon: IconName;
  title: string;
  facts: string;
  current?: boolean;
  action?: { form: PageForm; label: string } | undefined;
};

export type ProfilePageProps = {
  message?: Message | undefined;
  methods: readonly ProfileMethod[];
  addHref?: string | undefined;
  newPhoneHref?: string | undefined;
  turnOffHref?: string | undefined;
  codes: { text: string; warning: boolean; renew: PageForm; recoveryCode: PageForm; hasSet: boolean };
  /** Absent where the site remembers no browsers. */
  devices?: { entries: readonly ProfileEntry[]; forgetAll: PageForm } | undefined;
  sessions: { entries: readonly ProfileEntry[]; endOthers?: PageForm | undefined };
  activity: readonly ProfileEntry[];
  words: Words;
};

/** What people have, and what they can do about it. */
export function ProfilePage(props: ProfilePageProps) {
  const { message, words, devices, activity } = props;
  const { profile } = words;
  return (
    <PageContent icon="shield" title={profile.title} size="full">
      <p class="lead">{profile.intro}</p>
      {message && <MessageBox message={message} />}
      <Section id="methods" title={profile.methods}>
        <Methods {...props} />
      </Section>
      <Section id="codes" title={profile.codes}>
        <Codes {...props} />
      </Section>
      {devices && (
        <Section id="devices" title={profile.devices}>
          <p>{devices.entries.length === 0 ? profile.devicesNone : profile.devicesHint}</p>
          <Entries entries={devices.entries} words={words} />
          {devices.entries.length > 1 && <SmallForm form={devices.forgetAll} label={profile.forgetAll} />}
        </Section>
      )}
      <Section id="sessions" title={profile.sessions}>
        <p>{profile.sessionsHint}</p>
        <Entries entries={props.sessions.entries} words={words} />
        {props.sessions.endOthers && <SmallForm form={props.sessions.endOthers} label={profile.endOthers} />}
      </Section>
      <Section id="activity" title={profile.activity}>
        {activity.length === 0 && <p>{profile.activityNone}</p>}
        <Entries entries={activity} words={words} />
      </Section>
    </PageContent>
  );
}

/** For people who have nothing set up. */
export function NoFactorPage({ enrollHref, words }: { enrollHref: string; words: Words }) {
  const { profile } = words;
  return (
    <PageContent icon="shield" title={profile.title}>
      <p class="lead">{profile.off}</p>
      <p class="buttons">
        <a class="aui-button aui-button-primary" href={enrollHref}>
          {profile.turnOn}
        </a>
      </p>
    </PageContent>
  );
}

function Section({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section class="profile-section" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}

function Methods({ methods, addHref, newPhoneHref, turnOffHref, words }: ProfilePageProps) {
  const { profile } = words;
  return (
    <>
      <ul class="entries">
        {methods.map((method) => (
          <Method key={method.id} method={method} words={words} />
        ))}
      </ul>
      <p class="buttons">
        {addHref && (
          <a class="aui-button aui-button-primary" href={addHref}>
            {profile.add}
          </a>
        )}
        {newPhoneHref && (
          <a class="aui-button" href={newPhoneHref}>
            {profile.newPhone}
          </a>
        )}
      </p>
      {newPhoneHref && <p class="small-print">{profile.newPhoneText}</p>}
      {turnOffHref && (
        <p>
          <a href={turnOffHref}>{profile.turnOff}</a>
        </p>
      )}
      {!turnOffHref && methods.every(({ removeHref }) => removeHref === undefined) && (
        <p class="small-print">{profile.lastOne}</p>
      )}
    </>
  );
}

function Method({ method, words }: { method: ProfileMethod; words: Words }) {
  const { profile } = words;
  const { id, icon, name, facts, warning, isDefault, makeDefault, renameHref, removeHref } = method;
  return (
    <li class="entry">
      <span class="card-icon">
        <Icon name={icon} />
      </span>
      <div class="entry-words">
        <strong id={`method-${id}`}>
          <bdi>{name}</bdi>
        </strong>{' '}
        {isDefault && <span class="aui-lozenge">{profile.isDefault}</span>}
        <span class="entry-facts">{facts}</span>
        {warning && <span class="entry-warning">{warning}</span>}
      </div>
      <div class="entry-actions">
        {makeDefault && (
          <SmallForm
            form={makeDefault}
            label={profile.makeDefault}
            spoken={`${profile.makeDefault}: ${name}`}
            look="link"
          />
        )}
        {renameHref && (
          <a href={renameHref} aria-label={`${profile.rename}: ${name}`}>
            {profile.rename}
          </a>
        )}
        {removeHref && (
          <a href={removeHref} aria-label={`${profile.remove}: ${name}`}>
            {profile.remove}
          </a>
        )}
      </div>
    </li>
  );
}

function Codes({ codes, words }: Pick<ProfilePageProps, 'codes' | 'words'>) {
  const { profile } = words;
  return (
    <>
      <p class={codes.warning ? 'entry-warning' : undefined}>{codes.text}</p>
      <SmallForm form={codes.renew} label={codes.hasSet ? profile.renewCodes : profile.makeCodes} />
      {codes.hasSet && <p class="small-print">{profile.renewCodesHint}</p>}
      <p>{profile.recoveryCode}</p>
      <SmallForm form={codes.recoveryCode} label={profile.renewRecoveryCode} />
    </>
  );
}

function Entries({ entries, words }: { entries: readonly ProfileEntry[]; words: Words }) {
  return (
    <ul class="entries">
      {entries.map(({ id, icon, title, facts, current, action }) => (
        <li key={id} class="entry">
          <span class="card-icon">
            <Icon name={icon} />
          </span>
          <div class="entry-words">
            <strong>{title}</strong> {current && <span class="aui-lozenge">{words.profile.thisBrowser}</span>}
            <span class="entry-facts">{facts}</span>
          </div>
          {action && (
            <div class="entry-actions">
              <SmallForm
                form={action.form}
                label={action.label}
                spoken={`${action.label}: ${title}`}
                look="link"
              />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
