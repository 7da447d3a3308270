import { classificationMemo } from '../../../src/dossiers/sections/classification-memo';
import type { RecordedClassification } from '../../../src/dossiers/dossier-record';
import { aFunction, category, decided, device, dossierRecord, notDevice, undetermined } from '../fixtures/record';
import { blocksOf, formRows, gapsIn, isKind, plain, rowsOf, textsIn } from '../fixtures/words';

const blocks = (...classifications: RecordedClassification[]) =>
  blocksOf(classificationMemo, dossierRecord({ functions: [aFunction({ classifications })] }));

describe('The classification memo', () => {
  it('has no gap for a function that is classified and categorized', () => {
    expect(gapsIn(blocks(notDevice(), category()))).toEqual([]);
  });

  it('marks each criterion in words, and an open one never as met', () => {
    const row = (...of: RecordedClassification[]) => rowsOf(blocks(...of), /^Device status/)[0].slice(1);
    expect(row(notDevice())).toEqual([
      '[met] met',
      '[met] met',
      '[met] met',
      '[met] met',
      '[not-device] Not a device, FD&C 520(o)(1)(E)',
    ]);
    expect(row(device())).toEqual([
      '[not-met] not met',
      '[not-met] not met',
      '[met] met',
      '[met] met',
      '[device] Device, pathway undetermined',
    ]);
    expect(row(undetermined())[3]).toBe('[unknown] unknown');
    expect(row()).toEqual([...Array.from({ length: 4 }, () => '[unknown] unknown'), '[gap] not classified']);
  });

  it('has an error for a function that is not classified, whatever its category', () => {
    for (const made of [blocks(), blocks(category())]) {
      expect(gapsIn(made)).toEqual([
        expect.objectContaining({
          level: 'error',
          title: 'FN-1 is not classified',
          cites: [{ source: 'FDC', section: '201(h)(1), 520(o)(1)' }],
          href: '/api/v1/functions/0190a000-0000-7000-8000-0000000000f1/classifications',
        }),
      ]);
    }
  });

  it('warns of an undetermined outcome and names the facts that it hangs on', () => {
    expect(gapsIn(blocks(undetermined(), category()))).toEqual([
      expect.objectContaining({
        level: 'warning',
        title: 'FN-1 is undetermined',
        text: expect.stringContaining('basisIndependentlyReviewable') as string,
        cites: [{ source: 'FDC', section: '520(o)(1)' }],
      }),
    ]);
  });

  it('does not blame missing facts where people set an outcome to undetermined', () => {
    const set = notDevice({ decision: 'overridden', decidedOutcome: 'UNDETERMINED', decisionReason: 'In doubt' });
    const [gap] = gapsIn(blocks(set, category()));
    expect(gap).toMatchObject({ level: 'warning', title: 'FN-1 is undetermined' });
    expect(plain(gap.text)).not.toMatch(/nobody has stated/);
    expect(plain(gap.text)).toMatch(/\w\.$/);
  });

  it('notes a function without an IMDRF category', () => {
    expect(gapsIn(blocks(notDevice()))).toEqual([
      expect.objectContaining({
        level: 'note',
        title: 'FN-1 has no IMDRF category',
        cites: [{ source: 'N12', section: '§7.2' }],
      }),
    ]);
    expect(rowsOf(blocks(notDevice()), /^IMDRF/)[0].at(-1)).toBe('[gap] not categorized');
  });

  it('says situation and significance in words', () => {
    expect(rowsOf(blocks(notDevice(), category()), /^IMDRF/)).toEqual([
      ['FN-1 Decision support', 'Serious', 'Drive clinical management', 'SaMD category II (II.ii)'],
    ]);
  });

  it('prints for each determination its verdict as one of the organization, never of FDA', () => {
    const verdicts = blocks(notDevice(), category()).filter(isKind('verdict'));
    expect(verdicts.map(({ outcome, title }) => [outcome, title])).toEqual([
      ['not-device', 'Not a device, FD&C 520(o)(1)(E)'],
      ['category', 'SaMD category II (II.ii)'],
    ]);
    for (const { detail } of verdicts) expect(detail).toMatch(/Recorded by the organization; not an FDA decision\.$/);
  });

  it('prints the four criteria with facts, grounds, the initials of who stated them, and citations', () => {
    const criteria = blocks(notDevice({ criterionRationales: [{ step: 'c3', text: 'Three to seven options.' }] }))
      .filter(isKind('criterion'))
      .filter(({ label }) => /^C\d$/.test(label));
    expect(criteria.map(({ label, mark }) => [label, mark])).toEqual([
      ['C1', 'met'],
      ['C2', 'met'],
      ['C3', 'met'],
      ['C4', 'met'],
    ]);
    expect(criteria.every(({ cites }) => cites.length > 0)).toBe(true);
    expect(criteria[0].facts.map(plain)).toEqual([expect.stringMatching(/\? No\. Ground of analyses\w+\. ABC$/)]);
    expect(criteria[2].rationale).toBe('Three to seven options.');
  });

  it('prints every stated fact somewhere, with its ground', () => {
    const words = textsIn(blocks(notDevice())).join('\n');
    for (const { fact } of notDevice().facts) expect(words).toContain(`Ground of ${fact}.`);
  });

  it('says what one other answer would change', () => {
    const words = textsIn(blocks(notDevice()).find(isKind('list'))).join(' ');
    expect(words).toContain('Device, pathway undetermined');
  });

  it('prints an override with the engine’s own outcome beside it, the reason, and every dissent', () => {
    const made = blocks(
      notDevice({
        ...{ decision: 'overridden', decidedOutcome: 'DEVICE_510K', decisionReason: 'To be careful' },
        ...{ dissent: [{ by: 'D. Doe', text: 'I would not' }], supersedes: 'DT-0003', forEveryVersion: false },
      }),
    );
    expect(made.find(isKind('verdict'))).toMatchObject({ outcome: 'device', title: 'Device, 510(k)' });
    expect(formRows(made)).toMatchObject({
      'Engine outcome': 'NOT_DEVICE_520o_E',
      Decision: 'Overridden: DEVICE_510K',
      ...{ Reason: 'To be careful', Supersedes: 'DT-0003', 'Holds for': 'This version' },
      Decided: '2026-03-04 05:06:07 UTC by Reg Lead',
      Signed: 'Not signed',
    });
    expect(made.find(isKind('quotation'))).toEqual({ kind: 'quotation', text: '“I would not”', by: 'D. Doe' });
  });

  it('prints each use of a category, and never an object in place of words', () => {
    const uses = [
      { situation: 'SERIOUS', significance: 'INFORM_CLINICAL_MGMT' },
      { situation: 'CRITICAL', significance: 'TREAT_OR_DIAGNOSE' },
    ];
    const made = blocks(notDevice(), decided('IMDRF-N12-2014', { uses }, { code: 'DT-0008' }));
    expect(textsIn(made).filter((text) => /[{}]|undefined|\[object/.test(text))).toEqual([]);
    expect(rowsOf(made, /^IMDRF/)[0].at(-1)).toMatch(/^SaMD category IV/);
  });
});
