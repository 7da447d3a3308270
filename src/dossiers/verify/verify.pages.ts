import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ForEverybody } from '../../access/may';
import { Does } from '../../http/does';
import { FileForm, Page } from '../../http/pages/page';
import { Incoming } from '../../http/parameters';
import type { Upload } from '../../http/upload';
import { PublicVerification } from './public-verification.service';
import { VerifyQuery } from './verify.dto';
import { presentDigest, presentExamined } from './verify-page';

/** Where anybody looks whether a dossier is what was issued. */
@Controller('verify')
export class VerifyPages {
  constructor(private readonly verification: PublicVerification) {}

  @Get()
  @ForEverybody()
  @Does('showVerify', 'Show where a dossier is verified')
  @Page('verify')
  async show(@Query() { sha256 }: VerifyQuery) {
    return presentDigest(await this.verification.ofDigest(sha256));
  }

  @Post()
  @ForEverybody()
  @Does('verifyDossierByForm', 'Verify a dossier that was dropped on a page')
  @FileForm('verify')
  @HttpCode(200)
  async verify(@Incoming() upload: Upload) {
    return presentExamined(await this.verification.ofUpload(upload));
  }
}
