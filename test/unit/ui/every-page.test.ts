import { describe, expect, test } from 'vitest';
import { factorModules } from '../../../proxy/authenticators/registry.ts';
import { catalogue, languages } from '../../../proxy/ui/index.ts';
import { attributeOf, hostile, renderAll, tagsOf } from './sample-pages.tsx';

const hostileFrame = {
  title: hostile,
  signedInAs: { displayName: hostile, username: hostile },
  logoutForm: { action: '/logout', token: hostile },
  requestId: hostile,
  refreshSeconds: 60,
};

test('there is a page of every factor in every language, to ask for it and to set it up', () => {
  const names = renderAll('plain words').map(([name]) => name);
  for (const { method, pages } of factorModules) {
    for (const kind of pages.Setup === undefined ? ['challenge'] : ['challenge', 'setup']) {
      for (const language of languages) {
        const found = names.filter((n) => n.startsWith(`${method} ${kind} `) && n.endsWith(`(${language})`));
        expect(found, `${method} ${kind} ${language}`).not.toEqual([]);
      }
    }
  }
});

describe.each(renderAll('plain words'))('the page "%s"', (_name, html, language) => {
  test('is a whole document with a language and a title', () => {
    const { direction, frame } = catalogue[language];
    expect(html.startsWith(`<!doctype html>\n<html lang="${language}" dir="${direction}">`)).toBe(true);
    expect(html).toContain(`<title>${frame.documentTitle('Two-step verification')}</title>`);
    expect(html).toMatch(/<title>[^<]*Jira[^<]*<\/title>/);
    expect(html).toContain('<meta name="viewport" content="width=device-width, initial-scale=1"');
  });

  test('has exactly one h1, with words in it', () => {
    expect(html.match(/<h1>[^<]+<\/h1>/g)).toHaveLength(1);
    expect(tagsOf(html, 'h1')).toHaveLength(1);
  });

  test('labels every field', () => {
    const labelled = tagsOf(html, 'label').map((tag) => attributeOf(tag, 'for'));
    const fields = tagsOf(html, 'input').filter((tag) => attributeOf(tag, 'type') !== 'hidden');
    for (const field of fields) expect(labelled).toContain(attributeOf(field, 'id'));
    expect(fields).toHaveLength(labelled.length);
  });

  test('refers only to ids that exist, and uses each id once', () => {
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]);
    const references = [...html.matchAll(/\s(?:aria-describedby|aria-labelledby|data-copy|for)="([^"]*)"/g)];
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, names = ''] of references) for (const name of names.split(' ')) expect(ids).toContain(name);
  });

  test('posts every form, with a token', () => {
    const forms = html.match(/<form[\s\S]*?<\/form>/g) ?? [];
    for (const form of forms) {
      expect(tagsOf(form, 'form')[0]).toContain('method="post"');
      expect(form).toMatch(/<input type="hidden" name="token" value="[^"]+"/);
    }
  });

  test('hides from those without scripts what needs them', () => {
    for (const button of tagsOf(html, 'button').filter((tag) => attributeOf(tag, 'type') === 'button')) {
      expect(button).toMatch(/\shidden[\s>]/);
      expect(button).toContain('data-needs-script');
    }
  });

  test('gives every button and every link words', () => {
    for (const [, tag = '', words = ''] of html.matchAll(/<(button|a)\b[^>]*>([\s\S]*?)<\/\1>/g)) {
      expect(words.replace(/<[^>]*>/g, '').trim(), tag).not.toBe('');
    }
  });

  test('says nothing that was left out by mistake', () => {
    expect(html).not.toMatch(/\bundefined\b|\bNaN\b|\[object /);
  });

  test('gives every picture words or hides it', () => {
    for (const image of tagsOf(html, 'img')) expect(attributeOf(image, 'alt')).toBeTruthy();
    for (const drawing of tagsOf(html, 'svg')) expect(attributeOf(drawing, 'aria-hidden')).toBe('true');
  });
});

describe.each(renderAll(hostile, hostileFrame))('the page "%s", given hostile text', (_name, html) => {
  test('escapes it', () => {
    expect(html).not.toContain('<script>');
    expect(html).not.toContain('<img src=x');
    expect(html).toContain('&lt;script');
  });

  test('has no inline script, style or event handler', () => {
    expect(tagsOf(html, 'style')).toEqual([]);
    expect(html.match(/<script[\s\S]*?<\/script>/g)).toEqual([
      '<script src="/assets/two-step.js" defer></script>',
    ]);
    for (const tag of tagsOf(html)) {
      const names = tag.replace(/="[^"]*"/g, '');
      expect(names).not.toMatch(/\s(style|on\w+)\b/);
    }
    expect(html).not.toContain('javascript:');
  });
});
