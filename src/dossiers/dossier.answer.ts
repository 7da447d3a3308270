import { ProblemDetails } from '../http/problem.answer';
import { Noun, Says } from '../http/says';
import { DOSSIER_JOB_STATES, type DossierJobState } from './dossier-job.entity';

@Noun('Dossier', 'One issued PDF')
export class DossierAnswer {
  @Says.id() id: string;
  @Says.like(/^PD-\d{4}-\d{6,}$/, 'As it is printed') code: string;
  @Says.id('The version') versionId: string;
  @Says.text() template: string;
  @Says.text() templateEdition: string;
  @Says.digest() recordSha256: string;
  @Says.digest() sha256: string;
  @Says.count(1) pages: number;
  @Says.mayId('The dossier that this one took the place of') supersedesId: string | null;
  @Says.text() issuedBy: string;
  @Says.instant() issuedAt: Date;
  @Says.href() href: string;
  @Says.href() pdf: string;
}

@Noun('DossierJob', 'The work of making one dossier')
export class DossierJobAnswer {
  @Says.id() id: string;
  @Says.id('The version') versionId: string;
  @Says.text() template: string;
  @Says.oneOf(DOSSIER_JOB_STATES) state: DossierJobState;
  @Says.text('What is being done') progress: string;
  @Says.mayOne(() => ProblemDetails) problem: ProblemDetails | null;
  @Says.mayId('The dossier that came of it') dossierId: string | null;
  @Says.instant() requestedAt: Date;
  @Says.mayInstant() finishedAt: Date | null;
  @Says.href() href: string;
  @Says.mayHref() dossier: string | null;
}
