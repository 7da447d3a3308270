import { assemble } from '../../../src/dossiers/assemble';
import type { DossierRecord } from '../../../src/dossiers/dossier-record';
import { sectionsOf } from '../../../src/dossiers/gap-numbers';
import { SECTIONS } from '../../../src/dossiers/sections/registry';
import { templates } from '../../../src/dossiers/template';
import { ROUTES_OF_GAPS } from '../fixtures/routes';
import {
  aFunction,
  claim,
  device,
  dossierRecord,
  evidence,
  fileBytes,
  normalForm,
  labeling,
  submission,
  undetermined,
  version,
} from '../fixtures/record';
import { textsIn } from '../fixtures/words';

const named = templates().flatMap(({ sections }) => sections.map(({ id }) => id));

const missingMuch: Partial<DossierRecord> = {
  parties: [],
  version: version({ artifacts: [], baseModel: null, trainingData: [], parent: null }),
  submissions: [submission({ letters: [], number: null, decision: null })],
  functions: [
    aFunction({ intendedUse: null, classifications: [] }),
    aFunction({ code: 'FN-2', classifications: [undetermined()] }),
    aFunction({ code: 'FN-3', classifications: [device()] }),
  ],
  claims: [
    claim({ evidence: [], judgement: { outcome: 'not-shown', reasons: ['Nothing is linked to it'], figures: [] } }),
    claim({ code: 'CL-0002', evidence: [{ code: 'EV-0001', statedAfterRun: true }] }),
  ],
  evidence: [
    evidence({
      results: normalForm({ model: { id: 'gpt-2', revision: null, digest: null, source: null, args: null } }),
      ...{ lateEntry: true, pillar: null, protocol: null },
    }),
  ],
};

const onTheMarket: Partial<DossierRecord> = {
  version: version({ labeling: [labeling(), labeling({ udiDi: null, issuingAgency: null, file: null })] }),
  submissions: [submission(), submission({ kind: 'pma', decisionKind: 'approved-by-authority-letter' })],
};

const RECORDS: readonly (readonly [string, Partial<DossierRecord>])[] = [
  ['nothing missing', {}],
  ['much missing', missingMuch],
  ['a letter of an authority', onTheMarket],
  ['no function and no evidence', { ...missingMuch, functions: [], evidence: [], claims: [], events: [] }],
];

describe('The sections', () => {
  it('are each named by a template, and each that a template names is there', () => {
    expect([...new Set(named)].sort()).toEqual(Object.keys(SECTIONS).sort());
  });

  it.each(RECORDS)('never say that FDA decided, where there is %s', (_, own) => {
    const document = assemble(dossierRecord(own), fileBytes);
    const words = textsIn({ ...document, attachments: [] }).join('\n');
    expect(words).not.toMatch(/FDA[ -](approved|cleared|certified|authori[sz]ed|compliant)|approved by (the )?FDA/i);
    expect(words).not.toMatch(/\b(certified|compliant|guaranteed)\b/i);
    expect(words).toContain('not an FDA decision');
  });

  it.each(RECORDS)('print no undefined, null or object, where there is %s', (_, own) => {
    const { sections } = sectionsOf(dossierRecord(own));
    const words = textsIn(sections.map(({ blocks }) => blocks));
    expect(words.filter((text) => /\b(undefined|NaN)\b|\[object|^null$/.test(text))).toEqual([]);
  });

  it('number the gaps over the whole dossier, each once, and lead to each from where it arose', () => {
    const { sections, gaps } = sectionsOf(dossierRecord(missingMuch));
    expect(gaps.map(({ id }) => id)).toEqual(gaps.map((_, index) => `GAP-${String(index + 1).padStart(2, '0')}`));
    const inFull = sections.find(({ entry }) => entry.id === 'gaps')?.blocks.filter(({ kind }) => kind === 'gap');
    expect(inFull).toHaveLength(gaps.length);
    const elsewhere = sections.filter(({ entry }) => entry.id !== 'gaps');
    expect(elsewhere.flatMap(({ blocks }) => blocks).filter(({ kind }) => kind === 'gap')).toEqual([]);
    const pointers = JSON.stringify(elsewhere);
    for (const { id } of gaps) expect(pointers).toContain(`{"ref":"${id}","page":true}`);
  });

  it('give every gap what it affects, who closes it, a citation, and an address of the service', () => {
    const { gaps } = sectionsOf(dossierRecord(missingMuch));
    expect(gaps.length).toBeGreaterThan(12);
    for (const { affects, closes, cites, href, title } of gaps) {
      expect({ title, affects: affects.length > 0, closes: closes.length > 0, cites: cites.length > 0 }).toEqual({
        ...{ title, affects: true, closes: true, cites: true },
      });
      expect(ROUTES_OF_GAPS.some((route) => route.test(href))).toBe(true);
    }
  });

  it('say of an unknown section that this program does not have it', () => {
    const record = dossierRecord();
    const sections = [{ ...record.dossier.template.sections[0], id: 'astrology' }];
    const template = { ...record.dossier.template, sections };
    expect(() => sectionsOf({ ...record, dossier: { ...record.dossier, template } })).toThrow(/“astrology”/);
  });
});
