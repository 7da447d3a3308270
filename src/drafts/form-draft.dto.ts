import { ApiProperty } from '@nestjs/swagger';
import { IsObject, Matches } from 'class-validator';
import type { Json } from '../kernel/digest';
import type { FormDraft } from './form-draft.entity';

const NAME = /^[a-z][a-z0-9-]{0,59}$/;
const SUBJECT = /^(new|[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})$/;

/** Which form, and what it is filled for. */
export class DraftPlace {
  @ApiProperty({ type: String, pattern: NAME.source })
  @Matches(NAME, { message: 'must be the name of a form, such as intended-use' })
  form: string;

  @ApiProperty({ type: String, pattern: SUBJECT.source })
  @Matches(SUBJECT, { message: 'must be an id of this service, or “new”' })
  subject: string;
}

/** The fields as they stand, however far they are filled. */
export class KeepDraft {
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'At most 64 KiB as JSON' })
  @IsObject({ message: 'must be a JSON object' })
  content: Record<string, Json>;
}

export const presentDraft = ({ form, subject, content, savedAt, expiresAt }: FormDraft) => ({
  ...{ form, subject, content, savedAt, expiresAt },
});
