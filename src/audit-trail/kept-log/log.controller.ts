import { Controller, Get, Header, Inject, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { May } from '../../access/may';
import { TellsOfNone, Within } from '../../access/within';
import { Answers, AnswersIn } from '../../http/answers';
import { Does } from '../../http/does';
import { Id, RestOfPath } from '../../http/parameters';
import { ConsistencyProofAnswer, InclusionProofAnswer, LogAnswer } from './log.answer';
import {
  ConsistencyQuery,
  InclusionQuery,
  keepingOf,
  presentConsistency,
  presentInclusion,
  presentLog,
} from './log.dto';
import { LogProofs } from './log-proofs';
import { LogReader } from './log-reader';
import { LogStanding } from './log-standing';
import { LOG_WITNESSES, type LogWitnesses } from './log-witnesses';

const NOTE = 'text/plain';
const TEXT = 'text/plain; charset=utf-8';
const BYTES = 'application/octet-stream';

@ApiTags('Log')
@Controller('api/v1')
export class LogController {
  constructor(
    private readonly log: LogReader,
    private readonly proofs: LogProofs,
    private readonly standing: LogStanding,
    @Inject(LOG_WITNESSES) private readonly witnesses: LogWitnesses,
  ) {}

  @Get('log')
  @May('audit-trail:read')
  @TellsOfNone()
  @Does('getLog', 'Read how the log stands')
  @Answers(200, 'The log, its key, its last checkpoint, and what waits to enter it', LogAnswer)
  async state() {
    const { names, isStamped } = this.witnesses;
    const [witnessing, stamping] = [await this.log.witnessing(names.length), await this.log.stamping(isStamped)];
    return presentLog(await this.standing.now(), await this.log.lastCheckpoint(), { ...witnessing, names, stamping });
  }

  @Get('log/checkpoint')
  @May('audit-trail:read')
  @TellsOfNone()
  @Does('getLogCheckpoint', 'Read the last checkpoint')
  @Header('content-type', TEXT)
  @AnswersIn(200, 'A C2SP signed note', NOTE)
  async checkpoint() {
    return (await this.log.checkpoint()).note;
  }

  @Get('log/tile/*')
  @May('audit-trail:read')
  @Does('getLogTile', 'Read a tile, or the entries under one', 'In the layout of C2SP tlog-tiles')
  @ApiParam({ name: 'path', description: '`<L>/<N>[.p/<W>]` or `entries/<N>[.p/<W>]`, N as x001/x234/067' })
  @AnswersIn(200, 'Hashes of 32 bytes one after another, or entries each behind its length in two bytes', BYTES)
  async tile(@RestOfPath() path: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const found = await this.log.at(`tile/${path}`);
    reply.header('cache-control', keepingOf(found));
    return new StreamableFile(found.bytes, { type: BYTES, length: found.bytes.length });
  }

  @Get('log/proofs/inclusion')
  @May('audit-trail:read')
  @Does('proveInclusion', 'Prove that an entry is in the log')
  @Answers(200, 'The hashes beside the way from the entry to the root', InclusionProofAnswer)
  async inclusion(@Query() query: InclusionQuery) {
    return presentInclusion(await this.proofs.inclusion(query));
  }

  @Get('log/proofs/consistency')
  @May('audit-trail:read')
  @TellsOfNone()
  @Does('proveConsistency', 'Prove that the log only grew')
  @Answers(200, 'The hashes that tie the earlier log into the later one', ConsistencyProofAnswer)
  async consistency(@Query() { from, to }: ConsistencyQuery) {
    return presentConsistency(await this.proofs.consistency(from, to));
  }

  @Get('audit-events/:id/proof')
  @May('audit-trail:read')
  @Within('audit_event')
  @Does('getAuditEventProof', 'Read the proof that an event was logged, as a file')
  @Header('content-type', TEXT)
  @AnswersIn(200, 'A C2SP tlog-proof, which is verified offline', NOTE)
  file(@Id() id: string) {
    return this.proofs.file(id);
  }
}
