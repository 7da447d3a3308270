import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { InPerson, type Present } from '../../access/by';
import { May } from '../../access/may';
import { presentDeparture, returnAddressOf } from '../../access/openid/openid.dto';
import { StepUpCeremonies } from '../../access/openid/step-up-ceremonies.service';
import { OWN_ORIGIN, type OwnOrigin } from '../../access/own-origin';
import { knownRelyingParty } from '../../access/passkeys/relying-party';
import { whenceOf } from '../../access/sessions/session.dto';
import { Does } from '../../http/does';
import type { Said } from '../../http/pages/forms/said';
import { DeskForm, Page } from '../../http/pages/page';
import { Id } from '../../http/parameters';
import { Repeatable } from '../../http/repeatable';
import { UsedOnce } from '../../http/turns.interceptor';
import type { Place } from '../../signatures/signature-requests.service';
import { presentLeaving } from './leaving-page';
import { SignatureSheets } from './signature-sheets.service';
import { SigningActs } from './signing-acts.service';

/** The sheet on which one signs (21 CFR 11.50, 11.70, 11.200): what, in which meaning, and anew with what one signs in with. */
@Controller()
export class SigningPages {
  constructor(
    private readonly acts: SigningActs,
    private readonly sheets: SignatureSheets,
    private readonly ceremonies: StepUpCeremonies,
    @Inject(OWN_ORIGIN) private readonly own: OwnOrigin,
  ) {}

  @Post('sign')
  @May('signature:give')
  @Does('openSignatureSheet', 'Open the sheet on which a record is signed')
  @DeskForm('signing/cannot')
  begin(@InPerson() present: Present, @Body() said: Said, @Req() request: FastifyRequest) {
    return this.acts.begin(present, said, this.placeOf(request));
  }

  @Get('signature-requests/:id')
  @May('signature:give')
  @Does('showSignatureSheet', 'Show what one would sign, or has signed')
  @Page('signing/request')
  show(@InPerson() present: Present, @Id() id: string, @Req() request: FastifyRequest) {
    return this.sheets.of(present, id, this.placeOf(request));
  }

  @Post('signature-requests/:id/sign')
  @May('signature:give')
  @Repeatable()
  @UsedOnce()
  @Does('signByForm', 'Sign what a sheet shows')
  @DeskForm('signing/request')
  sign(@InPerson() present: Present, @Id() id: string, @Body() said: Said, @Req() request: FastifyRequest) {
    return this.acts.sign(present, id, said, this.placeOf(request));
  }

  @Post('signature-requests/:id/openid')
  @May('signature:give')
  @Repeatable()
  @HttpCode(200)
  @Does('leaveToSign', 'Leave for the OpenID issuer, to prove oneself for one signature')
  @DeskForm('signing/leaving')
  async leave(
    @InPerson() present: Present,
    @Id() id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { payloadSha256 } = await this.sheets.requestOf(present, id);
    const departed = await this.ceremonies.begin(present.actor, payloadSha256, returnAddressOf(request, this.own));
    return presentLeaving(presentDeparture(reply, departed, `/signature-requests/${id}`), id);
  }

  private placeOf(request: FastifyRequest): Place {
    return { at: knownRelyingParty(request, this.own), whence: whenceOf(request) };
  }
}
