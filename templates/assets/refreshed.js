'use strict';
/** A part of the page that says every so many seconds how far something is, until it says that it is over. */
(() => {
  const part = () => document.querySelector('[data-refreshed]');
  const fewTries = 5;

  async function refreshed(old) {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' }, cache: 'no-store' });
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const next = page.getElementById(old.id);
    if (next === null) return location.reload();
    if (next.innerHTML !== old.innerHTML) old.replaceWith(next);
    if (!('refreshed' in next.dataset)) delete old.dataset.refreshed;
  }

  async function follow(tries = 0) {
    const old = part();
    if (old === null || tries > fewTries) return;
    await new Promise((resolve) => setTimeout(resolve, 1000 * Number(old.dataset.refreshed)));
    const isShown = document.visibilityState === 'visible' && !old.contains(document.activeElement);
    const failed = isShown
      ? await refreshed(old).then(
          () => false,
          () => true,
        )
      : false;
    await follow(failed ? tries + 1 : 0);
  }

  void follow();
})();
