import { assemble } from '../../../src/dossiers/assemble';
import { compose } from '../../../src/dossiers/compose';
import { textReport } from '../../../src/dossiers/verify/text/text-check';
import { writeDossier } from '../../../src/dossiers/pdf/write-dossier';
import { specimen } from '../pdf/specimen';
import { dossierRecord, fileBytes } from '../fixtures/record';
import { bytesOfFiles, small } from '../fixtures/small-dossier';

describe('The text of the pages', () => {
  it('is what the record says, in a small dossier', async () => {
    const { bytes, pages } = await compose(small(), bytesOfFiles);
    const report = textReport(bytes, assemble(small(), bytesOfFiles));
    expect(report).toMatchObject({ pages, differences: [], unreadable: null });
    expect(report.characters).toBeGreaterThan(1000);
  });

  it('is what the record says, in a whole dossier', async () => {
    const { bytes, pages } = await compose(dossierRecord(), fileBytes);
    expect(textReport(bytes, assemble(dossierRecord(), fileBytes))).toMatchObject({
      pages,
      differences: [],
      unreadable: null,
    });
  });

  it('is what the blocks say, of every kind', async () => {
    const { bytes, pages } = await writeDossier(specimen());
    expect(textReport(bytes, specimen())).toMatchObject({ pages, differences: [], unreadable: null });
  });
});
