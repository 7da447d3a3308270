import { sha256, type Sha256 } from '../../kernel/digest';
import { RECORD_FILE } from '../assemble';
import type { DossierRecord, RecordedFile } from '../dossier-record';
import { checksums, manifestBytes, type AbsentFile } from './bundle-manifest';
import { evidenceFiles, evidenceFolder, insidePath } from './bundle-paths';
import { readme } from './readme';
import { verifierPage, verifierScript } from './verifier';
import type { ZipEntry } from './zip';

export type Opener = () => Promise<AsyncIterable<Uint8Array>>;

/** What a bundle is made of. Bytes that may be large are opened when their turn comes. */
export interface BundleSource {
  readonly record: DossierRecord;
  readonly pdf: { readonly size: number; readonly sha256: Sha256; readonly open: Opener };
  /** The files inside the PDF, record.json among them; evidence is taken from where it is kept instead. */
  readonly inside: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** By digest: how it is opened, or why it cannot be had. */
  readonly evidence: ReadonlyMap<Sha256, Opener | string>;
}

interface Listed extends ZipEntry {
  readonly sha256: Sha256;
}

const text = (path: string, content: string | Buffer, executable = false): Listed => {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  return { path, size: bytes.length, sha256: sha256(bytes), content: bytes, executable };
};

const isAbsent = ({ kept }: RecordedFile): boolean => kept === 'damaged' || kept === 'disposed of';

/** Why a file of the evidence is not in the bundle; undefined where it is. */
function whyAbsent(file: RecordedFile, found: Opener | string | undefined): string | undefined {
  if (isAbsent(file)) return file.disposal ?? `${file.kept} when the dossier was issued`;
  if (typeof found === 'string') return found;
  return found === undefined ? 'not kept any more' : undefined;
}

function evidenceOf({ record, evidence }: BundleSource): { readonly files: Listed[]; readonly absent: AbsentFile[] } {
  const folder = evidenceFolder(record);
  const files: Listed[] = [];
  const absent: AbsentFile[] = [];
  for (const file of evidenceFiles(record)) {
    const named = { path: `${folder}/${file.attachedAs}`, size: file.size, sha256: file.sha256 };
    const found = evidence.get(file.sha256);
    const why = whyAbsent(file, found);
    if (why === undefined) files.push({ ...named, content: found as Opener });
    else absent.push({ ...named, why });
  }
  return { files, absent };
}

const within = (folder: string, { path, ...entry }: Listed): ZipEntry => ({
  ...{ path: `${folder}/${path}`, size: entry.size, executable: entry.executable, content: entry.content },
});

/**
 * The files of a bundle in their order, small ones first, in a folder named after the dossier. Pure: for the same
 * dossier, and as long as the same evidence is kept, they are the same bytes.
 */
export function bundleEntries(source: BundleSource): ZipEntry[] {
  const { record, pdf, inside } = source;
  const { code } = record.dossier;
  const { files: evidence, absent } = evidenceOf(source);
  const attached = new Set(evidenceFiles(record).map(({ attachedAs }) => attachedAs));
  const carried = inside
    .filter(({ name }) => !attached.has(name))
    .map(({ name, bytes }) => text(insidePath(name), Buffer.from(bytes)));
  const recordSha256 = carried.find(({ path }) => path === RECORD_FILE)?.sha256;
  if (recordSha256 === undefined) throw new Error(`${code} carries no ${RECORD_FILE}`);
  const files = [
    text('README.txt', readme(record, { recordSha256, pdfSha256: pdf.sha256, absent })),
    ...[text('verifier.html', verifierPage()), text('verify.sh', verifierScript(), true)],
    ...carried,
    { path: `${code}.pdf`, size: pdf.size, sha256: pdf.sha256, content: pdf.open },
    ...evidence,
  ];
  const listed = files.map(({ path, size, sha256: digest }) => ({ path, size, sha256: digest }));
  const manifest = text('manifest.json', manifestBytes(record, recordSha256, { files: listed, absent }));
  const sums = text('SHA256SUMS', checksums([...listed, manifest]));
  const [first, ...rest] = files;
  return [first, manifest, sums, ...rest].map((file) => within(code, file));
}
