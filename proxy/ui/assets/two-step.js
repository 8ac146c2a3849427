/** Makes the pages more comfortable. Every page works without it. */
(() => {
  const all = (selector) => document.querySelectorAll(selector);

  for (const element of all('[data-needs-script]')) element.hidden = false;

  // Copy, without the blanks that make a code readable: not every app takes them. The clipboard is there only over
  // HTTPS; the selection that is left behind serves where nothing else does.
  async function copy(element) {
    const text = element.textContent.replace(/\s+/g, '');
    getSelection().selectAllChildren(element);
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const put = (event) => {
        event.clipboardData.setData('text/plain', text);
        event.preventDefault();
      };
      document.addEventListener('copy', put);
      const copied = document.execCommand('copy');
      document.removeEventListener('copy', put);
      return copied;
    }
  }

  for (const button of all('[data-copy]')) {
    const source = button.dataset.copy;
    const status = document.querySelector(`[data-copy-status="${source}"]`);
    button.addEventListener('click', async () => {
      const copied = await copy(document.getElementById(source));
      // Emptied first, so that the same words are read out again at the next press.
      status.textContent = '';
      setTimeout(() => {
        status.textContent = copied ? button.dataset.copied : button.dataset.copyFailed;
      }, 50);
    });
  }

  for (const button of all('[data-print]')) button.addEventListener('click', () => print());

  // One submission per page: a second press would spend a second attempt on the same code.
  const submitButtons = (form) => form.querySelectorAll('button[type=submit]');
  for (const form of all('form[data-submit-once]')) {
    form.addEventListener('submit', () => {
      for (const button of submitButtons(form)) button.disabled = true;
    });
  }
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) {
      // Back brought the page as it was left, `no-store` or not: a recovery code that was shown for the last time, or
      // a form that is spent. Ask for it anew; with GET, because a reload would send a code a second time.
      document.documentElement.hidden = true;
      location.replace(location.pathname + location.search);
      return;
    }
    for (const form of all('form[data-submit-once]')) {
      for (const button of submitButtons(form)) button.disabled = false;
    }
  });

  // The clock of a lockout, in the language of the page.
  function inWords(seconds) {
    const parts = [
      [Math.floor(seconds / 3600), 'hour'],
      [Math.floor(seconds / 60) % 60, 'minute'],
      [seconds % 60, 'second'],
    ].filter(([count, unit]) => count > 0 || (unit === 'second' && seconds === 0));
    const { lang } = document.documentElement;
    return parts
      .map(([count, unit]) =>
        new Intl.NumberFormat(lang, { style: 'unit', unit, unitDisplay: 'long' }).format(count),
      )
      .join(' ');
  }

  function startCountdown(box) {
    // Against the clock, not by counting ticks: a phone that slept must not show a stale time.
    const end = Date.now() + Number(box.dataset.countdown) * 1000;
    const time = box.querySelector('[role=timer]');
    const label = box.querySelector('.countdown-label');
    const status = box.querySelector('[role=status]');
    const ticking = setInterval(() => {
      const left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      time.textContent = inWords(left);
      if (left > 0 && left % 60 === 0) status.textContent = `${label.textContent} ${inWords(left)}`;
      if (left > 0) return;
      clearInterval(ticking);
      label.remove();
      time.textContent = box.dataset.done;
      status.textContent = box.dataset.done;
      for (const link of all('[data-after-countdown]')) link.classList.add('aui-button-primary');
    }, 1000);
  }

  for (const box of all('[data-countdown]')) startCountdown(box);
})();
