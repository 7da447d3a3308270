// Keeps a form as a draft while it is filled in, and sends it by Ctrl Enter; without it the buttons do the same.
(() => {
  const form = document.querySelector('form[data-draft]');
  const said = document.querySelector('[data-draft="said"]');
  if (!form || !said) return;
  const WAIT_MS = 1500;
  let timer = null;
  let isGone = false;

  const content = () => {
    const fields = {};
    for (const [name, value] of new FormData(form)) {
      if (typeof value === 'string' && (!name.startsWith('_') || name === '_base' || name === '_opened'))
        fields[name] = value;
    }
    return fields;
  };

  const keep = async () => {
    timer = null;
    try {
      const answer = await fetch(form.dataset.draft, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ content: content() }),
      });
      if (isGone) return;
      const time = answer.ok ? (await answer.json()).savedAt.slice(11, 16) : null;
      said.textContent = time === null ? 'The draft could not be kept' : `Draft kept at ${time} UTC`;
    } catch {
      said.textContent = 'The draft could not be kept: the service cannot be reached';
    }
  };

  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(keep, WAIT_MS);
  });
  // What was typed a moment ago is kept before the files leave.
  document.querySelector('form[data-drop]')?.addEventListener('submit', async (event) => {
    if (timer === null) return;
    event.preventDefault();
    clearTimeout(timer);
    await keep();
    event.target.submit();
  });
  form.addEventListener('submit', () => {
    isGone = true;
    clearTimeout(timer);
  });
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
      form.requestSubmit(form.querySelector('.btn-primary'));
  });
})();
