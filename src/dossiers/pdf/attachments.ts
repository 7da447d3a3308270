import { createHash } from 'node:crypto';
import type { Attachment } from '../blocks';
import { isPlainName } from './attachment-name';
import { deflated, inPieces } from './deflated';
import type { PdfFile } from './pdf-file';
import { pdfDate, pdfName, pdfText, textBytes } from './pdf-text';

/** Waits until there is room for more. */
type Drained = () => Promise<unknown> | undefined;

/**
 * Embeds the files (ISO 32000-2 §7.11.4), named in the file's name tree and as associated files of the whole. No file is
 * held in memory: its length, size and check sum stand after it. Throws where a file is not as long, or has not the
 * digest, that was promised.
 */
export async function embed(file: PdfFile, attachments: readonly Attachment[], drained: Drained): Promise<void> {
  if (attachments.length === 0) return;
  const named = withPlainNames(attachments);
  const specified: { readonly name: string; readonly id: number }[] = [];
  for (const one of named) specified.push({ name: one.name, id: await embedOne(file, one, drained) });
  const byName = [...specified].sort((a, b) => Buffer.compare(textBytes(a.name), textBytes(b.name)));
  const names = byName.map(({ name, id }) => `${pdfText(name)} ${id} 0 R`);
  file.name('EmbeddedFiles', `<</Names[${names.join(' ')}]>>`);
  file.declare('AF', `[${specified.map(({ id }) => `${id} 0 R`).join(' ')}]`);
}

function withPlainNames(attachments: readonly Attachment[]): Attachment[] {
  const seen = new Set<string>();
  return attachments.map((attachment) => {
    const name = attachment.name.normalize('NFC');
    if (!isPlainName(name)) throw new Error(`an attachment cannot be named ${name}`);
    if (seen.has(name)) throw new Error(`two attachments are named ${name}`);
    seen.add(name);
    return { ...attachment, name };
  });
}

async function embedOne(file: PdfFile, attachment: Attachment, drained: Drained): Promise<number> {
  const { name, mediaType, modifiedAt } = attachment;
  const part = `attachment ${name}`;
  const [id, streamId, params, length] = [file.reserve(), file.reserve(), file.reserve(), file.reserve()];
  file.plain(id, specification(attachment, streamId), part);
  const type = `/Type/EmbeddedFile/Subtype${pdfName(mediaType)}/Params ${params} 0 R`;
  const write = file.opened(streamId, `${type}${file.filter}/Length ${length} 0 R`, part);
  const measured = new Measured(attachment);
  let packed = 0;
  for await (const piece of file.filter === '' ? measured.pieces() : deflated(measured.pieces())) {
    write(piece);
    packed += piece.length;
    await drained();
  }
  write();
  const date = pdfDate(modifiedAt);
  const sums = `/Size ${measured.size}/CheckSum<${measured.end()}>`;
  file.plain(length, String(packed), part);
  file.plain(params, `<<${sums}/CreationDate${date}/ModDate${date}>>`, part);
  return id;
}

const specification = ({ name, relationship, description }: Attachment, streamId: number): string =>
  `<</Type/Filespec/F${pdfText(name)}/UF${pdfText(name)}/EF<</F ${streamId} 0 R/UF ${streamId} 0 R>>` +
  `/AFRelationship/${relationship}/Desc${pdfText(description.normalize('NFC'))}>>`;

/** A file's bytes as they pass: how many they are, their check sum, and whether they are those that were promised. */
class Measured {
  size = 0;
  private readonly md5 = createHash('md5');
  private readonly sha256 = createHash('sha256');

  constructor(private readonly attachment: Attachment) {}

  async *pieces(): AsyncGenerator<Buffer> {
    const { bytes } = this.attachment;
    for await (const piece of inPieces(bytes instanceof Uint8Array ? [bytes] : bytes.open())) {
      this.size += piece.length;
      this.md5.update(piece);
      if (!(bytes instanceof Uint8Array)) this.sha256.update(piece);
      yield piece;
    }
  }

  /** The check sum in hexadecimal digits. */
  end(): string {
    const { bytes, name } = this.attachment;
    const promised = bytes instanceof Uint8Array ? null : bytes;
    const kept = promised === null || (promised.size === this.size && promised.sha256 === this.sha256.digest('hex'));
    if (!kept) throw new Error(`the bytes of ${name} are not those that were promised`);
    return this.md5.digest('hex');
  }
}
