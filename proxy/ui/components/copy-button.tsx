import type { Words } from '../words/en.ts';
import { Icon } from './icon.tsx';

/** Copies the text of the element `source`. Stays hidden where scripts do not run: the text can be selected by hand. */
export function CopyButton({ source, words }: { source: string; words: Words }) {
  return (
    <button
      type="button"
      class="aui-button"
      hidden
      data-needs-script=""
      data-copy={source}
      data-copied={words.copy.copied}
      data-copy-failed={words.copy.failed}
    >
      <Icon name="copy" />
      {words.copy.action}
    </button>
  );
}

/** Where the browser script says whether copying worked; `source` as in the button. */
export function CopyStatus({ source }: { source: string }) {
  return <span class="copy-status" role="status" data-copy-status={source} />;
}
