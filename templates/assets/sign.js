'use strict';
/** What signing needs a script for: a passkey, and the time zone of this browser. Without it the forms are all there is. */
(() => {
  const part = (name) => document.querySelector(`[data-sign="${name}"]`);
  const refused = part('refused');

  const leave = part('leave');
  if (leave) location.assign(leave.href);

  for (const form of document.querySelectorAll('form[data-sign="form"]')) {
    form.addEventListener('submit', (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = 'yes';
    });
  }

  const zone = part('zone');
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && here && zone.form.elements.timeZone.value !== here) {
    zone.hidden = false;
    zone.textContent = `Print the time of ${here}`;
    zone.addEventListener('click', () => {
      zone.form.elements.timeZone.value = here;
    });
  }

  const passkey = part('passkey');
  if (!passkey || !SimpleWebAuthnBrowser.browserSupportsWebAuthn()) return;
  passkey.hidden = false;
  const button = passkey.querySelector('button');

  async function sign() {
    const optionsJSON = JSON.parse(passkey.dataset.options);
    const response = await SimpleWebAuthnBrowser.startAuthentication({ optionsJSON });
    const answer = await fetch(passkey.dataset.to, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ method: 'passkey', response }),
    });
    if (answer.ok || answer.status === 409 || answer.status === 410) {
      location.assign(passkey.dataset.to.replace('/api/v1', '').replace(/\/signatures$/, ''));
      return;
    }
    throw new Error((await answer.json()).detail);
  }

  button.addEventListener('click', () => {
    refused.textContent = '';
    button.disabled = true;
    sign()
      .catch((error) => {
        const isLeft = error.name === 'NotAllowedError' || error.name === 'AbortError';
        refused.textContent = isLeft ? 'No passkey was used, and nothing was signed. Try again.' : error.message;
      })
      .finally(() => {
        button.disabled = false;
      });
  });
})();
