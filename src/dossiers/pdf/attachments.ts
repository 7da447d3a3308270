import { createHash } from 'node:crypto';
import type { Attachment } from '../blocks';
import { isPlainName } from './attachment-name';
import type { PdfFile } from './pdf-file';
import { pdfDate, pdfName, pdfText, textBytes } from './pdf-text';

/** Embeds the files (ISO 32000-2 §7.11.4), named in the file's name tree and as associated files of the whole. */
export function embed(file: PdfFile, attachments: readonly Attachment[]): void {
  if (attachments.length === 0) return;
  const seen = new Set<string>();
  const specified = attachments.map((attachment) => {
    const name = attachment.name.normalize('NFC');
    if (!isPlainName(name)) throw new Error(`an attachment cannot be named ${name}`);
    if (seen.has(name)) throw new Error(`two attachments are named ${name}`);
    seen.add(name);
    return { name, id: embedOne(file, { ...attachment, name }) };
  });
  const byName = [...specified].sort((a, b) => Buffer.compare(textBytes(a.name), textBytes(b.name)));
  const names = byName.map(({ name, id }) => `${pdfText(name)} ${id} 0 R`);
  file.name('EmbeddedFiles', `<</Names[${names.join(' ')}]>>`);
  file.declare('AF', `[${specified.map(({ id }) => `${id} 0 R`).join(' ')}]`);
}

function embedOne(
  file: PdfFile,
  { name, mediaType, description, relationship, modifiedAt, bytes }: Attachment,
): number {
  const part = `attachment ${name}`;
  const [streamId, id] = [file.reserve(), file.reserve()];
  const sum = createHash('md5').update(bytes).digest('hex');
  const date = pdfDate(modifiedAt);
  const params = `/Params<</Size ${bytes.length}/CreationDate${date}/ModDate${date}/CheckSum<${sum}>>>`;
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const specification =
    `<</Type/Filespec/F${pdfText(name)}/UF${pdfText(name)}/EF<</F ${streamId} 0 R/UF ${streamId} 0 R>>` +
    `/AFRelationship/${relationship}/Desc${pdfText(description.normalize('NFC'))}>>`;
  file.object(id, specification, part);
  file.stream(streamId, `/Type/EmbeddedFile/Subtype${pdfName(mediaType)}${params}`, content, part);
  return id;
}
