import { Choice, IdOf, MayChoice, MayIdOf, MayTimeZone, MayWords } from '../../http/fields';
import type { Said } from '../../http/pages/forms/said';
import { validationPipe } from '../../http/validation.pipe';
import { Refusal } from '../../kernel/refusal';
import { MEANINGS, type Meaning, PROCESSES, type Process } from '../../signatures/process/steps.rules';
import { Sign } from '../../signatures/signature.dto';
import { SIGNED_TYPES, type SignedType } from '../../signatures/signature.entity';

/** What a button to sign says: which record. How it is meant is found out, unless it is said. */
export class BeginSigning {
  @Choice(SIGNED_TYPES) table: SignedType;
  @IdOf('Of the record') id: string;
  @MayChoice(PROCESSES) process?: Process | null;
  @MayChoice(MEANINGS) meaning?: Meaning | null;
  @MayWords(2000) comment?: string | null;
  @MayWords(2000) dissent?: string | null;
  @MayIdOf('For whom') onBehalfOf?: string | null;
  @MayTimeZone() timeZone?: string | null;
}

const said = <T extends object>(type: new () => T, fields: Said): Promise<T> => {
  const given = Object.fromEntries(Object.entries(fields).filter(([, text]) => text.trim() !== ''));
  return validationPipe.transform(given, { type: 'body', metatype: type }) as Promise<T>;
};

export const beginningOf = (fields: Said): Promise<BeginSigning> => said(BeginSigning, fields);

/** What somebody signs with, as a form says it. Refuses, as `validation`, a password that was not typed. */
export async function proofOf({ method = 'password', ...fields }: Said): Promise<Sign> {
  if (method === 'password' && (fields.password ?? '') === '') {
    throw Refusal.validation([{ pointer: '/password', detail: 'is not filled in yet' }]);
  }
  return said(Sign, { ...fields, method });
}
