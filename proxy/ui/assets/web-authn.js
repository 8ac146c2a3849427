/** Asks a security key when its form is sent, and puts the answer into the form. */
(() => {
  const { startAuthentication, startRegistration, browserSupportsWebAuthn } =
    globalThis.SimpleWebAuthnBrowser;

  for (const form of document.querySelectorAll('form[data-web-authn]')) {
    const status = form.querySelector('.ceremony-status');
    const button = form.querySelector('button[type=submit]');
    const optionsJSON = JSON.parse(form.dataset.options);
    const say = (text) => {
      status.textContent = text;
    };
    if (!isSecureContext) say(status.dataset.insecure);
    else if (!browserSupportsWebAuthn()) say(status.dataset.unsupported);
    if (!isSecureContext || !browserSupportsWebAuthn()) {
      button.hidden = true;
      continue;
    }
    form.addEventListener('submit', async (event) => {
      if (form.elements.response.value !== '') return; // the answer is in: this is the form going out
      event.preventDefault();
      button.disabled = true;
      say(status.dataset.waiting);
      try {
        const ask = form.dataset.webAuthn === 'get' ? startAuthentication : startRegistration;
        form.elements.response.value = JSON.stringify(await ask({ optionsJSON }));
        form.requestSubmit();
      } catch (error) {
        button.disabled = false;
        say(error?.name === 'InvalidStateError' ? status.dataset.duplicate : status.dataset.failed);
        button.focus();
      }
    });
  }
})();
