import type { RecordedSeal } from './recorded-seal';
import type { SealReport } from './seal-report';

/** Whether the seal is the one that the record inside announces. `holds` is null where the record says nothing of seals. */
export interface AnnouncedSeal {
  readonly holds: boolean | null;
  readonly detail: string;
}

/** A seal that was taken off, or put there by somebody else, is found by this: the record, which makes the pages, names its own. */
export function sealAgainstRecord(
  { state, signer, time }: Pick<SealReport, 'state' | 'signer' | 'time'>,
  recorded: RecordedSeal | null | undefined,
): AnnouncedSeal {
  if (recorded === undefined) return { holds: null, detail: 'It was made before dossiers were sealed' };
  if (recorded === null) {
    return state === 'none'
      ? { holds: true, detail: 'It is a preview, and previews are not sealed' }
      : { holds: false, detail: 'It bears a seal though the record inside says that it has none' };
  }
  if (state === 'none') return { holds: false, detail: 'The seal that the record inside names was taken off' };
  if (signer?.certificateSha256 !== recorded.certificateSha256) {
    return {
      holds: false,
      detail: `It was sealed by another certificate than that of ${recorded.subject}, which the record inside names`,
    };
  }
  const asked = recorded.timestampAuthority;
  if (asked !== null && time === null) {
    return {
      holds: true,
      detail: `The record inside names this certificate; ${asked}, who was asked for a time stamp, gave none`,
    };
  }
  return { holds: true, detail: 'The record inside names this certificate' };
}
