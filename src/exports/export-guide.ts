import type { Manifest } from './manifest';

const scopeWords = ({ scope }: Pick<Manifest, 'scope'>): string[] =>
  scope.of === 'record'
    ? ['This is the whole record.']
    : [
        `This is what concerns one model, ${scope.name} (${scope.id}), and not the whole record. What is left out:`,
        ...scope.leftOut.map((line) => `- ${line}`),
      ];

const completeness = ({ disposed, faults }: Manifest): string[] => [
  ...(disposed.length === 0
    ? []
    : [`${disposed.length} files were disposed of before; manifest.json says of each when and under which rule.`]),
  ...(faults.length === 0
    ? []
    : [
        `NOT COMPLETE: the bytes of ${faults.length} files could not be read; manifest.json names them under “faults”.`,
      ]),
];

type Section = readonly [heading: string, lines: readonly string[]];

const aboutOf = (manifest: Manifest): Section => [
  'What this is',
  [
    `A copy of the regulatory record that Predicate ${manifest.program} keeps (schema ${manifest.schemaEdition}), in one`,
    `state of the database: that of ${manifest.snapshotAt}. It is made to be read for decades with whatever tools there`,
    'are then (21 CFR 11.10(b): accurate and complete copies in both human readable and electronic form).',
    ...scopeWords(manifest),
    ...completeness(manifest),
  ],
];

const PLACES = [
  'records/NAME.jsonl: each line is one row, as canonical JSON (RFC 8785), exactly as it was recorded.',
  'tables/NAME.csv: the same rows for a spreadsheet. A cell that it would compute has an apostrophe before it.',
  'files/sha256/: the stored files, each named by the SHA-256 of its bytes. files/names.csv says what people call them.',
  'dossiers/: issued dossiers as PDF.',
  'manifest.json: what this export is of, every file with size and SHA-256, and how many rows each table has.',
  'SHA256SUMS: the same digests for a common tool.',
];

const WITHOUT_US: Section = [
  'How to check it without us',
  [
    'That no file was changed (GNU coreutils; on a Mac: shasum -a 256 -c SHA256SUMS):',
    '$ sha256sum -c --quiet SHA256SUMS',
    'That an event is what was hashed: the digest of its payload is its sha256 (jq):',
    '$ head -n 1 records/audit-events.jsonl | jq -j .payload | sha256sum',
    'That a row is what the trail says: the digest of its line, without the end of line, is “after” in an event that names it:',
    "$ head -n 1 records/models.jsonl | tr -d '\\n' | sha256sum",
    "$ jq -r '.payload | fromjson | .changes[] | [.type, .id, .after] | @tsv' records/audit-events.jsonl",
    'A column that was added to a table later is not in the digests of older rows: it is empty there, stands last in the',
    'list of columns in manifest.json, and is left away.',
    'Where records/log-leaves.jsonl is there, each leaf is the SHA-256 of a zero byte and the payload, and the tree of all',
    'of them (RFC 6962) has the root that the signed notes in records/log-checkpoints.jsonl name.',
  ],
];

const WITH_US: Section = [
  'How to check it with us',
  [
    'It needs no database and no network, and ends with 0 when all is well and with 1 when something is not:',
    '$ predicate export read FOLDER',
  ],
];

const LIMITS: Section = [
  'What this does not prove',
  [
    'Digests in a folder show that the folder is whole. Whoever writes all of it anew makes all of them anew: keep the',
    'SHA-256 of manifest.json, which the export printed, somewhere else, or compare the log with a checkpoint that you hold.',
  ],
];

/** What an export is and how anybody checks it, in sections; a line that begins with $ is a command. */
export function guideOf(manifest: Manifest): readonly Section[] {
  const notHere = manifest.leftOut.map(({ table, reason }) => `Not here: ${table}: ${reason}.`);
  return [aboutOf(manifest), ['What is where', [...PLACES, ...notHere]], WITHOUT_US, WITH_US, LIMITS];
}

type Guide = ReturnType<typeof guideOf>;

export const guideText = (guide: Guide): string =>
  guide
    .map(
      ([heading, lines]) =>
        `${heading}\n${'='.repeat(heading.length)}\n${lines.map((line) => line.replace(/^\$ /, '    $ ')).join('\n')}\n`,
    )
    .join('\n');

const escaped = (text: string): string => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);

const linesAsHtml = (lines: readonly string[]): string =>
  lines
    .map((line) => (line.startsWith('$ ') ? `<pre>${escaped(line.slice(2))}</pre>` : `<p>${escaped(line)}</p>`))
    .join('\n');

/** The same as a page, with a table of what is in each file. It has no script and asks no network for anything. */
export const guidePage = (guide: Guide, { nouns, snapshotAt }: Manifest): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Export of the regulatory record, ${escaped(snapshotAt)}</title>
</head>
<body>
<main>
<h1>Export of the regulatory record, ${escaped(snapshotAt)}</h1>
${guide.map(([heading, lines]) => `<h2>${escaped(heading)}</h2>\n${linesAsHtml(lines)}`).join('\n')}
<h2>Tables</h2>
<table>
<thead><tr><th scope="col">Rows</th><th scope="col">Exact</th><th scope="col">For a spreadsheet</th><th scope="col">What it is</th></tr></thead>
<tbody>
${nouns.map(({ rows, records, sheet, about }) => `<tr><td>${rows}</td><td><a href="${escaped(records)}">${escaped(records)}</a></td><td><a href="${escaped(sheet)}">${escaped(sheet)}</a></td><td>${escaped(about)}</td></tr>`).join('\n')}
</tbody>
</table>
</main>
</body>
</html>
`;
