import { cite } from '../../kernel/citation';
import type { DossierRecord } from '../dossier-record';
import type { Gap } from './section';

/** Whether the model is a vendor's, kept for procurement: its parts are the vendor's to name. */
export const isThirdParty = ({ model }: DossierRecord): boolean => model.kind === 'third-party';

const noSupplier = ({ model }: DossierRecord): Gap => ({
  kind: 'gap',
  level: 'error',
  title: 'No supplier is named',
  text: `${model.name} is a model of a third party, and no party has the role of its supplier.`,
  affects: ['Parties'],
  closes: 'Give the role of supplier to the vendor',
  cites: [cite('ISO-13485', '7.4'), cite('IEC-62304', '8.1.2')],
  href: `/api/v1/models/${model.id}/parties`,
});

const noStatement = ({ version }: DossierRecord): Gap => ({
  kind: 'gap',
  level: 'error',
  title: 'No statement of the supplier',
  text: `Nothing says which version ${version.label} is: there is no digest of its parts, and no statement of its supplier.`,
  affects: [version.semanticVersion],
  closes: 'Record the supplier’s statement of the version, or the digests of its parts',
  cites: [cite('ISO-13485', '7.4.2'), cite('IEC-62304', '8.1.2')],
  href: `/api/v1/versions/${version.id}`,
  field: 'supplierStatement',
});

/** What a vendor's model needs in place of digests of its own: a supplier, and the supplier's word for the version. */
export const gapsOfThirdParty = (record: DossierRecord): Gap[] => {
  const { parties, version } = record;
  const isKnown = version.artifacts.length > 0 || version.supplierStatement !== null;
  return [
    ...(parties.some(({ role }) => role === 'supplier') ? [] : [noSupplier(record)]),
    ...(isKnown ? [] : [noStatement(record)]),
  ];
};
