import { Noun, Says } from '../../http/says';

@Noun('AuditorGrant', 'That an auditor reads what is listed, from when to when, and each thing that he reads is told')
export class AuditorGrantAnswer {
  @Says.id() id: string;
  @Says.id() personId: string;
  @Says.instant() from: Date;
  /** At this instant it is over. */
  @Says.instant() until: Date;
  @Says.text('Which audit or inspection it is for') purpose: string;
  @Says.ids('All that belongs to these models') modelIds: readonly string[];
  @Says.ids('Of these dossiers what is known of them, and their PDF') dossierIds: readonly string[];
  @Says.text('The id of who gave it') givenBy: string;
  @Says.instant() givenAt: Date;
  @Says.mayInstant() endedAt: Date | null;
  @Says.mayText('The id of who ended it') endedBy: string | null;
  @Says.mayText() endReason: string | null;
  @Says.count(1) revision: number;
  @Says.href() href: string;
}

@Noun('AuditorRead', 'What an auditor asked for, and how he was answered')
export class AuditorReadAnswer {
  @Says.id() id: string;
  @Says.id() personId: string;
  @Says.instant() at: Date;
  @Says.text('As the API names it: `getDossierPdf`') operation: string;
  @Says.mayText('The table of the record; null where it was of several, or of none') recordType: string | null;
  @Says.mayText('The id of the record, or the digest of the file; null of a list') recordId: string | null;
  @Says.count(200) status: number;
}
