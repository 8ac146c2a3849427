import { renderToString } from 'preact-render-to-string';
import {
  type ComponentChildren,
  DocumentHead,
  Icon,
  type Message,
  MessageBox,
  SiteMark,
} from '../../../proxy/ui/index.ts';

type Link = { readonly label: string; readonly href: string };
export type NavigationSection = {
  readonly title: string;
  readonly items: readonly (Link & { readonly isOpen: boolean })[];
};

export type ConsolePageProps = {
  readonly title: string;
  readonly navigation: readonly NavigationSection[];
  readonly overviewHref: string;
  readonly isOverview: boolean;
  readonly breadcrumbs: readonly Link[];
  readonly actions?: ComponentChildren;
  readonly message: Message | undefined;
  readonly body: ComponentChildren;
  readonly homeHref: string;
  readonly signedInAs: { readonly displayName: string; readonly username: string; readonly href: string };
  readonly stylesheets: readonly string[];
  readonly scripts: readonly string[];
};

const product = 'Two-step verification';

/** The console's frame, as Jira's administration has it: header, side bar, and the panel with the screen. */
export function renderConsole(props: ConsolePageProps): string {
  const { title, message } = props;
  const failed = message?.kind === 'error' ? 'Error: ' : '';
  const document = (
    <html lang="en" dir="ltr">
      <DocumentHead
        title={`${failed}${title} - ${product} - Jira`}
        stylesheets={props.stylesheets}
        scripts={props.scripts}
      />
      <body class="aui-layout aui-theme-default console">
        <a class="skip-link" href="#main">
          Skip to main content
        </a>
        <Header {...props} />
        <div class="console-banner">
          <p class="console-banner-title">Administration</p>
        </div>
        <div class="console-panel">
          <SideBar sections={props.navigation} />
          <main id="main" class="console-content" tabIndex={-1}>
            <PageHeader {...props} />
            {message && <MessageBox message={message} />}
            {props.body}
          </main>
        </div>
      </body>
    </html>
  );
  return `<!doctype html>\n${renderToString(document)}\n`;
}

function Header({ homeHref, signedInAs }: ConsolePageProps) {
  return (
    <header class="aui-header console-header">
      <a class="aui-header-logo" href={homeHref}>
        <SiteMark />
        <span class="aui-header-logo-text">Jira</span>
      </a>
      <a class="console-person" href={signedInAs.href}>
        <span class="assistive">Signed in as </span>
        <Icon name="person" />
        <span>
          <bdi>{signedInAs.displayName}</bdi>{' '}
          <span class="console-username">
            (<bdi>{signedInAs.username}</bdi>)
          </span>
        </span>
      </a>
    </header>
  );
}

function SideBar({ sections }: { sections: readonly NavigationSection[] }) {
  return (
    <nav class="console-navigation" aria-label={product}>
      {sections.map(({ title, items }) => (
        <div key={title} class="aui-nav-group">
          <h2 class="aui-nav-heading">{title}</h2>
          <ul class="aui-nav">
            {items.map(({ label, href, isOpen }) => (
              <li key={href} class={isOpen ? 'aui-nav-selected' : undefined}>
                <a href={href} {...(isOpen ? { 'aria-current': 'page' } : {})}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function PageHeader({ title, breadcrumbs, overviewHref, isOverview, actions }: ConsolePageProps) {
  return (
    <div class="aui-page-header">
      <div class="aui-page-header-main">
        {!isOverview && (
          <nav aria-label="Breadcrumbs">
            <ol class="aui-nav-breadcrumbs">
              {[{ label: product, href: overviewHref }, ...breadcrumbs].map(({ label, href }) => (
                <li key={href}>
                  <a href={href}>{label}</a>
                </li>
              ))}
            </ol>
          </nav>
        )}
        <h1>{title}</h1>
      </div>
      {actions && <div class="aui-page-header-actions aui-buttons">{actions}</div>}
    </div>
  );
}
