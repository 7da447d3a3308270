import { createHash } from 'node:crypto';
import { sha256, type Sha256 } from '../../kernel/digest';
import { Refusal } from '../../kernel/refusal';
import { BUNDLE_SCHEMA, type BundleManifest } from '../bundle/bundle-manifest';
import { contentOf, filesInZip, type RandomBytes, UnreadableZip, type ZippedFile } from '../bundle/read-zip';
import { MAX_PDF } from './max-pdf';
import { type Check, type Verdict, verdictOf } from './verdict';
import { verifyDossier, type VerifyWishes } from './verify-dossier';

const MANIFEST = 'manifest.json';
const MOST_MANIFEST = 64 * 1024 * 1024;
/** These list the manifest, or come from whoever unpacked and packed again. */
const UNLISTED = /^(manifest\.json|SHA256SUMS|(.*\/)?\.[^/]+)$/;

/** What is in a bundle, by its path without the folder that everything is in. */
class Opened {
  private constructor(
    private readonly bytes: RandomBytes,
    readonly files: ReadonlyMap<string, ZippedFile>,
  ) {}

  static async of(bytes: RandomBytes): Promise<Opened> {
    const files = await filesInZip(bytes);
    const [top] = files[0]?.path.split('/') ?? [];
    const inFolder = files.every(({ path }) => path.startsWith(`${top}/`));
    return new Opened(bytes, new Map(files.map((one) => [inFolder ? one.path.slice(top.length + 1) : one.path, one])));
  }

  async digest(file: ZippedFile): Promise<Sha256> {
    const hash = createHash('sha256');
    for await (const piece of contentOf(this.bytes, file)) hash.update(piece);
    return hash.digest('hex');
  }

  /** All bytes of a file; refuses one with more than so many. */
  async whole(path: string, most: number): Promise<Buffer> {
    const file = this.files.get(path);
    if (file === undefined) throw new UnreadableZip(`${path} is not in it`);
    if (file.size > most) throw new UnreadableZip(`${path} has ${file.size} bytes, more than are looked at`);
    const pieces: Buffer[] = [];
    for await (const piece of contentOf(this.bytes, file)) pieces.push(piece);
    return Buffer.concat(pieces);
  }
}

function manifestIn(bytes: Buffer): BundleManifest {
  const value = JSON.parse(bytes.toString('utf8')) as BundleManifest;
  if (value.schema !== BUNDLE_SCHEMA || !Array.isArray(value.files)) throw new UnreadableZip('its manifest is none');
  return value;
}

/** Every file has the digest of the manifest, none is missing, none was added. */
async function faultsOfFiles(opened: Opened, { files }: BundleManifest): Promise<string[]> {
  const faults: string[] = [];
  for (const { path, size, sha256: digest } of files) {
    const found = opened.files.get(path);
    if (found === undefined) faults.push(`${path} is missing`);
    else if (found.size !== size || (await digestOr(opened, found)) !== digest)
      faults.push(`${path} has another digest than the manifest says`);
  }
  const named = new Set(files.map(({ path }) => path));
  const strange = [...opened.files.keys()].filter((path) => !named.has(path) && !UNLISTED.test(path));
  return [...faults, ...strange.map((path) => `${path} is not named by the manifest`)];
}

const digestOr = (opened: Opened, file: ZippedFile): Promise<Sha256 | null> =>
  opened.digest(file).catch((error: unknown) => {
    if (error instanceof UnreadableZip) return null;
    throw error;
  });

interface Told {
  readonly evidence?: readonly { readonly files?: readonly { attachedAs: string; sha256: string }[] }[];
}

/** The files of the evidence, also those too large to be inside the PDF, are those that the record names. */
function faultsOfEvidence({ files }: BundleManifest, record: Buffer): string[] {
  const { evidence = [] } = JSON.parse(record.toString('utf8')) as Told;
  const named = new Map(evidence.flatMap((one) => one.files ?? []).map((one) => [one.attachedAs, one.sha256]));
  return files.flatMap(({ path, sha256: digest }) => {
    const [, name] = /^(?:\d+-)?evidence\/(.+)$/.exec(path) ?? [];
    if (name === undefined || named.get(name) === digest) return [];
    return [`${path} is not the file that the record names`];
  });
}

async function bundleCheck(opened: Opened, manifest: BundleManifest, verdict: Verdict): Promise<Check> {
  const record = await opened.whole('record.json', MOST_MANIFEST);
  const faults = await faultsOfFiles(opened, manifest);
  const isOther = sha256(record) !== verdict.recordSha256;
  if (isOther) faults.push('record.json is another than the PDF carries');
  if (manifest.dossier.recordSha256 !== verdict.recordSha256) faults.push('the manifest is of another record');
  faults.push(...faultsOfEvidence(manifest, record));
  const absent = manifest.absent.map(({ path, why }) => `; ${path} is not in it: ${why}`).join('');
  if (faults.length > 0) return { check: 'bundle', holds: false, detail: [...new Set(faults)].slice(0, 20).join('; ') };
  const detail = `${manifest.files.length} files of the bundle have the digests of its manifest${absent}`;
  return { check: 'bundle', holds: true, detail };
}

/**
 * Verifies a bundle: the PDF in it, and that every file is the one that manifest and record name. Files of any size are
 * hashed as they pass. Refuses as `unreadable-file` what is no bundle.
 */
export async function verifyBundle(bytes: RandomBytes, wishes: VerifyWishes = {}): Promise<Verdict> {
  try {
    const opened = await Opened.of(bytes);
    const manifest = manifestIn(await opened.whole(MANIFEST, MOST_MANIFEST));
    const verdict = await verifyDossier(await opened.whole(manifest.dossier.pdf, MAX_PDF), wishes);
    const checks = [await bundleCheck(opened, manifest, verdict), ...verdict.checks];
    return { ...verdict, ...verdictOf(checks, verdict.verdict === 'untrusted'), checks };
  } catch (error) {
    if (!(error instanceof UnreadableZip || error instanceof SyntaxError || error instanceof TypeError)) throw error;
    const why = error instanceof UnreadableZip ? error.message : 'a file in it cannot be read';
    throw new Refusal('unreadable-file', `This is not a bundle that can be looked at: ${why}`);
  }
}
