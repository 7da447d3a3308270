'use strict';
/** Adds a passkey, which only a script can ask a browser for; and links the account of an organization. */
(() => {
  async function ask(path, body) {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': window.crypto.randomUUID() },
      body: JSON.stringify(body),
    });
    const said = await answer.json();
    if (answer.ok) return said;
    if (said.type === '/problems/reauthentication-required') {
      location.assign(`/account/sign-in-again?next=${encodeURIComponent(location.pathname)}`);
    }
    throw new Error(said.detail);
  }

  async function add(form) {
    const optionsJSON = await ask('/api/v1/me/passkeys/options');
    const response = await SimpleWebAuthnBrowser.startRegistration({ optionsJSON });
    await ask('/api/v1/me/passkeys', { name: form.elements.name.value, response });
    location.assign(form.dataset.next);
  }

  const sentence = ({ name, message }) => {
    if (name === 'InvalidStateError') return 'This device or key holds a passkey of yours already.';
    return name === 'NotAllowedError' || name === 'AbortError' ? 'No passkey was made. Try again.' : message;
  };

  function begin(button, said, act) {
    said.textContent = '';
    button.disabled = true;
    act()
      .catch((error) => {
        said.textContent = sentence(error);
      })
      .finally(() => {
        button.disabled = false;
      });
  }

  const part = document.querySelector('[data-passkey-part]');
  if (part && SimpleWebAuthnBrowser.browserSupportsWebAuthn()) {
    part.hidden = false;
    document.querySelector('[data-passkey-without]')?.remove();
    const form = part.querySelector('[data-passkey]');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      begin(form.querySelector('button'), form.querySelector('[data-passkey-said]'), () => add(form));
    });
  }

  const link = document.querySelector('[data-openid]');
  if (link) {
    link.hidden = false;
    link.addEventListener('click', () =>
      begin(link, document.querySelector('[data-openid-said]'), async () =>
        location.assign((await ask('/api/v1/me/openid')).authorizationUrl),
      ),
    );
  }
})();
