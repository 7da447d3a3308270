'use strict';
// A one-time link holds its secret behind the #, which no browser sends: it is put into the field, and taken out of the address.
(() => {
  const form = document.querySelector('[data-first-start]');
  const token = location.hash.slice(1);
  if (!form || token === '') return;
  form.querySelector('[name="token"]').value = token;
  window.history.replaceState(null, '', location.pathname);
})();
