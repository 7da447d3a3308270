import { Transform } from 'class-transformer';
import { MakeRendition } from './rendition.dto';

const blankIsNull = ({ value }: { value: unknown }): unknown => (value === '' ? null : value);

/** What the buttons say: a field that was left blank says nothing. */
export class RenditionForm extends MakeRendition {
  @Transform(blankIsNull) declare reason?: string | null;
}
