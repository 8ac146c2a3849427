/**
 * The script of the login page that Jira has from version 10 on: it logs in by `/rest/tsv/1.0`, asks for a code or leads
 * through the enforced enrollment on the same page, and goes on to where somebody wanted to be.
 */
export const NATIVE_LOGIN_SCRIPT = `'use strict';
const form = document.querySelector('form[data-native-login]');
const api = form.dataset.nativeLogin;
const card = form.parentElement;
const destination = form.elements.os_destination?.value ?? form.dataset.destination;
let captcha;

async function call(method, path, body) {
  const answer = await fetch(api + path, {
    method,
    headers: body ? { 'Content-Type': 'application/json' } : {},
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? {} : JSON.parse(text) };
}
function say(message) {
  let box = card.querySelector('.aui-message');
  if (!box) {
    box = document.createElement('div');
    box.className = 'aui-message aui-message-error';
    box.setAttribute('role', 'alert');
    card.querySelector('h1').after(box);
  }
  box.textContent = message;
}
/** Shows a form with one field instead of what is there. */
function ask(title, text, label, name, button, send) {
  card.replaceChildren();
  const element = (tag, content, attributes = {}) => {
    const made = document.createElement(tag);
    made.textContent = content;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const step = element('form', '', { class: 'aui' });
  const field = element('input', '', { class: 'text', id: name, name, autocomplete: 'one-time-code', required: '' });
  step.append(element('label', label, { for: name }), field, element('button', button, { class: 'aui-button', type: 'submit' }));
  step.addEventListener('submit', (event) => {
    event.preventDefault();
    send(field.value);
  });
  card.append(element('h1', title), ...text.map((line) => element('p', line)), step);
  field.focus();
  return { step, element };
}
function goOn(next) {
  location.assign(next || form.dataset.context + (destination || '/'));
}
async function verify(conversationId, path, name, value) {
  const { status, body } = await call('POST', path, { conversationId, [name]: value });
  if (status === 204) goOn();
  else if (status === 200) goOn(destination ? undefined : body.next);
  else say(body.message);
}
function askForCode(conversationId) {
  const { step, element } = ask('Two-step verification', [], 'Code of your authenticator app', 'totpCode', 'Verify', (value) =>
    verify(conversationId, '/authenticate/totp-code', 'totpCode', value));
  const other = element('button', 'Use the recovery code', { class: 'aui-button', type: 'button', id: 'use-recovery' });
  other.addEventListener('click', () =>
    ask('Two-step verification', [], 'Recovery code', 'recoveryCode', 'Verify', (value) =>
      verify(conversationId, '/authenticate/recovery-code', 'recoveryCode', value)));
  step.append(other);
}
async function setUp(conversationId) {
  const { status, body } = await call('POST', '/totp/start-enforced-enrollment', { conversationId });
  if (status !== 200) return say(body.message);
  const { step } = ask('Set up two-step verification', ['Type this into your app: ' + body.secret], 'First code', 'totpCode', 'Set up', async (totpCode) => {
    const done = await call('POST', '/totp/complete-enforced-enrollment', { conversationId, totpCode });
    if (done.status !== 200) return say(done.body.message);
    ask('Keep this recovery code', [done.body.recoveryCode], 'Type it once', 'kept', 'Go on', () => goOn());
  });
  step.dataset.url = body.url;
}
async function showCaptcha() {
  const { body } = await call('GET', '/authenticate/captcha');
  captcha = body.captchaId;
  let field = form.elements.captcha;
  if (!field) {
    const picture = document.createElement('img');
    field = document.createElement('input');
    Object.assign(field, { id: 'captcha-field', name: 'captcha', className: 'text' });
    picture.className = 'captcha';
    (form.querySelector('.checkbox') ?? form.querySelector('button')).before(picture, field);
  }
  form.querySelector('.captcha').src = body.captchaImageUrl;
}
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const { os_username, os_password, os_cookie, captcha: answer } = form.elements;
  const { status, body } = await call('POST', '/authenticate?os_authType=none', {
    username: os_username.value,
    password: os_password.value,
    rememberMe: os_cookie?.checked ?? false,
    targetUrl: destination,
    ...(captcha && { captchaId: captcha, captchaChallenge: answer.value }),
  });
  if (status === 200) return goOn(body.next);
  if (status === 412) {
    return body.nextLoginStep === 'ENROLLMENT' ? setUp(body.conversationId) : askForCode(body.conversationId);
  }
  say(body.expiredCredentials ? 'Your password has expired.' : body.message);
  if (body.captchaRequired) await showCaptcha();
});
`;
