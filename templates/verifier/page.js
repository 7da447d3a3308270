const place = (id) => document.getElementById(id);
const STATES = { true: ['holds', 'Holds'], false: ['fails', 'Does not hold'], null: ['open', 'Not looked at'] };

function made(tag, attributes, ...children) {
  const one = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, value);
  one.append(...children);
  return one;
}

/** The sign of a state; its word stands beside it, so that shape and colour never tell alone. */
function sign(state) {
  const path = { holds: 'M5 12.5l4.5 4.5L19 7.5', fails: 'M6 6l12 12M18 6L6 18', open: 'M6 12h12' }[state];
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

const row = ({ label, holds, detail }) => {
  const [state, word] = STATES[holds];
  const says = made('span', { class: 'state' }, sign(state), word);
  return made('li', { class: state }, made('h3', {}, label), says, made('p', {}, detail));
};

/** The verdict: the first word that whoever looks should read. */
function wordsOf({ findings, about }) {
  const faults = findings.filter(({ holds }) => holds === false);
  if (faults.length > 0) return ['fails', 'Do not rely on this copy', faults.map(({ detail }) => detail).join(' ')];
  if (about?.draft) return ['open', 'Never issued', 'It is a preview: no record, and not to be used as one.'];
  return ['holds', 'What was looked at holds', 'Read below what was looked at, and what this page cannot say.'];
}

const fact = (label, value, mono = false) =>
  made('div', {}, made('dt', {}, label), made('dd', mono ? { class: 'mono' } : {}, value));

function show(verdict) {
  const [state, word, text] = wordsOf(verdict);
  const { about, pdfSha256, recordSha256 } = verdict;
  const facts = [
    ...(about === null
      ? []
      : [fact('Dossier', about.code), fact('About', about.model), fact('Issued, as it says', about.issued)]),
    fact('SHA-256 of the PDF', pdfSha256, true),
    ...(recordSha256 === null ? [] : [fact('SHA-256 of the record', recordSha256, true)]),
  ];
  place('verdict').replaceChildren(
    made('div', { class: `word ${state}` }, sign(state), made('h2', { id: 'word', tabindex: '-1' }, word)),
    made('p', {}, text),
    made('dl', {}, ...facts),
    made('ul', { class: 'findings', 'aria-label': 'What was looked at' }, ...verdict.findings.map(row)),
  );
  place('word').focus();
}

function refuse(why) {
  place('verdict').replaceChildren(
    made(
      'div',
      { class: 'word open' },
      sign('open'),
      made('h2', { id: 'word', tabindex: '-1' }, 'It cannot be looked at'),
    ),
    made('p', {}, why),
  );
  place('word').focus();
}

const tell = (text) => {
  place('status').textContent = text;
};

let latest = 0;
async function look(given) {
  if (given.length === 0) return;
  const turn = (latest += 1);
  tell('Looking');
  try {
    const own = { key: place('key').value.trim(), digest: place('digest').value.trim() };
    const verdict = await verdictOn(given, own, (text) => turn === latest && tell(`Looking at ${text}`));
    if (turn === latest) show(verdict);
  } catch (error) {
    if (turn === latest)
      refuse(
        error instanceof Fault
          ? `${error.message}.`
          : 'What you gave cannot be read. It may be damaged, or no dossier.',
      );
  }
  if (turn === latest) tell('');
}

/** Files of a field, by their path in the folder that was chosen. */
const chosen = ({ files }) => [...files].map((blob) => ({ path: blob.webkitRelativePath || blob.name, blob }));

const promised = (start) => new Promise((done, fail) => start(done, fail));

/** A dropped file, or all files below a dropped folder. */
async function entriesBelow(entry) {
  if (entry.isFile)
    return [{ path: entry.fullPath.slice(1), blob: await promised((done, fail) => entry.file(done, fail)) }];
  const reader = entry.createReader();
  const all = [];
  for (;;) {
    const some = await promised((done, fail) => reader.readEntries(done, fail));
    if (some.length === 0) return all;
    for (const one of some) all.push(...(await entriesBelow(one)));
  }
}

async function dropped({ items, files }) {
  const entries = [...items].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (entries.includes(null)) return [...files].map((blob) => ({ path: blob.name, blob }));
  return (await Promise.all(entries.map(entriesBelow))).flat();
}

let given = [];
const take = (files) => {
  given = files;
  return look(given);
};

for (const id of ['file', 'folder']) place(id).addEventListener('change', ({ target }) => take(chosen(target)));
for (const id of ['key', 'digest']) place(id).addEventListener('change', () => look(given));
const drop = place('drop');
for (const name of ['dragenter', 'dragover']) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add('over');
  });
}
document.addEventListener('dragleave', (event) => event.relatedTarget === null && drop.classList.remove('over'));
document.addEventListener('drop', (event) => {
  event.preventDefault();
  drop.classList.remove('over');
  dropped(event.dataTransfer).then(take, () => refuse('What you dropped cannot be read.'));
});

if (crypto.subtle === undefined || typeof DecompressionStream === 'undefined') {
  refuse(
    'This browser lacks what is needed here (Web Cryptography and DecompressionStream). Use a newer one, verify.sh, or predicate verify.',
  );
}
