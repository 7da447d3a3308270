import type { ExportedNoun, Manifest } from '../manifest';
import { BytesHeld } from './bytes-held';
import { checkedRows, isOf, type ReadRow } from './check-rows';
import { checkEvent, checkRevision, type Leaves } from './check-trail';
import type { Findings } from './finding';
import { LogReading } from './log-reading';
import { ReferencesHeld } from './references-held';
import { SignaturesHeld } from './signatures-held';
import { isAudited, ToldRows } from './told-rows';

/** Read before the others: what the trail says, by which all other rows are judged. */
const FIRST = ['audit_event', 'record_revision', 'log_checkpoint'];

/** What an export says of itself, and which of its files can be read. */
interface Export {
  readonly manifest: Manifest;
  readonly readable: ReadonlySet<string>;
}

/** One reading of all rows of an export, each row once, and what is held across them. */
export class ExportReading {
  private readonly told = new ToldRows();
  private readonly leaves: Leaves = new Map();
  private readonly log: LogReading;
  private readonly references: ReferencesHeld;
  private readonly bytes: BytesHeld;
  private readonly signatures: SignaturesHeld;
  /** Rows that are the ones of which an event has the digest. */
  private proven = 0;

  constructor(
    private readonly folder: string,
    private readonly of: Export,
    private readonly findings: Findings,
  ) {
    this.log = new LogReading(findings);
    this.references = new ReferencesHeld(of.manifest);
    this.bytes = new BytesHeld(of.manifest, of.readable, findings);
    this.signatures = new SignaturesHeld(findings);
  }

  async check(): Promise<void> {
    const { manifest, readable } = this.of;
    const isHere = (noun: ExportedNoun): boolean => readable.has(noun.records);
    for (const noun of manifest.nouns.filter((one) => !isHere(one))) {
      this.findings.add('missing-file', noun.records, `the rows of ${noun.table} cannot be read`);
    }
    const place = ({ table }: ExportedNoun): number => (FIRST.includes(table) ? FIRST.indexOf(table) : FIRST.length);
    for (const noun of manifest.nouns.filter(isHere).sort((a, b) => place(a) - place(b))) await this.checkNoun(noun);
    this.references.settle(this.findings);
    this.bytes.settle();
    this.signatures.settle();
    this.log.settle();
    if (manifest.scope.of === 'record') this.checkNoneLeft();
  }

  words(): string[] {
    const { nouns, files } = this.of.manifest;
    const rows = nouns.reduce((sum, noun) => sum + noun.rows, 0);
    return [
      `${files.length} files, ${rows} rows of ${nouns.length} tables, ${this.references.count} references between them.`,
      `${this.proven} rows are the ones of which the audit trail has the digest; ${this.leaves.size} events have theirs.`,
      `${this.signatures.count} signatures are what was signed; whose keys they are is not judged here.`,
      this.log.size === 0
        ? 'There is no log of the events here.'
        : `The log has ${this.log.size} leaves and ${this.log.heads} signed heads with the root of those leaves; whose key signed is not judged here.`,
    ];
  }

  private async checkNoun(noun: ExportedNoun): Promise<void> {
    try {
      for await (const read of checkedRows(this.folder, noun, this.findings)) {
        this.references.read(noun.table, read.row, read.where);
        this.checkRow(noun, read);
      }
    } catch (error) {
      this.findings.add('altered-file', noun.records, `cannot be read: ${(error as Error).message}`);
    }
  }

  private checkRow(noun: ExportedNoun, read: ReadRow): void {
    const { table } = noun;
    if (table === 'audit_event') return checkEvent(read, this.leaves, this.told, this.findings);
    if (table === 'record_revision') {
      this.signatures.record(String(read.row.sha256));
      return checkRevision(read, this.told, this.findings);
    }
    if (table === 'signature') this.signatures.signature(read);
    if (table === 'log_checkpoint') return this.log.checkpoint(read);
    if (table === 'log_leaf') return this.log.leaf(read, this.leaves);
    if (table === 'stored_file') this.bytes.stored(read);
    if (table === 'disposal') this.bytes.gone(read);
    return this.checkDigest(noun, read);
  }

  private checkDigest({ table, columns }: ExportedNoun, read: ReadRow): void {
    const digest = this.told.take(table, String(read.row.id));
    if (digest !== null) this.signatures.record(digest);
    if (!isAudited(table)) return;
    if (digest === null) this.findings.add('untold-row', read.where, 'no event tells of this row');
    else if (isOf(digest, read, columns)) this.proven += 1;
    else this.findings.add('altered-row', read.where, `is not the row of which the trail has the digest ${digest}`);
  }

  private checkNoneLeft(): void {
    for (const { table, id } of this.told.left()) {
      this.findings.add('missing-row', table, `${id} is told by the trail and not here`);
    }
  }
}
