/* Keys for whoever works without a mouse. Everything here is also a link or a button; without script nothing is lost. */
(() => {
  'use strict';
  const FIELDS = 'input, textarea, select, [contenteditable], dialog';
  const isOff = document.documentElement.dataset.keys === 'off';
  const first = (...selectors) =>
    selectors.map((one) => document.querySelector(one)).find((one) => one !== null) ?? null;

  const rows = () =>
    [...document.querySelectorAll('.list-rows tbody tr, .queue > li')].filter((row) => row.querySelector('a'));
  const rowNow = () => document.activeElement.closest('.list-rows tbody tr, .queue > li');
  function move(step) {
    const all = rows();
    const at = all.indexOf(rowNow());
    const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step))];
    if (next === undefined) return;
    for (const row of all) row.removeAttribute('aria-current');
    next.setAttribute('aria-current', 'true');
    next.querySelector('a').focus();
  }

  function search(field) {
    if (field === null) return;
    field.focus();
    field.select();
  }

  /* An act of the row that has the focus, else of the page; a link or a button says which key is its own. */
  function act(key) {
    const selector = `[data-key="${key}"]`;
    const place = rowNow();
    (place?.querySelector(selector) ?? document.querySelector(selector))?.click();
  }

  async function help() {
    let dialog = document.getElementById('keys-dialog');
    if (dialog === null) {
      const answer = await fetch('/keys', { headers: { accept: 'text/html' } });
      const page = document.createElement('template');
      page.innerHTML = await answer.text();
      const list = page.content.getElementById('keys-list');
      if (list === null) return void location.assign('/keys');
      dialog = document.createElement('dialog');
      dialog.id = 'keys-dialog';
      dialog.className = 'sheet keys-dialog';
      dialog.setAttribute('aria-labelledby', 'keys-dialog-h');
      const heading = document.createElement('h2');
      heading.id = 'keys-dialog-h';
      heading.textContent = 'Keys';
      const close = document.createElement('button');
      close.type = 'button';
      close.className = 'btn';
      close.textContent = 'Close';
      close.addEventListener('click', () => dialog.close());
      dialog.append(heading, document.importNode(list, true), close);
      document.body.append(dialog);
    }
    if (!dialog.open) dialog.showModal();
  }

  const SINGLE = {
    '/': () => search(first('[data-list-search]', '#find')),
    j: () => move(1),
    k: () => move(-1),
    e: () => act('e'),
    a: () => act('a'),
    '?': () => void help(),
  };

  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const isChord = event.ctrlKey || event.metaKey;
    if (isChord && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      search(document.getElementById('find'));
      return;
    }
    if (isChord && event.key === 'Enter') {
      const form = document.activeElement.closest('form:not([data-draft])');
      const button = form?.querySelector(
        '[data-key="ctrl-enter"], .btn-primary[type="submit"], .btn-primary:not([type])',
      );
      if (button && !button.disabled) {
        event.preventDefault();
        form.requestSubmit(button);
      }
      return;
    }
    if (isOff || isChord || event.altKey || event.target.closest?.(FIELDS)) return;
    const key = SINGLE[event.key];
    if (key === undefined || document.querySelector('dialog[open]') !== null) return;
    event.preventDefault();
    key();
  });

  /* Suggestions under the search box: arrows go down into them and up again, Escape puts them away. */
  const box = document.querySelector('.bar-find');
  const found = document.getElementById('found');
  if (box !== null && found !== null) {
    const links = () => [...found.querySelectorAll('a')];
    box.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        found.replaceChildren();
        box.querySelector('input').focus();
      }
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      const all = [box.querySelector('input'), ...links()];
      const at = all.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1);
      if (all.length < 2 || at < 0 || at >= all.length) return;
      event.preventDefault();
      all[at].focus();
    });
    box.addEventListener('focusout', (event) => {
      if (event.relatedTarget !== null && !box.contains(event.relatedTarget)) found.replaceChildren();
    });
  }

  /* A menu that was opened goes away with Escape, and with a click elsewhere. */
  const menus = () => document.querySelectorAll('details.menu[open]');
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    for (const menu of menus()) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  });
  document.addEventListener('click', (event) => {
    if (box !== null && !box.contains(event.target)) found?.replaceChildren();
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });
})();
