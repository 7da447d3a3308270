import { compose } from '../../src/dossiers/compose';
import { whereIs } from '../../src/dossiers/where-is';
import { Refusal } from '../../src/kernel/refusal';
import { aFunction, dossierRecord, evidence, fileBytes, use } from './fixtures/record';

describe('Where a character stands', () => {
  it('is told as a pointer, the code that a reader knows, and the field', () => {
    const record = dossierRecord({ evidence: [evidence(), evidence({ code: 'EV-0002', title: 'On 한 text' })] });
    expect(whereIs(record, '한', 'On 한 text')).toMatchObject({
      pointer: '/evidence/1/title',
      owner: 'EV-0002, field title',
    });
  });

  it('is the text that was drawn, where others hold the character too', () => {
    const record = dossierRecord({
      evidence: [evidence({ title: 'First 한' }), evidence({ code: 'EV-0002', title: 'Second 한' })],
    });
    expect(whereIs(record, '한', 'EV-0002: Second 한').pointer).toBe('/evidence/1/title');
  });

  it('is told by the nearest code or name above it', () => {
    const functions = [aFunction({ intendedUse: use({ statement: 'To 한' }) })];
    expect(whereIs(dossierRecord({ functions }), '한', 'To 한').owner).toBe('IU-1.2, field statement');
  });

  it('is a pointer by RFC 6901, whatever the names are', () => {
    expect(whereIs({ 'a/b': { '~': 'x한' } }, '한', 'x한').pointer).toBe('/a~1b/~0');
  });

  it('is the template when no record holds it', () => {
    expect(whereIs(dossierRecord(), '한', '한')).toEqual({ pointer: '', owner: 'the template' });
  });
});

describe('A character that no font has', () => {
  const refusalOf = (own: Parameters<typeof dossierRecord>[0]) =>
    compose(dossierRecord(own), fileBytes).then(
      () => null,
      (error: Refusal) => error,
    );

  it.each([
    ['a Hangul syllable', '한', 'U+D55C'],
    ['an emoji', '🩺', 'U+1FA7A'],
    ['a Devanagari letter', 'क', 'U+0915'],
  ])('refuses the dossier, %s named with its record and field', async (_, character, code) => {
    const refusal = await refusalOf({ evidence: [evidence({ title: `Test of ${character} text` })] });
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({
      type: 'unprintable-character',
      detail: `No font of the dossier has the character ${code} that stands in EV-0001, field title; write it otherwise and issue again`,
      errors: [{ pointer: '/evidence/0/title', detail: `holds ${code}, which cannot be printed` }],
    });
  });

  it('is found in every text that is printed', async () => {
    const record = dossierRecord();
    const cases: Parameters<typeof dossierRecord>[0][] = [
      { model: { ...record.model, name: 'M한' } },
      { parties: [{ ...record.parties[0], note: 'N한' }] },
      { version: { ...record.version, changeSummary: 'C한' } },
      { events: [{ ...record.events[0], reason: 'R한' }] },
      { dossier: { ...record.dossier, issuedBy: 'I한' } },
      { functions: [aFunction({ purpose: 'P한' })] },
    ];
    for (const own of cases) {
      expect((await refusalOf(own))?.errors[0].pointer).toMatch(new RegExp(`^/${Object.keys(own ?? {})[0]}\\b`));
    }
  });

  it('is none of the letters and signs that clinical English writes', async () => {
    const title = 'µ ≥ ≤ ± × ÷ ° – — “x” ‘y’ … é ñ ü ß ł č ş Ω α β γ Δ → ≠ ≈ √ ½ ² ³ ₂ ™ ® © € § ¶ † • 1 000';
    await expect(refusalOf({ evidence: [evidence({ title })] })).resolves.toBeNull();
  });
});
