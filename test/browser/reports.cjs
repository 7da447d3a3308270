#!/usr/bin/env node
// Makes what the browser tests leave for readers: the pictures of the README's walk and of the dossier, and docs/accessibility.md.
//   npm run reports      runs the walk and the visit of every page, then writes all three
const { spawnSync } = require('node:child_process');
const { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

const ROOT = resolve(__dirname, '../..');
const OUT = join(__dirname, 'out');
const PICTURES = ['1-my-work', '2-one-criterion', '3-memo', '4-signature', '5-dossier'];

/** What people looked at themselves, and what nobody has. */
const BY_HAND = `## Checked by hand

| What | How | Outcome |
| --- | --- | --- |
| What a page looks like | pictures at 1440 px, light: home, a list, a version and its tabs, evidence, a memo, a question, the signature sheet, the dossier desk, a dossier, the trail | as it should be |
| Colours in the dark | pictures of a version’s evidence with its chart and of the dossier desk | as it should be |
| 320 px | pictures of a list, a version, a memo and the form of evidence | one column; wide tables scroll within themselves |
| Classifying by keyboard alone | the keys of a test, from the first question to what is recorded | done without a mouse |
| Without a script | forms are filled in and sent by the tests over HTTP alone, without a browser | works; drafts are kept by a button |

## Not checked

- No screen reader was heard in full (WCAG 2.2 needs more than a program can see: 1.3.1, 2.4.6 and 3.3.2 in part).
- Speech input, magnifiers and high-contrast themes of systems.
- The dossier files: they are PDF, and this report is about pages.
`;

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

function main() {
  const args = ['run', '--silent', 'test:browser', '--', '--testPathPatterns', 'test/browser/(day|every-page)'];
  const { status } = spawnSync(npm, args, { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) return status ?? 1;
  const folder = join(ROOT, 'docs', 'pictures');
  mkdirSync(folder, { recursive: true });
  for (const name of PICTURES) copyFileSync(join(OUT, `${name}.png`), join(folder, `${name}.png`));
  rmSync(join(ROOT, 'docs', 'dossier'), { recursive: true, force: true });
  cpSync(join(OUT, 'dossier'), join(ROOT, 'docs', 'dossier'), { recursive: true });
  writeFileSync(join(ROOT, 'docs', 'accessibility.md'), report());
  return 0;
}

function report() {
  const seen = JSON.parse(readFileSync(join(OUT, 'accessibility.json'), 'utf8'));
  const pages = Object.entries(seen).sort(([a], [b]) => (a < b ? -1 : 1));
  const word = (wrong, what) =>
    wrong
      .filter((one) => one.startsWith(what))
      .map((one) => `\`${one}\``)
      .join('<br>') || 'none';
  const rows = pages.map(
    ([path, wrong]) => `| \`${path}\` | ${word(wrong, 'light')} | ${word(wrong, 'dark')} | ${word(wrong, '320')} |`,
  );
  return `# Accessibility

The pages are made to meet **WCAG 2.2, levels A and AA**. This report is made by \`npm run reports\` from a visit of every page that
links of the demo lead to; nobody outside has assessed it.

- **Light**: axe-core, rules of WCAG 2.0 to 2.2 A and AA and its best practices, at 1440 px.
- **Dark**: the contrast of every text again.
- **320 px**: targets, contrast, regions that scroll; and that the page does not scroll sideways.

## Violations found by page

| Page | Light | Dark | 320 px |
| --- | --- | --- | --- |
${rows.join('\n')}

Pages that a button, a mail or a one-time link leads to are visited by tests of their own, with the same rules.

${BY_HAND}`;
}

if (require.main === module) process.exitCode = main();
module.exports = { report };
