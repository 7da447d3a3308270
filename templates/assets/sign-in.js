'use strict';
/** The ways to sign in that need a script: a passkey, and who vouches for people. Without it the form is all there is. */
(() => {
  const part = (name) => document.querySelector(`[data-sign-in="${name}"]`);
  const next = () => document.querySelector('[name="next"]').value;

  async function ask(method, path, body) {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.detail);
    return said;
  }

  async function passkey() {
    const optionsJSON = await ask('POST', '/api/v1/passkeys/options');
    const response = await SimpleWebAuthnBrowser.startAuthentication({ optionsJSON });
    await ask('POST', '/api/v1/passkeys/sign-in', { response });
    location.assign(next());
  }

  async function openid() {
    location.assign((await ask('POST', '/api/v1/sign-in/openid')).authorizationUrl);
  }

  function offer(name, act) {
    const button = part(name);
    button.hidden = false;
    button.addEventListener('click', () => {
      part('refused').textContent = '';
      button.disabled = true;
      act()
        .catch((error) => {
          const isLeft = error.name === 'NotAllowedError' || error.name === 'AbortError';
          part('refused').textContent = isLeft
            ? 'No passkey was used. Try again, or use your password.'
            : error.message;
        })
        .finally(() => {
          button.disabled = false;
        });
    });
  }

  if (SimpleWebAuthnBrowser.browserSupportsWebAuthn()) offer('passkey', passkey);
  ask('GET', '/api/v1/sign-in').then(
    ({ openidIssuer }) => openidIssuer !== null && offer('openid', openid),
    () => undefined,
  );
})();
