import type { DossierRecord } from './dossier-record';
import type { RecordedLog } from './log-record';

const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

const names = (all: readonly string[]): string => all.join(', ');

/** Who outside has seen the log as the checkpoint has it; that nobody has is said as plainly. */
export function witnessWords({ asked, witnesses }: RecordedLog): string {
  if (witnesses.length > 0) return `witnessed: cosigned by ${names(witnesses.map(({ name }) => name))}`;
  return asked.length === 0
    ? 'not witnessed: no witness is configured, so nobody outside would notice if the whole log were made anew'
    : `not witnessed: ${names(asked)} had not cosigned it when this file was issued`;
}

/** How many of the events are in the log; those that are not are named as missing. */
export function coverageWords({ events }: DossierRecord, { proofs, size }: RecordedLog): string {
  const late = events.length - proofs.length;
  const log = `the log of ${grouped(size)} entries`;
  if (late === 0) return `all ${grouped(events.length)} events behind it are in ${log}`;
  const them = late === 1 ? '1 event was' : `${grouped(late)} events were`;
  return `${grouped(proofs.length)} of ${grouped(events.length)} events behind it are in ${log}; ${them} not yet in the log`;
}

/** Why a file carries no proof. */
export const unprovedWords = ({ dossier }: DossierRecord): string =>
  dossier.draft
    ? 'a preview carries no proof of the log'
    : 'not in the log: nothing fed the log when this file was issued, so no event behind it is proved';

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** How far the log proves a file, in one or two sentences without a full stop at the end. */
export const logWords = (record: DossierRecord): string =>
  record.log === null
    ? sentence(unprovedWords(record))
    : `${sentence(coverageWords(record, record.log))}. ${sentence(witnessWords(record.log))}`;
