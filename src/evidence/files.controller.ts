import { Controller, Get, Header, Headers, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import { Within } from '../access/within';
import { Answers, AnswersIn } from '../http/answers';
import { Does } from '../http/does';
import { expectedDigest } from '../http/content-digest';
import { Repeatable } from '../http/repeatable';
import { DigestInPath, Incoming } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { presentCondition, presentFile } from './evidence.dto';
import { FileName } from './file-name.dto';
import { Files } from './files.service';
import { FileConditionAnswer, StoredFileAnswer } from './evidence.answer';

const REPR_DIGEST = 'repr-digest';

/** RFC 8187 §3.2.1: what `encodeURIComponent` leaves and a header may not hold. */
const encodedName = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

@ApiTags('Evidence')
@Controller('api/v1/files')
export class FilesController {
  constructor(private readonly files: Files) {}

  @Post()
  @Repeatable()
  @May('file:store')
  @Does('storeFile', 'Store a file under its digest')
  @Answers(201, 'The file under its digest; the same bytes again give the same answer', StoredFileAnswer)
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiHeader({ name: 'Repr-Digest', required: false, description: 'RFC 9530: other bytes are refused' })
  async store(
    @By() actor: Actor,
    @Query() { name }: FileName,
    @Headers(REPR_DIGEST) digest: string | undefined,
    @Incoming() content: AsyncIterable<Uint8Array>,
  ) {
    return presentFile(await this.files.keep(actor, { name, content, expected: expectedDigest(digest) }));
  }

  @Get(':sha256')
  @May('record:read')
  @Within('stored_file', 'sha256')
  @Does('readFile', 'Read the bytes of a file')
  @AnswersIn(200, 'The bytes, hashed again while they are read', 'application/octet-stream')
  @Header('accept-ranges', 'none')
  async read(@DigestInPath() sha256: string) {
    const { file, stream } = await this.files.open(sha256);
    return new StreamableFile(stream, {
      type: 'application/octet-stream',
      disposition: `attachment; filename*=UTF-8''${encodedName(file.name)}`,
      length: Number(file.size),
    });
  }

  @Get(':sha256/condition')
  @May('record:read')
  @Within('stored_file', 'sha256')
  @Does('getFileCondition', 'Read what is known of the bytes of a file')
  @Answers(200, 'The file, when its bytes were last read again, and whether it is kept from use', FileConditionAnswer)
  async condition(@DigestInPath() sha256: string) {
    return presentCondition(await this.files.condition(sha256));
  }
}
