import { describe, expect, test } from 'vitest';
import { ChallengePage, en, LockedPage, type Message, renderPage } from '../../../proxy/ui/index.ts';
import { attributeOf, buildFrame, buildPages, hostile, tagsOf } from './sample-pages.tsx';

function pageOf(name: string, text = 'plain words') {
  const page = buildPages(text)[name];
  if (!page) throw new Error(`no page "${name}"`);
  return page;
}

const render = (name: string): string => renderPage(pageOf(name), buildFrame());

function inputOf(html: string, name: string): string {
  const input = tagsOf(html, 'input').find((tag) => attributeOf(tag, 'name') === name);
  if (!input) throw new Error(`no field "${name}"`);
  return input;
}

describe('the field for a code', () => {
  test('brings up digits and offers the code from the phone', () => {
    const field = inputOf(render('TOTP challenge asked'), 'code');
    expect(field).toContain('inputmode="numeric"');
    expect(field).toContain('autocomplete="one-time-code"');
    expect(field).toMatch(/\sautofocus/);
  });

  test('leaves room for blanks and has no pattern that refuses them', () => {
    const field = inputOf(render('TOTP challenge asked'), 'code');
    expect(Number(attributeOf(field, 'maxlength'))).toBeGreaterThan(20);
    expect(field).not.toContain('pattern');
  });

  test('is described by the error and its hint after a wrong code', () => {
    const html = render('TOTP challenge asked after an error');
    const field = inputOf(html, 'code');
    expect(attributeOf(field, 'aria-invalid')).toBe('true');
    expect(attributeOf(field, 'aria-describedby')).toBe('page-message code-hint');
    expect(html).toMatch(/<div id="page-message" class="aui-message aui-message-error" role="alert">/);
  });

  test('takes the focus on the setup page only when it has to be corrected', () => {
    expect(inputOf(render('TOTP setup offered'), 'code')).not.toContain('autofocus');
    expect(inputOf(render('TOTP setup offered with news'), 'code')).not.toContain('autofocus');
    expect(inputOf(render('TOTP setup offered after an error'), 'code')).toContain('autofocus');
  });

  test('is not offered a stored recovery code', () => {
    const field = inputOf(render('recover'), 'recoveryCode');
    expect(attributeOf(field, 'autocomplete')).toBe('off');
    expect(attributeOf(field, 'autocapitalize')).toBe('characters');
  });
});

describe('the setup page', () => {
  test('shows the QR code as an image, so that nothing in it can run', () => {
    const html = renderPage(pageOf('TOTP setup offered', hostile), buildFrame());
    const source = attributeOf(tagsOf(html, 'img')[0] ?? '', 'src') ?? '';
    expect(source).toMatch(/^data:image\/svg\+xml,/);
    expect(decodeURIComponent(source)).toMatch(
      /^data:image\/svg\+xml,<svg [^>]*>(?:<path [^>]*\/>)+<\/svg>\s*$/,
    );
    expect(html).not.toContain('<script>');
  });

  test('shows the secret in groups, for whoever has to type it', () => {
    expect(render('TOTP setup offered')).toContain('ABCD EFGH IJ');
  });

  test('leads to the other ways that there are', () => {
    expect(render('TOTP setup offered')).toContain('href="/add"');
  });
});

describe('the page that asks for a factor', () => {
  test('leads to other ways only where there are any, and always to the codes', () => {
    const lonely = (
      <ChallengePage purpose="login" icon="phone" intro="Words" recoveryHref="/recover" words={en}>
        <p>part</p>
      </ChallengePage>
    );
    const html = renderPage(lonely, buildFrame());
    expect(html).not.toContain(en.challenge.tryAnotherWay);
    expect(html).toContain('href="/recover"');
    expect(render('TOTP challenge asked')).toContain('href="/ways"');
  });

  test('says that it is a confirmation where it is one', () => {
    const page = (
      <ChallengePage purpose="confirm" icon="phone" intro="Words" recoveryHref="/recover" words={en}>
        <p>part</p>
      </ChallengePage>
    );
    const html = renderPage(page, buildFrame());
    expect(html).toContain(`<h1>${en.confirm.title}</h1>`);
    expect(html).toContain(en.confirm.intro);
  });
});

describe('the page with the recovery code', () => {
  test('does not go on before the box is ticked', () => {
    expect(inputOf(render('recovery code'), 'saved')).toMatch(/\srequired/);
  });

  test('downloads without scripts and without another request', () => {
    const [link = ''] = tagsOf(render('recovery code'), 'a').filter((tag) => tag.includes('download='));
    expect(attributeOf(link, 'href')).toMatch(/^data:text\/plain;charset=utf-8,/);
    expect(link).not.toContain('hidden');
  });
});

describe('the page with backup codes', () => {
  test('shows all fifteen, and the recovery code where there is a new one', () => {
    const both = render('codes after a setup');
    expect(both.match(/ABCDE-FGHJK-\d{5}</g)).toHaveLength(15);
    expect(both).toContain('ABCDE-FGHJK-MNPQR-STVWX');
    expect(render('backup codes')).not.toContain('id="recovery-code"');
  });

  test('offers a second way only where it is asked to', () => {
    expect(render('codes after a setup')).toContain('name="then" value="add"');
    expect(render('backup codes')).not.toContain('name="then"');
  });
});

describe('the page of a lockout', () => {
  test('says how long it lasts, for the eye and for the script', () => {
    const html = renderPage(
      <LockedPage secondsLeft={251.2} untilAdministrator={false} loginHref="/login" words={en} />,
      buildFrame(),
    );
    expect(html).toContain('data-countdown="252"');
    expect(html).toContain('4 minutes 12 seconds');
  });

  test('promises no time when only an administrator can help', () => {
    const html = render('locked by an administrator');
    expect(html).not.toContain('data-countdown');
    expect(html).not.toContain(en.locked.tryAgainIn);
  });
});

describe('a message', () => {
  test.each<[Message['kind'], string]>([
    ['error', 'alert'],
    ['warning', 'alert'],
    ['info', 'status'],
    ['success', 'status'],
  ])('of the kind %s has the role %s', async (kind, role) => {
    const { MessageBox } = await import('../../../proxy/ui/components/message-box.tsx');
    const html = renderPage(<MessageBox message={{ kind, text: 'Words' }} />, buildFrame());
    expect(html).toContain(`aui-message-${kind}" role="${role}"`);
  });
});
