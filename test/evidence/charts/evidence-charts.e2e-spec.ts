import { EvidenceCharts } from '../../../src/evidence/charts/evidence-charts.service';
import { type Answer, registered, resultsFile } from '../../support/given';
import { type House, openHouse } from '../../support/house';

describe('The charts of the record', () => {
  let house: House;
  let charts: EvidenceCharts;
  let versions: Answer[];
  let evidence: Answer[];
  beforeAll(async () => {
    house = await openHouse();
    charts = house.app.get(EvidenceCharts);
    const { id: modelId } = await registered.model(house);
    const { id: functionId } = await registered.function(house, modelId);
    const { id: claimId } = await registered.claim(house, functionId, {
      metric: 'acc',
      threshold: '0.60',
      minimumN: 100,
    });
    const recorded = async (semanticVersion: string, run: string): Promise<[Answer, Answer]> => {
      const version = await registered.version(house, modelId, { semanticVersion, label: `Model ${semanticVersion}` });
      const { sha256 } = await registered.file(house, 'results.json', resultsFile({ run }));
      const files = [{ sha256, name: 'results.json', role: 'results' }];
      return [version, await registered.evidence(house, version.id, { files, claimIds: [claimId] })];
    };
    const [first, second] = [await recorded('1.0.0', 'a'), await recorded('1.1.0', 'b')];
    [versions, evidence] = [
      [first[0], second[0]],
      [first[1], second[1]],
    ];
  });
  afterAll(() => house.close());

  it('of a piece of evidence hold its figures against the claims that it is to show', async () => {
    const [chart, ...others] = await charts.ofEvidence(evidence[0].id);
    expect(others).toEqual([]);
    expect(chart.marks).toContain('var(--accent)');
    expect(chart.rows).toEqual([expect.objectContaining({ label: 'medqa, acc' })]);
    expect(chart.rows[0].cells.map(({ text }) => text)).toEqual(['1,273', '63.4', '60.7–66.0', '60']);
    expect(chart.rows[0].reading?.word).toBe('Above 60');
  });

  it('of a version stand beside the other versions of its model', async () => {
    const [beside, own] = await charts.ofVersion(versions[1].id);
    expect([beside.title, beside.rows.map(({ label }) => label)]).toEqual([
      'medqa, acc, version to version',
      ['1.0.0', '1.1.0'],
    ]);
    expect(own.title).toBe('A benchmark');
  });

  it('leave out what was withdrawn', async () => {
    const reason = { reason: 'The wrong split was run' };
    await house.staff.post(`/api/v1/evidence/${evidence[0].id}/withdraw`).send(reason).expect(200);
    const shown = await charts.ofVersion(versions[1].id);
    expect(shown.map(({ title }) => title)).toEqual(['A benchmark']);
  });
});
