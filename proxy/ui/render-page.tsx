import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { SiteMark } from './components/icon.tsx';
import { SignedInAs } from './components/signed-in-as.tsx';
import type { PageFrame } from './page-frame.ts';

/** The mark of the header as the tab's icon, inside the page: a request for one would have to pass the gate. */
const tabIcon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="5" fill="#0052cc"/>' +
    '<path d="M5.5 17.5h4.3v-4.3h4.3V8.9h4.4" fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/></svg>',
)}`;

function Head({ frame }: { frame: PageFrame }) {
  const { words, title, assets } = frame;
  return (
    <DocumentHead
      title={words.frame.documentTitle(frame.hasError ? words.frame.errorTitle(title) : title)}
      stylesheets={[assets.stylesheet]}
      scripts={[assets.script, ...(frame.scripts ?? [])]}
      refreshSeconds={frame.refreshSeconds}
    />
  );
}

type DocumentHeadProps = {
  title: string;
  stylesheets: readonly string[];
  scripts: readonly string[];
  refreshSeconds?: number | undefined;
};

/** What every document of ours begins with. */
export function DocumentHead({ title, stylesheets, scripts, refreshSeconds }: DocumentHeadProps) {
  return (
    <head>
      <meta charset="utf-8" />
      <title>{title}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="robots" content="noindex, nofollow" />
      {/* Codes are no telephone numbers. */}
      <meta name="format-detection" content="telephone=no" />
      {refreshSeconds !== undefined && (
        <noscript>
          <meta http-equiv="refresh" content={String(Math.max(1, Math.ceil(refreshSeconds)))} />
        </noscript>
      )}
      <link rel="icon" type="image/svg+xml" href={tabIcon} />
      {stylesheets.map((stylesheet) => (
        <link key={stylesheet} rel="stylesheet" href={stylesheet} />
      ))}
      {scripts.map((script) => (
        <script key={script} src={script} defer />
      ))}
    </head>
  );
}

function Body({ frame, page }: { frame: PageFrame; page: VNode }) {
  const { words } = frame;
  return (
    <body class="aui-layout aui-theme-default aui-page-focused page-type-login">
      <a class="skip-link" href="#main">
        {words.frame.skipToContent}
      </a>
      <header class="aui-header">
        <a class="aui-header-logo" href={frame.homeHref}>
          <SiteMark />
          <span class="aui-header-logo-text">{words.frame.site}</span>
        </a>
      </header>
      <main id="main" class="aui-page-panel" tabIndex={-1}>
        <div class="aui-page-panel-content">{page}</div>
        <SignedInAs
          words={words}
          {...(frame.settingsHref !== undefined && { settingsHref: frame.settingsHref })}
          {...(frame.signedInAs && { signedInAs: frame.signedInAs })}
          {...(frame.logoutForm && { logoutForm: frame.logoutForm })}
        />
      </main>
      {frame.requestId && (
        <footer class="page-reference">
          {words.frame.reference} <code>{frame.requestId}</code>
        </footer>
      )}
    </body>
  );
}

/** Renders a page and its frame to a whole HTML document. Needs no inline script or style. */
export function renderPage(page: VNode, frame: PageFrame): string {
  const document = (
    <html lang={frame.lang} dir={frame.words.direction}>
      <Head frame={frame} />
      <Body frame={frame} page={page} />
    </html>
  );
  return `<!doctype html>\n${renderToString(document)}\n`;
}
