import { AUTHORITIES, type AuthorityId } from './authorities';

/** One place in one published document. The document's edition and force are data (`authorities.ts`). */
export interface Citation {
  readonly source: AuthorityId;
  readonly section: string;
}

export const cite = (source: AuthorityId, section: string): Citation => ({ source, section });

/** A citation as a margin note prints it: `FD&C 520(o)(1)(E)(iii)`, `CDS guidance 2026-01-29, §IV(4)`. */
export function printedCitation({ source, section }: Citation): string {
  const { short, joins } = AUTHORITIES[source];
  return section === '' ? short : `${short}${joins}${section}`;
}
