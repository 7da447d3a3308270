import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThanOrEqual, MoreThan, Repository } from 'typeorm';
import { UnitOfWork } from '../audit-trail/unit-of-work';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { sha256 } from '../kernel/digest';
import { newId } from '../kernel/ids';
import { Refusal } from '../kernel/refusal';
import { KIND_NAMES, type KindName } from './kinds/kind';
import type { Plan, PlannedLine } from './plan';
import { CSV, type SentFile, XLSX } from './read-sheet';
import { type ApplySpreadsheet, presentPlan } from './spreadsheet.dto';
import { SpreadsheetDraft } from './spreadsheet-draft.entity';
import { Spreadsheets, type Written } from './spreadsheets.service';

const KEPT_FOR = 24 * 60 * 60 * 1000;
/** Of one person; the oldest goes for a newer one. */
const MOST = 5;
const ZIP_MARK = Buffer.from('504b0304', 'hex');

/** A file as a browser sends it. */
export interface TriedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What it is, by its bytes: browsers call a CSV many things. */
const sentOf = (bytes: Buffer): SentFile => ({
  bytes,
  mediaType: bytes.subarray(0, 4).equals(ZIP_MARK) ? XLSX : CSV,
});

const NAMED_BY = ['name', 'label', 'statement', 'organization'];
/** What a row is called, as far as it says so. */
const titleOf = ({ draft: { input } }: PlannedLine): string => {
  const said = NAMED_BY.map((name) => input[name]).find((value) => typeof value === 'string' && value !== '');
  return typeof said === 'string' ? said.slice(0, 300) : '';
};

const kindOf = (said: string | undefined): KindName => {
  const kind = KIND_NAMES.find((one) => one === said);
  if (kind !== undefined) return kind;
  throw Refusal.validation([{ pointer: '/kind', detail: `must be one of ${KIND_NAMES.join(', ')}` }]);
};

/** Spreadsheets between their dry run and their writing, so that what is written is what was shown, bit by bit. */
@Injectable()
export class SpreadsheetDrafts {
  constructor(
    @InjectRepository(SpreadsheetDraft) private readonly drafts: Repository<SpreadsheetDraft>,
    private readonly spreadsheets: Spreadsheets,
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Tries a file out and keeps it for a day; whatever has expired goes. */
  async keep(actor: Actor, said: string | undefined, file: TriedFile | undefined): Promise<SpreadsheetDraft> {
    const kind = kindOf(said);
    if (file === undefined) throw Refusal.validation([{ pointer: '/file', detail: 'is not chosen' }]);
    const sent = sentOf(file.bytes);
    const plan = await this.spreadsheets.plan(kind, sent);
    return this.save(actor, { kind, name: file.name.slice(0, 255), ...sent }, plan);
  }

  /** Tries it out again, on the record as it is now. */
  async again(actor: Actor, id: string): Promise<SpreadsheetDraft> {
    const { kind, name, bytes, mediaType } = await this.get(actor, id);
    return this.save(actor, { kind, name, bytes, mediaType }, await this.spreadsheets.plan(kind, { bytes, mediaType }));
  }

  /** What its own actor tried; another one's does not exist for them. */
  async get({ id: actorId }: Actor, id: string): Promise<SpreadsheetDraft> {
    const draft = await this.drafts.findOneBy({ id, actorId, expiresAt: MoreThan(this.clock.now()) });
    if (draft === null) throw Refusal.notFound('The dry run is over, or is somebody else’s: what the address names');
    return draft;
  }

  /** Writes the very bytes that were shown, as one act each row and one transaction, and lets the file go. */
  async write(actor: Actor, kind: KindName, id: string, agreed: ApplySpreadsheet): Promise<WrittenSpreadsheet> {
    const { bytes, mediaType, name, sha256: shown, kind: tried } = await this.get(actor, id);
    if (tried !== kind || sha256(bytes) !== shown) throw Refusal.notFound('What the address names');
    const { plan, written } = await this.spreadsheets.apply(actor, kind, { bytes, mediaType }, agreed);
    await this.unitOfWork.write((manager) => manager.delete(SpreadsheetDraft, { id }));
    return { kind, name, fileSha256: plan.fileSha256, written };
  }

  private async save(
    { id: actorId }: Actor,
    { bytes, ...file }: Pick<SpreadsheetDraft, 'kind' | 'name' | 'bytes' | 'mediaType'>,
    plan: Plan,
  ): Promise<SpreadsheetDraft> {
    const savedAt = this.clock.now();
    await this.drafts.delete({ expiresAt: LessThanOrEqual(savedAt) });
    const others = { where: { actorId }, order: { savedAt: 'DESC' as const }, select: { id: true, sha256: true } };
    const old = (await this.drafts.find(others)).filter(({ sha256: one }) => one !== plan.fileSha256).slice(MOST - 1);
    if (old.length > 0) await this.drafts.delete(old.map(({ id }) => id));
    const kept = {
      savedAt,
      expiresAt: new Date(savedAt.getTime() + KEPT_FOR),
      plan: { ...presentPlan(plan), titles: plan.lines.map(titleOf) },
    };
    const known = { actorId, kind: file.kind, sha256: plan.fileSha256 };
    const before = await this.drafts.findOne({ where: known, select: { id: true } });
    const row = { id: before?.id ?? newId(), ...known, ...file, bytes, ...kept };
    await this.drafts.upsert(row, ['actorId', 'kind', 'sha256']);
    return row;
  }
}

/** What was written of which file. */
export interface WrittenSpreadsheet {
  readonly kind: KindName;
  readonly name: string;
  readonly fileSha256: string;
  readonly written: readonly Written[];
}
