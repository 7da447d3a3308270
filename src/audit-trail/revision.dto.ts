import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, Min } from 'class-validator';
import { IdOf, Words } from '../http/fields';
import type { RecordRevision } from './record-revision.entity';

const RevisionNumber = (): PropertyDecorator => (target, name) => {
  ApiProperty({ type: 'integer', minimum: 1 })(target, name);
  Type(() => Number)(target, String(name));
  IsInt({ message: 'must be the number of a revision' })(target, String(name));
  Min(1, { message: 'must be the number of a revision' })(target, String(name));
};

/** Two revisions of one edited record. */
export class RevisionPair {
  @RevisionNumber() from: number;
  @RevisionNumber() to: number;
}

/** Two records of a kind that is written once and superseded, such as two revisions of an intended use. */
export class RecordPair {
  @Words(1, 60) type: string;
  @IdOf('The earlier record') from: string;
  @IdOf('The later record') to: string;
}

export const presentRevision = ({ number, at, eventId, sha256, snapshot }: RecordRevision) => ({
  ...{ number, at, sha256, snapshot },
  event: `/api/v1/audit-events/${eventId}`,
});
