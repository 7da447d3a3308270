'use strict';
/** Keeps the answer while it is typed, and shows what it comes to; Ctrl Enter saves and goes on. Without it the buttons do. */
(() => {
  const form = document.querySelector('form[data-classify]');
  if (!form) return;
  const WAIT_MS = 700;
  let timer = null;
  let turn = 0;

  const show = (page) => {
    for (const part of document.querySelectorAll('[data-live]')) {
      const fresh = page.querySelector(`[data-live="${part.dataset.live}"]`);
      if (fresh && !part.contains(document.activeElement)) part.replaceChildren(...fresh.childNodes);
    }
  };

  const look = async () => {
    timer = null;
    const mine = (turn += 1);
    const body = new URLSearchParams(
      [...new FormData(form), ['_look', 'on']].filter(([name]) => !name.startsWith('ask.')),
    );
    try {
      const answer = await fetch(form.action, { method: 'POST', body, headers: { accept: 'text/html' } });
      const text = await answer.text();
      if (mine !== turn) return;
      if (!answer.ok) throw new Error('It was not kept');
      show(new DOMParser().parseFromString(text, 'text/html'));
    } catch {
      const kept = document.querySelector('[data-live="kept"]');
      if (mine === turn) kept.textContent = 'The draft could not be kept just now';
    }
  };

  form.addEventListener('input', (event) => {
    if (event.target.name.startsWith('ask.')) return;
    clearTimeout(timer);
    timer = setTimeout(look, WAIT_MS);
  });
  form.addEventListener('submit', () => {
    turn += 1;
    clearTimeout(timer);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
      form.requestSubmit(form.querySelector('[data-classify="next"]'));
  });
})();
