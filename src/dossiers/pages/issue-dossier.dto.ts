import { Transform } from 'class-transformer';
import { RequestDossier } from '../dossier.dto';

/** What the form of an issue says: a field that was left blank says nothing. */
export class IssueDossierForm extends RequestDossier {
  @Transform(({ value }: { value: unknown }) => (value === '' ? null : value))
  declare reason?: string | null;
}
