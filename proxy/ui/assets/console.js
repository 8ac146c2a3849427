/** Results that follow while somebody types. Without it the form's button does the same. */
(() => {
  const pause = 300;

  for (const form of document.querySelectorAll('form[data-live-search]')) {
    const id = form.dataset.liveSearch;
    const region = () => document.querySelector(`[data-live-region="${id}"]`);
    const status = document.querySelector(`[data-live-status="${id}"]`);
    let waiting;
    let underWay;

    async function search() {
      underWay?.abort();
      underWay = new AbortController();
      const { signal } = underWay;
      const query = new URLSearchParams(new FormData(form));
      for (const [name, value] of [...query]) if (value === '') query.delete(name, value);
      const address = `${form.getAttribute('action')}${query.size > 0 ? `?${query}` : ''}`;
      try {
        const reply = await fetch(address, { headers: { accept: 'text/html' }, redirect: 'manual', signal });
        // Logged out meanwhile, or something is wrong: the whole page says what.
        if (!reply.ok) return location.assign(address);
        const page = new DOMParser().parseFromString(await reply.text(), 'text/html');
        const fresh = page.querySelector(`[data-live-region="${id}"]`);
        if (signal.aborted || fresh === null) return;
        region().replaceWith(document.adoptNode(fresh));
        status.textContent = fresh.dataset.liveCount;
        history.replaceState(null, '', address);
      } catch (error) {
        // Typed on, or away for a moment: the next letter asks again.
        if (error.name !== 'AbortError') status.textContent = '';
      }
    }

    form.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(search, pause);
    });
  }
})();
