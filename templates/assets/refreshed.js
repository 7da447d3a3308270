'use strict';
/** A part of the page that says how far something is, until it says that it is over: by events, or every so many seconds. */
(() => {
  const part = () => document.querySelector('[data-refreshed]');
  const isWaited = (old) => document.visibilityState === 'visible' && !old.contains(document.activeElement);
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
    const failed = isWaited(old)
      ? await refreshed(old).then(
          () => false,
          () => true,
        )
      : false;
    await follow(failed ? tries + 1 : 0);
  }

  /** What an event says of the step under way is put where it stands; another step is another part. */
  function hear({ progress, finishedAt }) {
    const place = part()?.querySelector('[data-place]') ?? null;
    const isSameStep = finishedAt === null && place?.textContent.split(' ')[0] === progress.split(' ')[0];
    if (!isSameStep) return false;
    place.textContent = progress;
    return true;
  }

  /** Falls back to asking every so many seconds where events do not come, or somebody is at a button of the part. */
  function listen(address) {
    const source = new EventSource(address);
    let last = Promise.resolve();
    const giveUp = () => {
      source.close();
      void follow();
    };
    source.addEventListener('progress', ({ data }) => {
      last = last.then(async () => {
        const job = JSON.parse(data);
        if (source.readyState === EventSource.CLOSED || hear(job)) return;
        if (job.finishedAt !== null) source.close();
        const old = part();
        if (old === null) return;
        if (old.contains(document.activeElement)) giveUp();
        else await refreshed(old).catch(giveUp);
      });
    });
    source.addEventListener('error', () => source.readyState === EventSource.CLOSED && part() !== null && giveUp());
  }

  const events = part()?.dataset.events;
  if (events === undefined || !('EventSource' in globalThis)) void follow();
  else listen(events);
})();
