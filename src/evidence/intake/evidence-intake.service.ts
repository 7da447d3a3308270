import { Injectable } from '@nestjs/common';
import type { Filling } from '../../drafts/form-desk';
import { FormDrafts } from '../../drafts/form-drafts.service';
import type { Said } from '../../http/pages/forms/said';
import { rowsOf } from '../../http/pages/forms/values';
import type { Upload, UploadedFile } from '../../http/upload';
import type { Actor } from '../../kernel/actor';
import { Files } from '../files.service';
import { filesIn, ReadFiles } from './read-files';

/** Takes the files of an evidence form in: each is stored under its digest, and named in the draft of the form. */
@Injectable()
export class EvidenceIntake {
  constructor(
    private readonly drafts: FormDrafts,
    private readonly files: Files,
    private readonly readFiles: ReadFiles,
  ) {}

  /** Stores what was dropped; where no draft is kept yet, the form begins with `start`. The first file that an importer reads is the results, every other one an attachment. */
  async take<T extends object>({ actor, form, subject }: Filling<T>, start: Said, upload: Upload): Promise<void> {
    const place = { form: form.name, subject };
    const draft = await this.drafts.find(actor, place);
    let said = (draft?.content ?? start) as Said;
    for await (const file of upload.files()) said = await this.named(actor, said, file);
    await this.drafts.keep(actor, place, { content: { ...said } });
  }

  private async named(actor: Actor, said: Said, { name, content }: UploadedFile): Promise<Said> {
    const { sha256 } = await this.files.keep(actor, { name, content: content as AsyncIterable<Uint8Array> });
    const files = filesIn(said);
    if (files.some((one) => one.sha256 === sha256)) return said;
    const hasResults = files.some(({ role }) => role === 'results');
    const role = !hasResults && (await this.readFiles.isResults(sha256)) ? 'results' : 'attachment';
    const at = `files.${(rowsOf(said, 'files').at(-1) ?? -1) + 1}`;
    return { ...said, [`${at}.name`]: name, [`${at}.sha256`]: sha256, [`${at}.role`]: role };
  }
}
