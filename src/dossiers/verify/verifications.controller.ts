import { Controller, Post } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { ForEverybody } from '../../access/may';
import { Answers } from '../../http/answers';
import { Does } from '../../http/does';
import { Repeatable } from '../../http/repeatable';
import { Incoming } from '../../http/parameters';
import { PublicVerification } from './public-verification.service';
import { VerdictAnswer } from './verdict.answer';

@ApiTags('Dossiers')
@Controller('api/v1/verifications')
export class VerificationsController {
  constructor(private readonly verification: PublicVerification) {}

  @Post()
  @Repeatable()
  @ForEverybody()
  @Does('verifyDossier', 'Verify a dossier, or its bundle, from its own bytes')
  @Answers(200, 'The verdict on a dossier; nothing is stored', VerdictAnswer)
  @ApiConsumes('application/pdf', 'application/zip')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  verify(@Incoming() content: AsyncIterable<Uint8Array>) {
    return this.verification.ofContent(content);
  }
}
