import { Injectable } from '@nestjs/common';
import { Files } from '../evidence/files.service';
import type { Upload } from '../http/upload';
import type { Actor } from '../kernel/actor';
import { SubmissionLetters } from './submission-letters.service';
import { SubmissionSettings } from './submission-settings.service';

/** Takes the letters of an authority in: the bytes under their digest, and that they belong to the submission. */
@Injectable()
export class LettersIn {
  constructor(
    private readonly files: Files,
    private readonly letters: SubmissionLetters,
    private readonly settings: SubmissionSettings,
  ) {}

  /** What stands around the form. */
  async setting(id: string) {
    const { crumbs, notice } = await this.settings.revising(id);
    return { title: 'Add a letter', crumbs, notice };
  }

  async take(actor: Actor, id: string, upload: Upload): Promise<void> {
    for await (const { name, content } of upload.files()) {
      const { sha256 } = await this.files.keep(actor, { name, content: content as AsyncIterable<Uint8Array> });
      await this.letters.add(actor, id, { sha256, name, reason: null });
    }
  }
}
