import { describe, expect, test } from 'vitest';
import { EnrollPage, en, LockedPage, type Message, renderPage } from '../../../proxy/ui/index.ts';
import { attributeOf, buildFrame, buildPages, tagsOf } from './sample-pages.tsx';

function render(name: string): string {
  const page = buildPages('plain words')[name];
  if (!page) throw new Error(`no page "${name}"`);
  return renderPage(page, buildFrame());
}

function inputOf(html: string, name: string): string {
  const input = tagsOf(html, 'input').find((tag) => attributeOf(tag, 'name') === name);
  if (!input) throw new Error(`no field "${name}"`);
  return input;
}

describe('the field for a code', () => {
  test('brings up digits and offers the code from the phone', () => {
    const field = inputOf(render('challenge'), 'code');
    expect(field).toContain('inputmode="numeric"');
    expect(field).toContain('autocomplete="one-time-code"');
    expect(field).toMatch(/\sautofocus/);
  });

  test('leaves room for blanks and has no pattern that refuses them', () => {
    const field = inputOf(render('challenge'), 'code');
    expect(Number(attributeOf(field, 'maxlength'))).toBeGreaterThan(20);
    expect(field).not.toContain('pattern');
  });

  test('is described by the error and its hint after a wrong code', () => {
    const html = render('challenge after a wrong code');
    const field = inputOf(html, 'code');
    expect(attributeOf(field, 'aria-invalid')).toBe('true');
    expect(attributeOf(field, 'aria-describedby')).toBe('page-message code-hint');
    expect(html).toMatch(/<div id="page-message" class="aui-message aui-message-error" role="alert">/);
  });

  test('takes the focus on the setup page only when it has to be corrected', () => {
    expect(inputOf(render('enroll'), 'code')).not.toContain('autofocus');
    expect(inputOf(render('enroll after it expired'), 'code')).not.toContain('autofocus');
    expect(inputOf(render('enroll after a wrong code'), 'code')).toContain('autofocus');
  });

  test('is not offered a stored recovery code', () => {
    const field = inputOf(render('recover'), 'recoveryCode');
    expect(attributeOf(field, 'autocomplete')).toBe('off');
    expect(attributeOf(field, 'autocapitalize')).toBe('characters');
  });
});

describe('the setup page', () => {
  test('shows the QR code as an image, so that nothing in it can run', () => {
    const qrSvg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    const page = (
      <EnrollPage
        form={{ action: '/post', token: 't', destination: '/' }}
        reason={en.enroll.reasons.required}
        qrSvg={qrSvg}
        secretGroups="ABCD EFGH"
        otpauthUri="otpauth://totp/Jira:jdoe?secret=ABCDEFGH"
        accountName="jdoe"
        issuer="Jira"
        words={en}
      />
    );
    const html = renderPage(page, buildFrame());
    const source = attributeOf(tagsOf(html, 'img')[0] ?? '', 'src') ?? '';
    expect(decodeURIComponent(source)).toBe(`data:image/svg+xml,${qrSvg}`);
    expect(html).not.toContain('<script>');
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
