import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { mlBom, uuidOf } from '../../../src/dossiers/cards/ml-bom';
import type { DossierRecord } from '../../../src/dossiers/dossier-record';
import { digestOf, sha256 } from '../../../src/kernel/digest';
import { claim, dossierRecord, evidence, normalForm, party, result, version } from '../fixtures/record';

interface Bom {
  readonly serialNumber: string;
  readonly metadata: { readonly timestamp: string; readonly component: Record<string, unknown> };
  readonly components: readonly Record<string, unknown>[];
  readonly dependencies: readonly { ref: string; dependsOn?: string[] }[];
}

const textOf = (own: Partial<DossierRecord> = {}): string => {
  const record = dossierRecord(own);
  return mlBom(record, digestOf(record));
};
const bomOf = (own: Partial<DossierRecord> = {}): Bom => JSON.parse(textOf(own)) as Bom;
const cardOf = (own: Partial<DossierRecord> = {}) =>
  bomOf(own).metadata.component.modelCard as {
    readonly modelParameters: Record<string, unknown>;
    readonly quantitativeAnalysis: { performanceMetrics: Record<string, unknown>[] };
    readonly considerations: Record<string, unknown>;
  };

const vendors: Partial<DossierRecord> = {
  model: { ...dossierRecord().model, kind: 'third-party' },
  parties: [party('supplier', { name: 'Example Vendor' }), party('owner')],
  version: version({ artifacts: [], supplierStatement: 'Release 4 of May', parent: null }),
};

const RECORDS: readonly (readonly [string, Partial<DossierRecord>])[] = [
  ['nothing missing', {}],
  ['nothing at all', { parties: [], functions: [], evidence: [], claims: [], events: [] }],
  ['a vendor’s model', vendors],
  ['no base model', { version: version({ baseModel: null, trainingData: [] }) }],
  ['subgroups', { evidence: [evidence({ results: normalForm({ records: [result({ subgroup: 'sex=female' })] }) })] }],
];

describe('The bill of materials', () => {
  it.each(RECORDS)('is valid CycloneDX by its own library, of a record with %s', async (_, own) => {
    for (const edition of [Spec.Version.v1dot6, Spec.Version.v1dot7]) {
      const text = textOf(own)
        .replace(/"specVersion": "1\.6"/, `"specVersion": "${edition}"`)
        .replace('bom-1.6', `bom-${edition}`);
      expect(await new Validation.JsonStrictValidator(edition).validate(text)).toBeNull();
    }
  });

  it('is held to the standard by a validator that refuses what is not of it', async () => {
    const wrong = textOf().replace('"performanceMetrics"', '"praise"');
    expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(wrong)).not.toBeNull();
  });

  it('is the same for the same record, with its number from the record’s digest and its time from the issue', () => {
    expect(textOf()).toBe(textOf());
    const { serialNumber, metadata } = bomOf();
    expect(serialNumber).toBe(`urn:uuid:${uuidOf(digestOf(dossierRecord()))}`);
    expect(serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(metadata.timestamp).toBe('2026-03-04T05:06:07.000Z');
    expect(bomOf({ claims: [] }).serialNumber).not.toBe(serialNumber);
  });

  it('names the parts with their digests, the base model with its supplier, and what depends on what', () => {
    const { components, dependencies, metadata } = bomOf();
    expect(components).toEqual([
      {
        type: 'machine-learning-model',
        'bom-ref': 'base-model',
        supplier: { name: 'Supplier' },
        name: 'Base',
        version: 'r1',
      },
      expect.objectContaining({ type: 'file', hashes: [{ alg: 'SHA-256', content: sha256('weights') }] }),
    ]);
    expect(dependencies[0]).toEqual({ ref: 'model', dependsOn: ['base-model', 'artifact-1'] });
    expect(metadata.component).toMatchObject({
      type: 'machine-learning-model',
      version: '1.0.0',
      supplier: { name: 'Example Health' },
    });
    expect(bomOf(vendors).metadata.component).toMatchObject({ supplier: { name: 'Example Vendor' } });
  });

  it('tells figures in the digits of the file, with slice and interval, and what the model is not for', () => {
    const { quantitativeAnalysis, considerations, modelParameters } = cardOf({
      claims: [claim({ judgement: { ...claim().judgement, outcome: 'does-not-hold', reasons: ['Too low'] } })],
    });
    expect(quantitativeAnalysis.performanceMetrics).toEqual([
      {
        ...{ type: 'acc', value: '0.6339355852317361', slice: 'medqa; whole set; test; n 1,273; EV-0001' },
        confidenceInterval: { lowerBound: '0.607462420785118', upperBound: '0.6604087496783542' },
      },
    ]);
    expect(considerations.technicalLimitations).toEqual([
      'FN-1 Decision support: not for: Emergencies',
      expect.stringContaining('CL-0001 does not hold') as string,
    ]);
    expect(considerations.performanceTradeoffs).toEqual(['Not stated in the record']);
    expect(modelParameters.datasets).toEqual([
      expect.objectContaining({ name: 'Notes', classification: 'Expert determination' }),
    ]);
  });
});
