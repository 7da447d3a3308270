'use strict';
/** Lets a file be dropped where it is asked for, and says which one it is. Without it the field is all there is. */
(() => {
  const form = document.querySelector('form[data-drop]');
  const field = form.querySelector('input[type="file"]');
  const part = (name) => form.querySelector(`[data-drop="${name}"]`);
  const size = (bytes) => `${bytes.toLocaleString('en')} bytes`;

  function say() {
    const [file] = field.files;
    part('said').textContent = file === undefined ? '' : `${file.name}, ${size(file.size)}`;
  }

  part('words').hidden = false;
  field.addEventListener('change', say);
  for (const kind of ['dragenter', 'dragover']) {
    form.addEventListener(kind, (event) => {
      event.preventDefault();
      form.classList.add('is-over');
    });
  }
  form.addEventListener('dragleave', () => form.classList.remove('is-over'));
  form.addEventListener('drop', (event) => {
    event.preventDefault();
    form.classList.remove('is-over');
    if (event.dataTransfer.files.length === 0) return;
    const one = new DataTransfer();
    one.items.add(event.dataTransfer.files[0]);
    field.files = one.files;
    say();
    form.querySelector('button').focus();
  });
})();
