import { Noun, Says } from '../http/says';

@Noun('FormDraft', 'A half-filled form, private to whoever fills it')
export class FormDraftAnswer {
  @Says.text() form: string;
  @Says.text() subject: string;
  @Says.freeObject('As the form kept it; each form has fields of its own') content: object;
  @Says.instant() savedAt: Date;
  @Says.instant() expiresAt: Date;
}
