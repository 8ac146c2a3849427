import type { PageFrame } from '../page-frame.ts';
import { Icon } from './icon.tsx';

type Props = Pick<PageFrame, 'signedInAs' | 'logoutForm' | 'settingsHref' | 'words'>;

/** The strip at the foot of the panel: whose code is asked for, and the way out for everybody else. */
export function SignedInAs({ signedInAs, logoutForm, settingsHref, words }: Props) {
  if (!signedInAs) return null;
  return (
    <div class="signed-in-as">
      <span class="avatar">
        <Icon name="person" />
      </span>
      <p>
        <span class="signed-in-label">{words.frame.loggingInAs} </span>
        <strong>
          <bdi>{signedInAs.displayName}</bdi>
        </strong>{' '}
        <span class="username">
          (<bdi>{signedInAs.username}</bdi>)
        </span>
      </p>
      {settingsHref && <a href={settingsHref}>{words.frame.settings}</a>}
      {logoutForm && (
        <form method="post" action={logoutForm.action} data-submit-once="">
          <input type="hidden" name="token" value={logoutForm.token} />
          <span>{words.frame.notYou}</span>{' '}
          <button type="submit" class="aui-button aui-button-link">
            {words.frame.logOut}
          </button>
        </form>
      )}
    </div>
  );
}
