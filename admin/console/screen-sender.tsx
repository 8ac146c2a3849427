import { once } from 'node:events';
import type { Response } from 'express';
import type { AnswerContext } from '../../proxy/http/answers.ts';
import { ownReplyHeaders, sendHtml, sendRedirect } from '../../proxy/http/send.ts';
import type { Message } from '../../proxy/ui/index.ts';
import { outdatedForm } from './console-router.ts';
import {
  navigationGroups,
  type Screen,
  type ScreenAnswer,
  type ScreenPage,
  type ScreenVisit,
} from './screen.ts';
import { type NavigationSection, renderConsole } from './ui/index.ts';

export type ScreenSenderParts = { readonly screens: readonly Screen[]; readonly answers: AnswerContext };

const outdated: Message = {
  kind: 'warning',
  text: 'That form was out of date. Nothing was changed.',
  hint: 'This is the page as it is now: please try again.',
};

/** Puts what a screen answers into the console's frame, and sends it. */
export class ScreenSender {
  readonly #parts: ScreenSenderParts;

  constructor(parts: ScreenSenderParts) {
    this.#parts = parts;
  }

  async send(res: Response, screen: Screen, visit: ScreenVisit, answer: ScreenAnswer): Promise<void> {
    switch (answer.kind) {
      case 'page':
        return sendHtml(res, answer.status ?? 200, this.#render(screen, visit, answer));
      case 'redirect':
        return sendRedirect(res, answer.to);
      case 'file':
        return sendFile(res, answer);
      default:
        return answer satisfies never;
    }
  }

  #render(screen: Screen, visit: ScreenVisit, page: ScreenPage): string {
    const { links, assets } = this.#parts.answers;
    const { displayName, username } = visit.administrator.principal;
    return renderConsole({
      title: page.title ?? screen.title,
      navigation: this.#navigation(screen, visit),
      overviewHref: visit.links.to('/'),
      isOverview: screen.path === '/',
      breadcrumbs: page.breadcrumbs ?? [],
      actions: page.actions,
      message: page.message ?? (visit.query.has(outdatedForm) ? outdated : undefined),
      body: page.body,
      homeHref: links.home,
      signedInAs: { displayName, username, href: links.page('profile') },
      stylesheets: [assets.stylesheet, assets.pathOf('console.css')],
      scripts: [assets.script, assets.pathOf('console.js')],
    });
  }

  /** Only what there is. */
  #navigation(open: Screen, { links }: ScreenVisit): readonly NavigationSection[] {
    const marked = open.under ?? open.path;
    return navigationGroups.flatMap((group) => {
      const items = this.#parts.screens.flatMap(({ path, navigation }) =>
        navigation?.group === group
          ? [{ label: navigation.label, href: links.to(path), isOpen: path === marked }]
          : [],
      );
      return items.length === 0 ? [] : [{ title: group, items }];
    });
  }
}

/** In pieces, no faster than the browser takes them: an export may be larger than the memory. */
async function sendFile(
  res: Response,
  { name, contentType, content }: Extract<ScreenAnswer, { kind: 'file' }>,
): Promise<void> {
  for (const [field, value] of Object.entries(ownReplyHeaders)) res.setHeader(field, value);
  res.setHeader('content-type', contentType);
  res.setHeader('content-disposition', `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"`);
  if (typeof content === 'string' || res.req.method === 'HEAD') {
    res.end(typeof content === 'string' ? content : undefined);
    return;
  }
  for await (const piece of content) {
    if (res.destroyed) return;
    if (!res.write(piece)) await Promise.race([once(res, 'drain'), once(res, 'close')]);
  }
  res.end();
}
