import type { Artifact } from '../../models/model-version.entity';
import { isIllustrative, ownerOf } from '../cover';
import type { DossierRecord } from '../dossier-record';
import { developersOf, NOT_STATED, stated } from './card-facts';
import { modelCard } from './ml-bom-card';

/** The file name of the bill of materials, as tools look for it. */
export const BOM_FILE = 'bom.cdx.json';

export interface BomProperty {
  readonly name: string;
  readonly value: string;
}

/** A component of the bill; only what it says here is written. */
interface BomComponent {
  readonly type: 'machine-learning-model' | 'container' | 'file' | 'data';
  readonly 'bom-ref': string;
  readonly name: string;
  readonly [field: string]: unknown;
}

export const property = (name: string, value: string): BomProperty => ({ name: `predicate:${name}`, value });

const MODEL_REF = 'model';

/** A UUID of its own kind (RFC 9562 §5.8) from the first 122 bits of a digest that count: the same record, the same number. */
export function uuidOf(sha256: string): string {
  const variant = ((parseInt(sha256.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return [
    ...[sha256.slice(0, 8), sha256.slice(8, 12), `8${sha256.slice(13, 16)}`],
    ...[`${variant}${sha256.slice(17, 20)}`, sha256.slice(20, 32)],
  ].join('-');
}

const TYPES: Readonly<Record<Artifact['kind'], BomComponent['type']>> = {
  weights: 'file',
  container: 'container',
  'prompt-bundle': 'data',
  'retrieval-corpus': 'data',
  other: 'file',
};

const artifact = ({ kind, name, sha256 }: Artifact, index: number): BomComponent => ({
  type: TYPES[kind],
  'bom-ref': `artifact-${index + 1}`,
  name,
  hashes: [{ alg: 'SHA-256', content: sha256 }],
  properties: [property('artifact-kind', kind)],
});

const baseModel = ({ version: { baseModel: base } }: DossierRecord): BomComponent[] =>
  base === null
    ? []
    : [
        {
          type: 'machine-learning-model',
          'bom-ref': 'base-model',
          supplier: { name: base.supplier },
          name: base.name,
          version: base.revision,
        },
      ];

/** The version that this one came from, as its pedigree. */
const pedigree = ({ model, version }: DossierRecord): object =>
  version.parent === null
    ? {}
    : {
        pedigree: {
          ancestors: [{ type: 'machine-learning-model', name: model.name, version: version.parent }],
          notes: version.changeSummary,
        },
      };

const supplierOf = (record: DossierRecord): string =>
  (record.model.kind === 'third-party' ? record.parties.find(({ role }) => role === 'supplier')?.name : undefined) ??
  ownerOf(record);

const product = (record: DossierRecord): BomComponent => {
  const { model, version } = record;
  return {
    type: 'machine-learning-model',
    'bom-ref': MODEL_REF,
    supplier: { name: supplierOf(record) },
    name: model.name,
    version: version.semanticVersion,
    description: model.description,
    ...pedigree(record),
    modelCard: modelCard(record),
    properties: [
      property('model-kind', model.kind),
      property('version-state', version.state),
      property('developers', stated(developersOf(record), '; ')),
      ...(version.supplierStatement === null ? [] : [property('supplier-statement', version.supplierStatement)]),
      property('illustrative', String(isIllustrative(record))),
    ],
  };
};

/**
 * The bill of materials of the model, CycloneDX 1.6 (ECMA-424), from the record alone: its parts with their digests, what it
 * was made from, its data, its figures. The same record gives the same bytes.
 */
export function mlBom(record: DossierRecord, recordSha256: string): string {
  const components = [...baseModel(record), ...record.version.artifacts.map(artifact)];
  const refs = components.map((one) => one['bom-ref']);
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(recordSha256)}`,
    version: 1,
    metadata: {
      timestamp: record.dossier.issuedAt,
      tools: { components: [{ type: 'application', name: 'predicate', version: programVersion(record) }] },
      supplier: { name: ownerOf(record) },
      component: product(record),
      properties: [property('dossier', record.dossier.code), property('record-sha256', recordSha256)],
    },
    components,
    dependencies: [{ ref: MODEL_REF, dependsOn: refs }, ...refs.map((ref) => ({ ref }))],
  };
  return `${JSON.stringify(bom, null, 2)}\n`;
}

const programVersion = ({ producer }: DossierRecord): string => producer.program.split(' ').at(-1) ?? NOT_STATED;
