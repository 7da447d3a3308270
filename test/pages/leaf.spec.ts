import { type Block, leafOf } from '../../src/pages/signing/leaf';
import { editionChanges } from '../../src/pages/classifying/edition-changes';
import { SIGNED_TYPES } from '../../src/signatures/signature.entity';

const textsOf = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) => {
    if (block.kind === 'facts') return block.rows.flatMap(({ term, blocks: inner }) => [term, ...textsOf(inner)]);
    if (block.kind === 'list') return block.items.flatMap(textsOf);
    return [block.kind === 'state' ? block.look.word : block.text];
  });

describe('A leaf', () => {
  it.each(SIGNED_TYPES.filter((type) => type !== 'classification'))(
    'of a %s shows every column of the row that is signed, known to it or not',
    (type) => {
      const row = {
        id: 'x-1',
        zebraStripes: 'forty-two stripes',
        nested: [{ deep: { deeper: 'at the bottom' } }],
        none: null,
      };
      const { parts } = leafOf(type, row, 'the record', new Map());
      const texts = parts.flatMap(({ blocks }) => textsOf(blocks));
      expect(texts).toEqual(
        expect.arrayContaining(['Zebra stripes', 'forty-two stripes', 'at the bottom', 'None', 'None stated', 'x-1']),
      );
    },
  );

  it('says a known column in words: digests as digests, instants in UTC, other records by their names', () => {
    const row = {
      ...{ code: 'PD-2026-000001', sha256: 'a'.repeat(64), issuedAt: '2026-11-30T06:00:00.000Z', versionId: 'v-1' },
      ...{ supersedesId: null },
    };
    const { title, parts } = leafOf('dossier', row, 'the dossier', new Map([['v-1', 'Model 1.0.0']]));
    const texts = parts.flatMap(({ blocks }) => textsOf(blocks));
    expect(title).toBe('PD-2026-000001');
    expect(texts).toEqual(expect.arrayContaining(['a'.repeat(64), '2026-11-30 06:00:00 UTC', 'Model 1.0.0', 'None']));
  });
});

describe('The change of an edition', () => {
  it('tells what the new one makes of the same facts, and which facts it weighs no longer', () => {
    const facts = {
      ...{
        medicalPurpose: true,
        users: ['HCP'],
        analysesImageSignalOrPattern: false,
        inputRelevanceWellUnderstood: true,
      },
      ...{ singleSpecificOutput: true, singleOutputClinicallyAppropriate: true, directsOrReplacesJudgment: false },
      ...{ timeCritical: false, basisIndependentlyReviewable: true },
    };
    const { was, is, isSame, steps } = editionChanges('CDS-2022-09-28', 'CDS-2026-01-29', facts);
    expect([was, is, isSame]).toEqual([
      'Device, pathway undetermined',
      'Enforcement discretion, CDS 2026-01-29',
      false,
    ]);
    expect(steps).toContainEqual(
      expect.objectContaining({ name: '3. Options', lessons: ['No longer weighed here: Time.'] }),
    );
    expect(steps).toContainEqual(expect.objectContaining({ name: 'Enforcement discretion', was: null }));
  });
});
