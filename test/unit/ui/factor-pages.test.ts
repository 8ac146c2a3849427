import { describe, expect, test } from 'vitest';
import { factorModules } from '../../../proxy/authenticators/registry.ts';
import { attributeOf, renderAll, tagsOf } from './sample-pages.tsx';

const pages = renderAll('plain words');
const htmlOf = (method: string) =>
  pages.filter(([name]) => name.startsWith(`${method} `)).map(([, html]) => html);

/** What forms carry besides the factor's own fields; `more` is the sample's. */
const common = ['token', 'destination', 'method', 'step', 'remember', 'more', 'name'];

describe.each(factorModules.map(({ method, pages: parts }) => ({ method, parts })))(
  'the page parts of $method',
  ({ method, parts }) => {
    test('read every field that their forms have', () => {
      const known = new Set([...parts.fields, ...common]);
      for (const html of htmlOf(method)) {
        const names = [...tagsOf(html, 'input'), ...tagsOf(html, 'select'), ...tagsOf(html, 'textarea')];
        for (const tag of names) expect(known).toContain(attributeOf(tag, 'name'));
      }
    });

    test('have a field in some form for everything that they read', () => {
      const whole = htmlOf(method).join('\n');
      const names = new Set(tagsOf(whole, 'input').map((tag) => attributeOf(tag, 'name')));
      for (const field of parts.fields) expect(names).toContain(field);
    });

    test('take an empty form for no attempt, and one field of theirs for one', () => {
      expect(parts.isAnswered({})).toBe(false);
      expect(parts.isAnswered(Object.fromEntries(parts.fields.map((field) => [field, ''])))).toBe(false);
      expect(parts.fields.some((field) => parts.isAnswered({ [field]: 'x' }))).toBe(true);
      expect(parts.isAnswered({ token: 'x', method: 'x', remember: 'yes' })).toBe(false);
    });

    test('carry the form’s own hidden fields along, so that the answer finds its factor', () => {
      for (const html of htmlOf(method)) {
        for (const form of html.match(/<form[^>]*action="\/post"[\s\S]*?<\/form>/g) ?? []) {
          expect(form).toContain(`name="method" value="${method}"`);
          expect(form).toContain('name="destination"');
        }
      }
    });

    test('never put what was typed back into the page', () => {
      for (const html of htmlOf(method)) {
        const visible = tagsOf(html, 'input').filter((tag) => attributeOf(tag, 'type') === 'text');
        for (const tag of visible) expect(attributeOf(tag, 'value')).toBeUndefined();
      }
    });
  },
);

describe('the pages for security keys', () => {
  test('show no button that works only with a script, and say so', () => {
    for (const html of htmlOf('WEBAUTHN')) {
      const form = html.match(/<form[^>]*data-web-authn[\s\S]*?<\/form>/)?.[0] ?? '';
      expect(form).toMatch(/<button type="submit"[^>]*\shidden[\s>][^>]*data-needs-script/);
      expect(form).toContain('<noscript>');
    }
  });

  test('hand the browser its options as they are', () => {
    const [html = ''] = htmlOf('WEBAUTHN');
    const options =
      attributeOf(html.match(/<form[^>]*data-web-authn[^>]*>/)?.[0] ?? '', 'data-options') ?? '';
    expect(JSON.parse(options.replaceAll('&quot;', '"'))).toMatchObject({ challenge: 'Y2hhbGxlbmdl' });
  });
});
