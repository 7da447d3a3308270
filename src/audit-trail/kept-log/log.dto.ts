import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsUUID } from 'class-validator';
import type { ConsistencyProof, InclusionProof } from './log-proofs';
import type { LogBytes } from './log-reader';
import type { KeptCheckpoint } from './log-reader';
import type { LogState } from './log-standing';
import type { StampStanding, Witnessing } from '../witnessing';
import type { LogWitnesses } from './log-witnesses';
import { base64Of } from '../log/base64';
import { decimalIn } from '../log/tree-size';

/** A number of entries in its one decimal spelling; how large it may be depends on the log. */
const Entries = (description: string, required = false): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: 'integer', minimum: 0, required, description }),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? (decimalIn(value) ?? value) : value)),
    IsInt({ message: 'must be a whole number in decimal' }),
  );
const MayEntries = (description: string): PropertyDecorator => applyDecorators(Entries(description), IsOptional());

/** Which entry, and in which log. */
export class InclusionQuery {
  @ApiProperty({ type: String, format: 'uuid', required: false, description: 'The audit event; or say `index`' })
  @IsOptional()
  @IsUUID('7', { message: 'must be an id of this service' })
  eventId?: string;

  @MayEntries('The entry, counted from 0; or say `eventId`') index?: number;
  @MayEntries('Entries of the log that it is proved to be in; those of the last checkpoint when absent') size?: number;
}

/** Which two states of the log. */
export class ConsistencyQuery {
  @Entries('Entries of the earlier log', true) from: number;
  @MayEntries('Entries of the later log; those of the last checkpoint when absent') to?: number;
}

const presentCheckpoint = ({ size, signedAt, note }: KeptCheckpoint) => ({ size, signedAt, note });

export const presentInclusion = ({ index, size, leaf, root, proof, checkpoint }: InclusionProof) => ({
  ...{ index, size, leaf: base64Of(leaf), root: base64Of(root), proof: proof.map(base64Of) },
  checkpoint: presentCheckpoint(checkpoint),
});

export const presentConsistency = ({ from, to, proof }: ConsistencyProof) => ({
  ...{ from: from.size, to: to.size, fromRoot: base64Of(from.root), toRoot: base64Of(to.root) },
  proof: proof.map(base64Of),
});

/** Who is configured to vouch for the log, and how far they do. */
type Vouching = Omit<Witnessing, 'witnesses'> & Pick<LogWitnesses, 'names'> & { readonly stamping: StampStanding };

export const presentLog = (state: LogState, last: KeptCheckpoint | null, by: Vouching) => ({
  ...{ origin: state.origin, vkey: state.vkey, size: state.size, root: base64Of(state.root) },
  checkpoint: last === null ? null : presentCheckpoint(last),
  ...{ pending: state.pending, oldestPendingMs: state.oldestPendingMs },
  ...{ standing: state.standing, detail: state.detail, fedHere: state.isFedHere },
  ...{ witnesses: by.names, witnessedSize: by.size, witnessedAt: by.at, witnessing: by.words },
  ...{ stampedSize: by.stamping.size, stampedAt: by.stamping.at, stamping: by.stamping.words },
});

const YEAR_SECONDS = 31_536_000;

/** Full tiles never change; they are of the record, so only the one who asked may keep them. */
export const keepingOf = ({ isFull }: LogBytes): string =>
  isFull ? `private, max-age=${YEAR_SECONDS}, immutable` : 'no-store';
