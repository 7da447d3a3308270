import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { May } from '../../access/may';
import { Does } from '../../http/does';
import { Repeatable } from '../../http/repeatable';
import { keepKeys, keysOf } from '../../http/pages/keys-setting';
import { Act, Page } from '../../http/pages/page';
import { seeOther } from '../../http/pages/see-other';
import { presentKeys } from './keys-page';
import { SetKeys } from './keys.dto';

/** How one works without a mouse, and how that is turned off. */
@Controller('keys')
export class KeysPages {
  @Get()
  @May('self:read')
  @Does('showKeys', 'Show what each key does')
  @Page('keys/keys')
  show(@Req() request: FastifyRequest) {
    return presentKeys(keysOf(request));
  }

  @Post()
  @May('self:read')
  @Repeatable()
  @Does('setKeys', 'Turn single keys on or off in this browser')
  @Act()
  set(@Body() { keys }: SetKeys, @Res({ passthrough: true }) reply: FastifyReply) {
    keepKeys(reply, keys);
    return seeOther('/keys');
  }
}
