import { isDeepStrictEqual } from 'node:util';
import { digestOf, type Json, type Sha256 } from '../kernel/digest';
import type { DossierRecord } from './dossier-record';
import type { RecordedSigning, SignedRow } from './signature-record';

type Form = Readonly<Record<string, unknown>>;
type Signing = Pick<RecordedSigning, 'of' | 'process'>;

/** What has the same name and is something else: what changes by signing itself, and of a revision its own id. */
const MOVES: Readonly<Record<string, readonly string[]>> = {
  'version-approval': ['state', 'stateSince'],
  claim: ['id'],
};

/** The part of a dossier's record that prints what was signed; null where there is none. */
export function formOf(record: DossierRecord, { of, process }: Signing): Form | null {
  const { functions, claims, evidence, version } = record;
  const all: Readonly<Record<string, readonly ({ readonly code: string } | null)[]>> = {
    'intended-use': functions.map(({ intendedUse }) => intendedUse),
    classification: functions.flatMap(({ classifications }) => classifications),
    claim: claims,
    'evidence-review': evidence,
  };
  if (process === 'version-approval') return version;
  return all[process]?.find((one) => one?.code === of) ?? null;
}

const moves = (process: string, name: string): boolean => MOVES[process]?.includes(name) ?? false;

/** A row as what a dossier prints of it under the same names, and the rest. */
export function partsOf(row: Readonly<Record<string, Json>>, form: Form, { process }: Signing): SignedRow {
  const isSame = (name: string): boolean =>
    Object.hasOwn(form, name) && !moves(process, name) && isDeepStrictEqual(form[name], row[name]);
  const names = Object.keys(row);
  return {
    same: names.filter(isSame).sort(),
    rest: Object.fromEntries(names.filter((name) => !isSame(name)).map((name) => [name, row[name]])),
  };
}

/** The digest of the row that the parts make together with what is printed; whoever changed what is printed gets another. */
export const digestOfRow = ({ same, rest }: SignedRow, form: Form): Sha256 =>
  digestOf({ ...rest, ...Object.fromEntries(same.map((name) => [name, form[name]])) });

/** What a dossier prints otherwise than it was signed: nothing that has a name there may come from the rest. */
export const otherwise = ({ rest }: SignedRow, form: Form, { process }: Signing): string[] =>
  Object.keys(rest).filter((name) => Object.hasOwn(form, name) && !moves(process, name));
