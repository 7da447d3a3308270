export const CHECKS = [
  ...(['bundle', 'record', 'attachments', 'signatures', 'log', 'witnesses', 'held-checkpoint'] as const),
  ...(['seal', 'rebuilt', 'text', 'issued'] as const),
] as const;

/** One thing that was looked at. `holds` is null for what could not be looked at. */
export interface Check {
  readonly check: (typeof CHECKS)[number];
  readonly holds: boolean | null;
  readonly detail: string;
}

/**
 * `unchanged`: made again from the record inside it, byte for byte. `intact`: by another version of the program, so not
 * made again, but its seal covers every byte, and every word of its pages is one of the record. `untrusted`: whole, and
 * nobody whom one trusts vouches for its seal. `not-rebuilt`: not enough could be looked at.
 */
export const VERDICTS = ['unchanged', 'intact', 'untrusted', 'altered', 'not-rebuilt'] as const;

/** What a verification says of a file. It never says more than it looked at; `limits` is what it cannot say. */
export interface Verdict {
  readonly verdict: (typeof VERDICTS)[number];
  readonly words: string;
  readonly dossier: {
    readonly code: string;
    readonly model: string;
    readonly version: string;
    readonly issuedAt: string;
    readonly issuedBy: string;
    readonly draft: boolean;
  } | null;
  /** Of the PDF. */
  readonly sha256: string;
  readonly recordSha256: string | null;
  readonly checks: readonly Check[];
  readonly limits: readonly string[];
}

/** What is not there, and need not be, leaves the file as whole as it is. */
const MAY_LACK: readonly Check['check'][] = ['log', 'witnesses', 'held-checkpoint', 'seal', 'text', 'bundle'];

const sentence = (details: readonly Check[]): string => details.map(({ detail }) => detail).join('. ');

/** The verdict that checks come to, in a word and in sentences. */
export function verdictOf(checks: readonly Check[], isUntrusted = false): Pick<Verdict, 'verdict' | 'words'> {
  const holds = (name: Check['check']) => checks.find(({ check }) => check === name)?.holds;
  const faults = checks.filter(({ check, holds: one }) => one === false && check !== 'issued');
  if (faults.length === 1 && isUntrusted) {
    return { verdict: 'untrusted', words: `Nothing in it was changed since it was sealed. ${sentence(faults)}.` };
  }
  if (faults.length > 0) return { verdict: 'altered', words: `Do not rely on this copy. ${sentence(faults)}.` };
  const [open] = checks.filter(({ check, holds: one }) => one === null && !MAY_LACK.includes(check));
  const draft = holds('issued') === false ? ' It is a preview that was never issued.' : '';
  if (open === undefined) {
    const words = `Whole and unchanged: the record inside it makes this very file, byte for byte.${draft}`;
    return { verdict: 'unchanged', words };
  }
  if (holds('seal') === true && holds('text') === true) {
    const words = `Whole: its seal covers every byte, every file inside has the digest that it names, and every word of its pages is one of the record. ${open.detail}.`;
    return { verdict: 'intact', words };
  }
  const text = holds('text') === true ? ', and every word of its pages is one of the record' : '';
  const words = `${open.detail}. Checked instead: the record is in its canonical form, and every file inside has the digest that it names${text}.${draft}`;
  return { verdict: 'not-rebuilt', words };
}

/** 0 well, 1 not well, 2 could not be looked at. */
export function exitCodeOf({ verdict, checks }: Verdict): 0 | 1 | 2 {
  if (checks.some(({ holds }) => holds === false)) return 1;
  return verdict === 'unchanged' || verdict === 'intact' ? 0 : 2;
}
