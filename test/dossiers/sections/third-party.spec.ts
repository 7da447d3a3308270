import { partiesAndFunctions } from '../../../src/dossiers/sections/parties-and-functions';
import { provenance } from '../../../src/dossiers/sections/provenance';
import type { DossierRecord } from '../../../src/dossiers/dossier-record';
import { dossierRecord, party, version } from '../fixtures/record';
import { blocksOf, formRows, gapsIn } from '../fixtures/words';

const vendors = (own: Partial<DossierRecord> = {}): DossierRecord => {
  const record = dossierRecord(own);
  return { ...record, model: { ...record.model, kind: 'third-party' } };
};
const supplied = [party('manufacturer'), party('supplier', { name: 'Vendor' })];
const bare = version({ artifacts: [] });
const gaps = (own: Partial<DossierRecord>) =>
  gapsIn(blocksOf(partiesAndFunctions, vendors(own))).map(({ level, title }) => `${level}: ${title}`);

describe('A model of a third party', () => {
  it('needs a supplier among its parties', () => {
    expect(gaps({})).toEqual(['error: No supplier is named']);
    expect(gaps({ parties: supplied })).toEqual([]);
  });

  it('needs no digest of its parts where its supplier says which version it is', () => {
    expect(gaps({ parties: supplied, version: bare })).toEqual(['error: No statement of the supplier']);
    const supplierStatement = 'Release 4.2 of the service, in use since May';
    expect(gaps({ parties: supplied, version: { ...bare, supplierStatement } })).toEqual([]);
  });

  it('prints the statement of its supplier, and says where there is none', () => {
    const rows = (supplierStatement: string | null) =>
      formRows(blocksOf(provenance, vendors({ version: version({ supplierStatement }) })));
    expect(rows('Release 4.2')['Of the supplier']).toBe('Release 4.2');
    expect(rows(null)['Of the supplier']).toBe('none stated');
  });

  it('is the only one that asks for it: one of our own needs the digests', () => {
    const own = blocksOf(
      partiesAndFunctions,
      dossierRecord({ version: { ...bare, supplierStatement: 'Release 4.2' } }),
    );
    expect(gapsIn(own).map(({ title }) => title)).toEqual(['No artifact digest']);
  });
});
