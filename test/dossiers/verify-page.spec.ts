import type { Examined } from '../../src/dossiers/verify/public-verification.service';
import type { Verdict } from '../../src/dossiers/verify/verdict';
import { presentDigest, presentExamined } from '../../src/dossiers/verify/verify-page';

const LIMITS = [
  'Who made the file: nobody says.',
  'Whether a later dossier supersedes it.',
  'Whether the model is safe.',
];
const KNOWN = {
  code: 'PD-2026-000001',
  issuedAt: new Date('2026-11-20T15:42:07Z'),
  of: 'file',
  isSuperseded: false,
} as const;
const verdict = (own: Partial<Verdict> = {}): Verdict => ({
  ...{ verdict: 'unchanged', words: 'Whole and unchanged', sha256: 'a'.repeat(64), recordSha256: 'b'.repeat(64) },
  dossier: {
    ...{ code: 'PD-2026-000001', model: 'Example Model', version: '1.0.0', issuedAt: '2026-11-20T15:42:07.000Z' },
    ...{ issuedBy: 'Reg Lead', draft: false },
  },
  checks: [{ check: 'rebuilt', holds: true, detail: 'All equal' }],
  limits: LIMITS,
  ...own,
});
const shown = (own: Partial<Examined>) =>
  presentExamined({
    name: 'a.pdf',
    size: 1234,
    sha256: 'a'.repeat(64),
    verdict: verdict(),
    why: '',
    known: null,
    ofRecord: null,
    ...own,
  }).verdict;
const draft = { ...verdict().dossier, draft: true } as Verdict['dossier'];

describe('The verdict on a page', () => {
  it.each([
    ['Unchanged', 'verdict-ok', { known: KNOWN }],
    ['Unchanged', 'verdict-ok', { known: KNOWN, verdict: verdict({ verdict: 'not-rebuilt' }) }],
    ['Whole, and not known here', '', {}],
    ['Never issued', 'verdict-warn', { verdict: verdict({ dossier: draft }) }],
    ['Changed', 'verdict-stop', { verdict: verdict({ verdict: 'altered', words: 'Do not rely on this copy.' }) }],
    ['Not decided', '', { verdict: verdict({ verdict: 'not-rebuilt' }) }],
    ['Unknown', '', { verdict: null, why: 'This is not a dossier' }],
  ] as const)('begins with the word: %s', (word, look, own) => {
    expect(shown(own)).toMatchObject({ word, look });
  });

  it('tells of a file that was issued here whether it is the latest, and no limit that this answers', () => {
    const { issued, later, limits } = shown({ known: { ...KNOWN, isSuperseded: true } });
    expect([issued, later]).toEqual(['As PD-2026-000001, 2026-11-20 15:42 UTC', 'A later dossier takes its place']);
    expect(limits).toHaveLength(LIMITS.length - 2);
    expect(shown({}).limits).toEqual(LIMITS);
  });

  it('repeats nothing that a changed file says of itself, and has nothing to tell of an unknown one', () => {
    const checks = [{ check: 'issued', holds: true, detail: 'Issued as PD-2026-000001' }] as const;
    const changed = shown({ verdict: verdict({ verdict: 'altered', checks }), ofRecord: { ...KNOWN, of: 'record' } });
    expect([changed.says, changed.checks]).toEqual([null, []]);
    expect(changed.trueFile).toBe(
      'The record inside is that of PD-2026-000001, which was issued here: ask the issuer for that file',
    );
    expect(shown({ verdict: null, why: 'This is not a dossier' })).toMatchObject({
      ...{ says: null, checks: [], limits: [], issued: 'Not by this service' },
    });
  });

  it('says of a digest alone that only the file shows whether it has it', () => {
    expect(presentDigest({ sha256: 'a'.repeat(64), known: KNOWN }).digest).toMatchObject({ word: 'Known' });
    expect(presentDigest({ sha256: 'a'.repeat(64), known: null }).digest).toMatchObject({ word: 'Unknown' });
    expect(presentDigest(null)).toEqual({ verdict: null, digest: null });
  });
});
