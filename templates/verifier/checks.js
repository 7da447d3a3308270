const RECORD = /^\{.*"schema":"predicate\/dossier-record\/\d+"/s;
const MANIFEST = /^\{.*"schema":"predicate\/dossier-manifest\/\d+"/s;
const LOG = 'Log';

/** Drops the one folder that everything is in. */
function withoutFolder(files) {
  const tops = new Set([...files.keys()].map((path) => path.split('/')[0]));
  if (tops.size !== 1 || [...files.keys()].some((path) => !path.includes('/'))) return files;
  return new Map([...files].map(([path, blob]) => [path.slice(path.indexOf('/') + 1), blob]));
}

/** What was given, as files by path: a ZIP is looked into. */
async function gathered(given) {
  if (given.length === 1 && (await isZip(given[0].blob))) return withoutFolder(await filesInZip(given[0].blob));
  return withoutFolder(new Map(given.map(({ path, blob }) => [path, blob])));
}

const read = async (blob) => utf8.decode(await blob.arrayBuffer());

/** Every file of the manifest is there with its digest, and no other is. */
async function manifestFindings(files, tell) {
  const blob = files.get('manifest.json');
  if (blob === undefined)
    return {
      manifest: null,
      findings: [found('Files', null, 'There is no manifest: only what was given is looked at.')],
    };
  const manifest = JSON.parse(await read(blob));
  if (!String(manifest.schema).startsWith('predicate/dossier-bundle/'))
    throw new Fault('manifest.json is not that of a dossier bundle');
  const faults = [];
  const known = new Set(['manifest.json', 'SHA256SUMS']);
  for (const { path, size, sha256 } of manifest.files) {
    known.add(path);
    const file = files.get(path);
    tell(path);
    if (file === undefined) faults.push(`${path} is missing`);
    else if (file.size !== size || (await digestOf(file)) !== sha256)
      faults.push(`${path} has another SHA-256 than the manifest says`);
  }
  for (const path of files.keys())
    if (!known.has(path) && !/(^|\/)\./.test(path)) faults.push(`${path} is not named by the manifest: it was added`);
  const findings = [
    faults.length === 0
      ? found('Files', true, `${many(manifest.files.length, 'file has', 'files have')} the SHA-256 of the manifest.`)
      : found('Files', false, `${faults.join('; ')}.`),
  ];
  if (manifest.absent.length > 0)
    findings.push(
      found('Not in the bundle', null, `${manifest.absent.map(({ path, why }) => `${path}: ${why}`).join('; ')}.`),
    );
  return { manifest, findings };
}

/** The record that the PDF carries, and whether it is the one beside it. */
async function recordFindings(files, manifest, embedded) {
  const inside = embedded.filter((file) => RECORD.test(textIn(file) ?? ''));
  const beside = files.get('record.json');
  const besideDigest = beside === undefined ? null : await digestOf(beside);
  if (inside.length !== 1)
    return {
      record: null,
      findings: [
        found('Record', false, `The PDF carries ${inside.length} records that can be read; it must carry one.`),
      ],
    };
  const [{ sha256, bytes }] = inside;
  const record = JSON.parse(utf8.decode(bytes));
  const other = [
    [besideDigest, 'beside it'],
    [manifest?.dossier.recordSha256 ?? null, 'that the manifest names'],
  ].find(([digest]) => digest !== null && digest !== sha256);
  const detail = other
    ? `The PDF carries another record than the one ${other[1]}.`
    : 'The PDF carries the record, and it can be read.';
  return { record, recordSha256: sha256, findings: [found('Record', other === undefined, detail)] };
}

/** Whether the files of the evidence are those of the record, as far as they are here or in the PDF. */
function evidenceFindings(record, embedded, listed) {
  const own = new Set(embedded.map(({ sha256 }) => sha256));
  const all = record.evidence.flatMap((one) => one.files);
  const faults = all
    .filter(({ kept, sha256 }) => kept === 'inside' && !own.has(sha256))
    .map(({ attachedAs }) => `${attachedAs} is not inside the PDF as the record says`);
  const damaged = embedded.filter(({ bytes }) => bytes === null).length;
  if (damaged > 0) faults.push(`${many(damaged, 'file', 'files')} inside the PDF cannot be read`);
  for (const { path, sha256 } of listed.filter(({ path: one }) => /(^|\/)\d*-?evidence\//.test(one))) {
    if (!all.some((file) => file.sha256 === sha256)) faults.push(`${path} is not a file that the record names`);
  }
  const inside = all.filter(({ kept }) => kept === 'inside').length;
  return [
    faults.length === 0
      ? found(
          'Evidence',
          true,
          `${many(inside, 'file', 'files')} of the evidence ${inside === 1 ? 'is' : 'are'} inside the PDF with the SHA-256 of the record.`,
        )
      : found('Evidence', false, `${faults.join('; ')}.`),
  ];
}

/** Whether the files inside the PDF are those of the list that it carries. */
function listFindings(embedded) {
  const lists = embedded.filter((file) => MANIFEST.test(textIn(file) ?? ''));
  if (lists.length === 0) return [];
  const own = new Set(embedded.map(({ sha256 }) => sha256));
  const listed = JSON.parse(textIn(lists[0])).files.filter(({ kept }) => kept === 'inside');
  const faults = listed
    .filter(({ sha256 }) => !own.has(sha256))
    .map(({ name }) => `${name} is not inside with that SHA-256`);
  const named = new Set([...listed.map(({ sha256 }) => sha256), lists[0].sha256]);
  const strange = embedded.filter(({ sha256 }) => !named.has(sha256)).length;
  if (strange > 0) faults.push(`${many(strange, 'file', 'files')} inside ${strange === 1 ? 'is' : 'are'} not named`);
  return [
    faults.length === 0
      ? found('Files in the PDF', true, `The PDF holds the ${many(listed.length, 'file', 'files')} of its own list.`)
      : found('Files in the PDF', false, `${faults.join('; ')}.`),
  ];
}

/** The checkpoint and its signature, by the key that was given or else by the one that the record names. */
async function logFindings(record, texts, given) {
  const log = record.log ?? null;
  if (log === null) return [found(LOG, null, 'The dossier carries no proof of a log.')];
  try {
    const note = noteIn(log.checkpoint);
    const checkpoint = checkpointIn(note.text);
    const printed = given === '' ? (log.vkeys[0] ?? '') : given;
    const logKey = await verifierKeyIn(printed);
    if (logKey.type !== 1) throw new Fault('The key is that of a witness, and none of a log');
    const signed = await isNoteSignedBy(note, logKey);
    const whose =
      given === ''
        ? 'by the key that the file itself names; have it from the owner by another way to know whose it is'
        : 'by the key that you gave';
    const size = many(checkpoint.size, 'entry', 'entries');
    const findings = [
      signed === null
        ? found(
            LOG,
            null,
            'This browser does not know Ed25519, so the signature of the checkpoint was not looked at. A newer one does, and so does verify.sh.',
          )
        : found(
            LOG,
            signed,
            signed ? `The checkpoint of ${size} is signed ${whose}.` : `The checkpoint is not signed ${whose}.`,
          ),
    ];
    return [...findings, await proofsFinding(texts, note, checkpoint), ...(await witnessFindings(note, log))];
  } catch (error) {
    return [found(LOG, false, `${error instanceof Fault ? error.message : 'The log’s checkpoint cannot be read'}.`)];
  }
}

async function proofsFinding(texts, note, checkpoint) {
  const faults = [];
  let proven = 0;
  for (const [name, text] of texts.filter(([, one]) => one.startsWith(TITLE))) {
    try {
      const proof = proofIn(text);
      if (proof.note.text !== note.text) faults.push(`${name} is under another checkpoint`);
      else if (proof.extra === null) continue;
      else if (await leadsTo(proof, checkpoint)) proven += 1;
      else faults.push(`${name} does not lead to the checkpoint`);
    } catch {
      faults.push(`${name} cannot be read`);
    }
  }
  return faults.length === 0
    ? found('Proofs', true, `${many(proven, 'record is', 'records are')} in the log under that checkpoint.`)
    : found('Proofs', false, `${faults.join('; ')}.`);
}

async function witnessFindings(note, { witnesses }) {
  if (witnesses.length === 0)
    return [found('Witnesses', null, 'Nobody outside had cosigned the checkpoint when the dossier was issued.')];
  const held = await Promise.all(witnesses.map(async ({ vkey }) => isNoteSignedBy(note, await verifierKeyIn(vkey))));
  const names = witnesses.map(({ name }) => name).join(', ');
  if (held.includes(null))
    return [found('Witnesses', null, `Said to be cosigned by ${names}; this browser does not know Ed25519.`)];
  const holds = held.every((one) => one);
  return [
    found(
      'Witnesses',
      holds,
      holds ? `Cosigned by ${names}, by the keys that the record names.` : 'A cosignature does not hold.',
    ),
  ];
}

const aboutOf = ({ dossier, model, version }) => ({
  code: dossier.code,
  model: `${model.name} ${version.semanticVersion}`,
  issued: `${dossier.issuedAt.slice(0, 16).replace('T', ' ')} UTC by ${dossier.issuedBy}`,
  draft: dossier.draft,
});

/** Looks at everything that was given; `key` is a log's key, and `digest` a SHA-256, had from the owner. */
async function verdictOn(given, { key, digest }, tell) {
  const files = await gathered(given);
  const pdfs = [...files].filter(([path]) => /\.pdf$/i.test(path));
  if (pdfs.length !== 1)
    throw new Fault(
      pdfs.length === 0
        ? 'There is no PDF in what you gave. Drop the bundle as a ZIP, its folder, or the PDF'
        : 'There are several PDFs. Drop one dossier at a time',
    );
  const { manifest, findings } = await manifestFindings(files, tell);
  const [path, blob] = pdfs[0];
  tell(`Looking into ${path}`);
  const pdf = new Uint8Array(await blob.arrayBuffer());
  const pdfSha256 = await digestOf(blob);
  const embedded = await embeddedIn(pdf);
  const { record, recordSha256 = null, findings: recorded } = await recordFindings(files, manifest, embedded);
  findings.push(...recorded, ...listFindings(embedded), ...(await sealFindings(pdf)));
  if (record !== null) {
    const named = embedded.map((file, at) => [`File ${at + 1} in the PDF`, textIn(file) ?? '']);
    const beside = await Promise.all(
      [...files].filter(([one]) => one.endsWith('.tlog-proof')).map(async ([one, file]) => [one, await read(file)]),
    );
    findings.push(
      ...evidenceFindings(record, embedded, manifest?.files ?? []),
      ...(await logFindings(record, beside.length > 0 ? beside : named, key)),
    );
  }
  if (digest !== '') {
    const same = [pdfSha256, recordSha256].includes(digest.toLowerCase());
    findings.push(
      found(
        'The digest that you had',
        same,
        same ? 'It is that of this dossier.' : 'It is neither that of the PDF nor that of the record in it.',
      ),
    );
  }
  return { findings, about: record === null ? null : aboutOf(record), pdfSha256, recordSha256 };
}
