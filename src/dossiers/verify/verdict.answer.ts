import { Noun, Says } from '../../http/says';
import { type Check, CHECKS, type Verdict, VERDICTS } from './verdict';

@Noun('VerdictCheck', 'One thing that was looked at; `holds` is null for what could not be')
export class CheckAnswer implements Check {
  @Says.oneOf(CHECKS) check: Check['check'];
  @Says.mayYes() holds: boolean | null;
  @Says.text() detail: string;
}

@Noun('VerifiedDossier', 'What the record inside the file says of it')
export class VerifiedDossierAnswer {
  @Says.text() code: string;
  @Says.text() model: string;
  @Says.text() version: string;
  @Says.text() issuedAt: string;
  @Says.text() issuedBy: string;
  @Says.yes() draft: boolean;
}

@Noun('Verdict', 'What a verification says of a file; `limits` is what it cannot say')
export class VerdictAnswer implements Verdict {
  @Says.oneOf(VERDICTS) verdict: Verdict['verdict'];
  @Says.text() words: string;
  @Says.mayOne(() => VerifiedDossierAnswer) dossier: VerifiedDossierAnswer | null;
  @Says.digest() sha256: string;
  @Says.mayDigest() recordSha256: string | null;
  @Says.list(() => CheckAnswer) checks: readonly CheckAnswer[];
  @Says.texts() limits: readonly string[];
}
