import { inflateSync } from 'node:zlib';
import { compose } from '../../../src/dossiers/compose';
import type { DossierRecord } from '../../../src/dossiers/dossier-record';
import { assembleEdition } from '../../../src/dossiers/editions/assemble-edition';
import { digestOfDisclosure, disclosedIn, disclosureOf, saltOf } from '../../../src/dossiers/editions/disclosure';
import type { Edition, RedactionRule } from '../../../src/dossiers/editions/edition';
import { policies, policyOf } from '../../../src/dossiers/editions/policy';
import { leavesAt } from '../../../src/dossiers/editions/pointers';
import { redact } from '../../../src/dossiers/editions/redact';
import { readAttachments } from '../../../src/dossiers/pdf/read-attachments';
import { writeDossier } from '../../../src/dossiers/pdf/write-dossier';
import { canonicalBytes, digestOf, sha256 } from '../../../src/kernel/digest';
import { Parsed } from '../pdf/parsed';
import { dossierRecord, evidence, fileBytes, version } from '../fixtures/record';

const BLIND = 'ab'.repeat(32);
const SECRET = 'Zwölfaxing Research Site';
const PERSON = 'Quentin Xylander';

const base = dossierRecord();
const record = (own: Partial<DossierRecord> = {}): DossierRecord =>
  dossierRecord({
    dossier: { ...base.dossier, blind: BLIND, issuedBy: PERSON },
    version: version({
      changeSummary: `Trained again at ${SECRET}, as ${PERSON} asked`,
      trainingData: [
        { name: 'Notes', description: `Notes of ${SECRET}`, basis: 'safe-harbor', sites: [SECRET, 'North'] },
      ],
    }),
    evidence: [evidence({ performedBy: PERSON, recordedBy: PERSON, title: `Read by ${PERSON.toUpperCase()} alone` })],
    ...own,
  });

const rule = (...fields: string[]): RedactionRule => ({ class: 'asked', reason: 'Because', fields });
const original = { code: 'PD-2026-000001', recordSha256: digestOf(record()), sha256: sha256('the pdf') };
const edition = (rules: readonly RedactionRule[], policy = policyOf('public')): Edition => ({
  ...{ kind: 'redacted', original, rules },
  policy: { id: policy.id, title: policy.title, edition: policy.edition },
});
const drawn = async (one: Edition): Promise<Buffer> => (await writeDossier(assembleEdition(record(), one))).bytes;

/** Everything that a file holds, each stream inflated where it can be, as one text in two encodings. */
function everything(pdf: Buffer): string {
  const parts = [pdf.toString('latin1'), pdf.toString('utf8')];
  for (let at = pdf.indexOf('stream\n'); at !== -1; at = pdf.indexOf('stream\n', at + 7)) {
    try {
      const bytes = inflateSync(pdf.subarray(at + 7), { finishFlush: 2 });
      parts.push(bytes.toString('latin1'), bytes.toString('utf8'), utf16(bytes));
    } catch {
      continue;
    }
  }
  return parts.join('\n');
}

const utf16 = (bytes: Buffer): string =>
  Buffer.from(bytes.subarray(0, bytes.length & ~1))
    .swap16()
    .toString('utf16le');

describe('Fields of a record', () => {
  it('are found by pointers in which a star is every member, down to the texts', () => {
    const at = (pattern: string) => [...leavesAt(record(), pattern)].map(({ pointer }) => pointer);
    expect(at('/version/trainingData/*/sites')).toEqual([
      '/version/trainingData/0/sites/0',
      '/version/trainingData/0/sites/1',
    ]);
    expect(at('/version/trainingData/0/description')).toEqual(['/version/trainingData/0/description']);
    expect(at('/nothing/there')).toEqual([]);
  });

  it('are never the words by which the program draws', () => {
    expect([...leavesAt(record(), '/version/trainingData')].map(({ name }) => name)).not.toContain('basis');
    expect([...leavesAt(record(), '/evidence/*/kind')]).toEqual([]);
  });
});

describe('A redacted record', () => {
  const rules = [rule('/dossier/issuedBy', '/version/trainingData/*/sites')];
  const { record: shown, withheld, disclosures } = redact(record(), rules, BLIND);

  it('has a numbered mark in place of each field, and of its value wherever else it stands', () => {
    expect(shown.dossier.issuedBy).toBe('[withheld 1]');
    expect(shown.version.trainingData[0].sites).toEqual(['[withheld 2]', '[withheld 3]']);
    expect(shown.version.trainingData[0].description).toMatch(/^Notes of \[withheld \d+\]$/);
    expect(shown.version.changeSummary).toMatch(/^Trained again at \[withheld (\d+)\], as \[withheld \1\] asked$/);
    expect(shown.evidence[0].title).toMatch(/^Read by \[withheld \d+\] alone$/);
    expect(JSON.stringify(shown)).not.toMatch(/Zwölfaxing|Xylander/i);
  });

  it('keeps words that only contain a withheld value, and what a policy does not name', () => {
    expect(
      redact(record({ model: { ...base.model, description: 'A northern model' } }), rules, BLIND).record.model
        .description,
    ).toBe('A northern model');
    expect(shown.functions).toEqual(record().functions);
  });

  it('has no secret, no log and no file, and of signatures and events nothing by which a value could be guessed', () => {
    expect(JSON.stringify(shown)).not.toContain(BLIND);
    expect(shown.log).toBeNull();
    expect(shown.evidence.flatMap(({ files }) => files.map(({ kept }) => kept))).toEqual(['by owner']);
    expect(shown.events.map(({ sha256: digest }) => digest)).not.toContainEqual(
      expect.stringMatching(/^[0-9a-f]{64}$/),
    );
    expect(shown.events.every(({ payload }) => payload === null)).toBe(true);
  });

  it('has a salted digest of each, which its disclosure opens, and no other', () => {
    expect(disclosures).toHaveLength(withheld.length);
    for (const { pointer, disclosure } of disclosures) {
      expect(disclosedIn({ withheld }, disclosure)).toMatchObject({ pointer });
    }
    expect(disclosedIn({ withheld }, disclosures[0].disclosure)).toEqual({
      pointer: '/dossier/issuedBy',
      value: PERSON,
    });
    const forged = disclosureOf(BLIND, '/dossier/issuedBy', 'Somebody else');
    expect(disclosedIn({ withheld }, forged)).toBeNull();
    for (const wrong of ['', '%%%', Buffer.from('[1,2]').toString('base64url')])
      expect(disclosedIn({ withheld }, wrong)).toBeNull();
  });

  it('cannot be guessed by who knows all but the secret: the digest is of 256 bits that are not in it', () => {
    const other = saltOf('cd'.repeat(32), '/dossier/issuedBy');
    expect(saltOf(BLIND, '/dossier/issuedBy')).not.toBe(other);
    expect(saltOf(BLIND, '/dossier/issuedBy')).not.toBe(saltOf(BLIND, '/claims/0/statedBy'));
    expect(Buffer.from(other, 'base64url')).toHaveLength(32);
    const guessed = [PERSON, 'Ann B. Clark'].map((name) => sha256(name));
    expect(withheld.some(({ digest }) => guessed.includes(digest))).toBe(false);
    const equal = withheld.filter(({ pointer }) => /\/(issuedBy|performedBy|recordedBy)$/.test(pointer));
    expect(new Set(equal.map(({ digest }) => digest)).size).toBe(equal.length);
  });

  it('is the same again, and other under another secret', () => {
    expect(canonicalBytes(redact(record(), rules, BLIND))).toEqual(canonicalBytes(redact(record(), rules, BLIND)));
    expect(redact(record(), rules, 'cd'.repeat(32)).withheld[0].digest).not.toBe(withheld[0].digest);
  });

  it('hides a dossier’s own digest from guessing, because the record of the original has the secret in it', () => {
    const { blind, ...without } = record().dossier;
    expect(blind).toMatch(/^[0-9a-f]{64}$/);
    expect(digestOf({ ...record(), dossier: without })).not.toBe(original.recordSha256);
  });
});

describe('The file of a redacted edition', () => {
  const rules = policyOf('public').rules;

  it('holds no withheld text, in no stream and in no attachment', async () => {
    const pdf = await drawn(edition(rules));
    const text = everything(pdf) + (await (await Parsed.open(pdf)).text());
    for (const secret of ['Zwölfaxing', 'Zw\\366lfaxing', 'Xylander', 'XYLANDER', 'EV-0001-results.json', BLIND]) {
      expect([secret, text.includes(secret)]).toEqual([secret, false]);
    }
    expect(everything((await compose(record(), fileBytes)).bytes)).toContain('Xylander');
  });

  it('says REDACTED on every page, names the digests of the original, and shows bars with their numbers', async () => {
    const pdf = await Parsed.open(await drawn(edition(rules)));
    for (let page = 1; page <= pdf.pages; page += 1) expect(await pdf.text(page)).toContain('REDACTED');
    const cover = (await pdf.text(1)).replace(/\s/g, '');
    expect(cover).toContain(original.recordSha256);
    expect(cover).toContain(original.sha256);
    expect(cover).toContain('withheld1');
    expect(await pdf.text()).not.toContain('[withheld');
  });

  it('carries its record under another name than a dossier does, each field with reason and digest', async () => {
    const files = readAttachments(await drawn(edition(rules)));
    expect(files.map(({ name }) => name)).toEqual(['redacted-record.json']);
    const carried = JSON.parse(files[0].bytes.toString('utf8')) as {
      original: unknown;
      withheld: { pointer: string; reason: string; digest: string }[];
    };
    expect(carried.original).toEqual(original);
    const [first] = redact(record(), rules, BLIND).disclosures;
    expect(carried.withheld[0]).toMatchObject({
      pointer: first.pointer,
      digest: digestOfDisclosure(first.disclosure),
      reason: expect.stringContaining('20.63') as string,
    });
  });

  it('is the same again', async () => {
    expect((await drawn(edition(rules))).equals(await drawn(edition(rules)))).toBe(true);
  });

  it('is refused of a record without the secret', () => {
    expect(() => assembleEdition(dossierRecord(), edition(rules))).toThrow('issued before fields could be withheld');
  });

  it('has no bars where nothing is withheld but the words are there', async () => {
    const own = record({ model: { ...base.model, description: 'It says [withheld 3]' } });
    const pdf = await Parsed.open((await compose(own, fileBytes)).bytes);
    expect(await pdf.text()).toContain('[withheld 3]');
  });
});

describe('A flat copy', () => {
  const flat: Edition = { kind: 'flat', original };

  it('has the pages of the original, no file, no place for a seal, and COPY on every page', async () => {
    const bytes = await drawn(flat);
    const [copy, whole] = [await Parsed.open(bytes), await Parsed.open((await compose(record(), fileBytes)).bytes)];
    expect(copy.pages).toBe(whole.pages);
    for (let page = 1; page <= copy.pages; page += 1) expect(await copy.text(page)).toContain('COPY');
    expect(everything(bytes)).not.toMatch(/\/EmbeddedFile|\/AcroForm|\/AF\[/);
    expect((await copy.text(1)).replace(/\s/g, '')).toContain(original.sha256);
  });
});

describe('The policies', () => {
  it.each(policies().map((policy) => [policy.id, policy] as const))(
    '%s names fields that a record has, each with its reason',
    (_, policy) => {
      expect(policy.rules.every(({ reason, fields }) => reason.length > 10 && fields.length > 0)).toBe(true);
      const all = policy.rules.flatMap(({ fields }) => fields.flatMap((field) => [...leavesAt(record(), field)]));
      expect(all.length).toBeGreaterThan(3);
    },
  );
});
