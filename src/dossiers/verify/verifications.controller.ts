import { Controller, Post } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { ForEverybody } from '../../access/may';
import { Answers } from '../../http/answers';
import { Repeatable } from '../../http/idempotency.interceptor';
import { Incoming } from '../../http/parameters';
import { wholeBody } from '../../http/whole-body';
import { verifyDossier } from './verify-dossier';

const MAX_PDF = 300 * 1024 * 1024;

@ApiTags('Dossiers')
@Controller('api/v1/verifications')
export class VerificationsController {
  @Post()
  @Repeatable()
  @ForEverybody()
  @Answers(200, 'The verdict on a dossier; nothing is stored')
  @ApiConsumes('application/pdf')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  async verify(@Incoming() content: AsyncIterable<Uint8Array>) {
    return verifyDossier(await wholeBody(content, MAX_PDF));
  }
}
