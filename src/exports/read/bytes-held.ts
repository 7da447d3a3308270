import type { ExportedFile } from '../hashed-file';
import type { Manifest } from '../manifest';
import type { ReadRow } from './check-rows';
import type { Findings } from './finding';

const CONTENT = /^files\/sha256\/([0-9a-f]{2})\/([0-9a-f]{64})$/;

/** Holds that the bytes of every stored file are here, or that a disposal says that they are gone. */
export class BytesHeld {
  private readonly here = new Map<string, ExportedFile>();
  private readonly named = new Set<string>();
  private readonly disposed = new Set<string>();
  private readonly missing: ReadRow[] = [];
  private readonly faults: ReadonlySet<string>;

  constructor(
    { files, faults }: Manifest,
    readable: ReadonlySet<string>,
    private readonly findings: Findings,
  ) {
    this.faults = new Set(faults.map(({ sha256 }) => sha256));
    for (const file of files.filter(({ path }) => readable.has(path))) {
      const [, , digest] = CONTENT.exec(file.path) ?? [];
      if (digest === undefined && !file.path.startsWith('dossiers/')) continue;
      this.here.set(file.sha256, file);
      if (digest !== undefined && digest !== file.sha256) {
        findings.add('altered-file', file.path, 'is named by another digest than it has');
      }
    }
  }

  /** A disposal. */
  gone({ row }: ReadRow): void {
    this.disposed.add(String(row.sha256));
  }

  /** A stored file. */
  stored(read: ReadRow): void {
    const { sha256, size } = read.row as { sha256: string; size: string };
    this.named.add(sha256);
    const file = this.here.get(sha256);
    if (file === undefined) this.missing.push(read);
    else if (String(file.size) !== size) this.findings.add('altered-file', file.path, `the record says ${size} bytes`);
  }

  /** Once all rows were read. */
  settle(): void {
    for (const { row, where } of this.missing) {
      const digest = String(row.sha256);
      if (this.disposed.has(digest) || this.faults.has(digest)) continue;
      this.findings.add('missing-bytes', where, `the bytes of ${digest} are not here, and nothing says why`);
    }
    for (const [digest, { path }] of this.here) {
      if (!this.named.has(digest)) this.findings.add('extra-file', path, 'is no stored file of the record here');
    }
  }
}
