import { Injectable } from '@nestjs/common';
import type { Upload, WholeFile } from '../../http/upload';
import { wholeBody } from '../../http/whole-body';
import { sha256 } from '../../kernel/digest';
import { Refusal } from '../../kernel/refusal';
import { IssuedDigests, type KnownDossier } from './issued-digests.service';
import { MAX_PDF } from './max-pdf';
import type { Verdict } from './verdict';
import { VerifyThread } from './thread/verify-thread';

/** What was found of a file that somebody gave: a verdict, or why it is no dossier; and whether it was issued here. */
export interface Examined {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  readonly verdict: Verdict | null;
  /** Why there is no verdict. */
  readonly why: string;
  readonly known: KnownDossier | null;
  /** The dossier that carries the record inside it, where the file itself is not known. */
  readonly ofRecord: KnownDossier | null;
}

/** The first file of a form; it is read into memory, up to a bound, and nowhere else. */
async function fileIn(upload: Upload): Promise<WholeFile | null> {
  for await (const part of upload.parts()) {
    if (part.kind === 'field') continue;
    const { name, mediaType, content } = part.file;
    const bytes = await wholeBody(content, MAX_PDF);
    return name === '' && bytes.length === 0 ? null : { name, mediaType, bytes };
  }
  return null;
}

/** Looks at files for everybody. Nothing of them is kept. */
@Injectable()
export class PublicVerification {
  constructor(
    private readonly issued: IssuedDigests,
    private readonly thread: VerifyThread,
  ) {}

  /** Refuses a form without a file; whatever else comes has an answer. */
  async ofUpload(upload: Upload): Promise<Examined> {
    const file = await fileIn(upload);
    if (file === null) throw Refusal.validation([{ pointer: '/file', detail: 'Choose a PDF first' }]);
    const { name, bytes } = file;
    const about = { name, size: bytes.length, sha256: sha256(bytes) };
    try {
      const verdict = await this.thread.verify(bytes);
      const known = await this.issued.find(verdict.sha256);
      return { ...about, sha256: verdict.sha256, verdict, why: '', known, ofRecord: await this.recordIn(verdict) };
    } catch (error) {
      if (!(error instanceof Refusal) || error.type !== 'unreadable-file') throw error;
      const known = await this.issued.find(about.sha256);
      return { ...about, verdict: null, why: error.detail, known, ofRecord: null };
    }
  }

  /** The verdict on what a program sent. */
  async ofContent(content: AsyncIterable<Uint8Array>): Promise<Verdict> {
    return this.thread.verify(await wholeBody(content, MAX_PDF));
  }

  private async recordIn({ recordSha256 }: Verdict): Promise<KnownDossier | null> {
    return recordSha256 === null ? null : this.issued.find(recordSha256);
  }

  /** What is known of a digest alone; null where none is asked about. */
  async ofDigest(digest: string | undefined): Promise<{ sha256: string; known: KnownDossier | null } | null> {
    if (digest === undefined) return null;
    const asked = digest.toLowerCase();
    return { sha256: asked, known: await this.issued.find(asked) };
  }
}
