import { Controller, Post } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { ForEverybody } from '../../access/may';
import { Answers } from '../../http/answers';
import { Does } from '../../http/does';
import { Repeatable } from '../../http/repeatable';
import { Incoming } from '../../http/parameters';
import { wholeBody } from '../../http/whole-body';
import { MAX_PDF } from './max-pdf';
import { verifyDossier } from './verify-dossier';
import { VerdictAnswer } from './verdict.answer';

@ApiTags('Dossiers')
@Controller('api/v1/verifications')
export class VerificationsController {
  @Post()
  @Repeatable()
  @ForEverybody()
  @Does('verifyDossier', 'Verify a dossier from its own bytes')
  @Answers(200, 'The verdict on a dossier; nothing is stored', VerdictAnswer)
  @ApiConsumes('application/pdf')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  async verify(@Incoming() content: AsyncIterable<Uint8Array>) {
    return verifyDossier(await wholeBody(content, MAX_PDF));
  }
}
