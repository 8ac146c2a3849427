/** Makes the pages more comfortable. Every page works without it. */
(() => {
  const all = (selector) => document.querySelectorAll(selector);

  for (const element of all('[data-needs-script]')) element.hidden = false;

  // Copy, without the blanks that make a code readable: not every app takes them. The clipboard is there only over
  // HTTPS; the selection that is left behind serves where nothing else does.
  async function copy(element) {
    // Of a list of codes each line, of one code the code alone: its blanks are there for the eye.
    const lines = [...element.querySelectorAll('[data-copy-line]')];
    const text =
      lines.length > 0
        ? lines.map((line) => line.textContent.trim()).join('\n')
        : element.textContent.replace(/\s+/g, '');
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
      // Not at once: a button that is disabled by then is not sent along with what it says.
      setTimeout(() => {
        for (const button of submitButtons(form)) button.disabled = true;
      }, 0);
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

  // Something is waited for elsewhere: as soon as it is there, the form that fetches it goes out.
  function watchProgress(box) {
    const form = box.querySelector('form');
    const text = box.querySelector('[data-progress-text]');
    const look = async () => {
      try {
        const reply = await fetch(box.dataset.progress, { headers: { accept: 'application/json' } });
        if (reply.ok && (await reply.json()).answered) {
          text.textContent = box.dataset.answered;
          form.requestSubmit();
          return;
        }
      } catch {
        // Away for a moment: the next look tells.
      }
      setTimeout(look, 2000);
    };
    setTimeout(look, 1000);
  }

  for (const box of all('[data-progress]')) watchProgress(box);

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
