import { Controller, Get, Header, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { May } from '../../access/may';
import { Within } from '../../access/within';
import { AnswersIn } from '../../http/answers';
import { Does } from '../../http/does';
import { Id } from '../../http/parameters';
import { DossierBundles } from './dossier-bundles.service';

const ZIP = 'application/zip';

/** Dossiers together with everything that one needs to check them. */
@ApiTags('Dossiers')
@Controller('api/v1/dossiers')
export class BundlesController {
  constructor(private readonly bundles: DossierBundles) {}

  @Get(':id/bundle')
  @May('record:read')
  @Within('dossier')
  @Does('getDossierBundle', 'Read a dossier with all files of its evidence and a verifier')
  @AnswersIn(200, 'A ZIP of the PDF, the evidence, the record, the proofs and a verifier that runs offline', ZIP)
  @Header('accept-ranges', 'none')
  async read(@Id() id: string) {
    const { dossier, size, stream } = await this.bundles.open(id);
    const disposition = `attachment; filename="${dossier.code}.zip"`;
    return new StreamableFile(stream, { type: ZIP, disposition, length: size });
  }
}
