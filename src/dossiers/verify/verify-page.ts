import type { Icon } from '../../http/pages/icons';
import { type Look, printedInstant } from '../../http/pages/words';
import type { KnownDossier } from './issued-digests.service';
import type { Examined } from './public-verification.service';
import type { Check, Verdict } from './verdict';

interface Word {
  readonly word: string;
  readonly look: '' | 'verdict-ok' | 'verdict-warn' | 'verdict-stop';
  readonly icon: Icon;
  readonly text: string;
}

const LABELS: Readonly<Record<Check['check'], string>> = {
  record: 'The record inside',
  attachments: 'Files inside',
  signatures: 'Signatures',
  log: 'In the log',
  witnesses: 'Witnesses',
  'held-checkpoint': 'Your checkpoint',
  bundle: 'Files of the bundle',
  seal: 'Seal',
  rebuilt: 'Made again',
  text: 'Words of the pages',
  issued: 'Issued',
};

const YES: Look = { word: 'Holds', look: 'state-ok', icon: 'circle-check' };
const NO: Look = { word: 'Does not hold', look: 'state-stop', icon: 'circle-x' };
const OPEN: Look = { word: 'Not looked at', look: '', icon: 'circle-dashed' };
const lookOf = ({ holds }: Check): Look => (holds === null ? OPEN : holds ? YES : NO);

const day = (at: Date): string => at.toISOString().slice(0, 10);
const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

const unknown = (why: string): Word => ({
  ...{ word: 'Unknown', look: '', icon: 'shield-question' },
  text: `${why}. Nothing can be said of it, good or bad.`,
});

const changed = (verdict: Verdict): Word => ({
  ...{ word: 'Changed', look: 'verdict-stop', icon: 'shield-x', text: verdict.words },
});

/** The very bytes that were issued here: that is more than what the file can show by itself. */
const asIssued = ({ code, issuedAt }: KnownDossier): Word => ({
  ...{ word: 'Unchanged', look: 'verdict-ok', icon: 'shield-check' },
  text: `It is, byte for byte, the dossier ${code} that was issued here on ${day(issuedAt)}.`,
});

const notIssued: Word = {
  ...{ word: 'Never issued', look: 'verdict-warn', icon: 'shield-question' },
  text: 'It is a preview: whole and unchanged since it was made, and no record. It must not be used as one.',
};

const whole: Word = {
  ...{ word: 'Whole, and not known here', look: '', icon: 'shield-question' },
  text: 'The record inside it makes this very file, byte for byte. This service did not issue it, so it cannot say who did.',
};

const undecided = ({ words }: Verdict): Word => ({
  ...{ word: 'Not decided', look: '', icon: 'shield-question', text: words },
});

function wordOf({ verdict, known, why }: Examined): Word {
  if (verdict === null) return unknown(why);
  if (verdict.verdict === 'altered') return changed(verdict);
  if (known !== null) return asIssued(known);
  if (verdict.dossier?.draft === true) return notIssued;
  return verdict.verdict === 'unchanged' ? whole : undecided(verdict);
}

/** Where the true file is to be had, of one that is not as it was issued. */
const trueFileOf = ({ known, ofRecord }: Examined): string | null =>
  known !== null || ofRecord === null
    ? null
    : `The record inside is that of ${ofRecord.code}, which was issued here: ask the issuer for that file`;

const standingOf = (known: KnownDossier | null) =>
  known === null
    ? { issued: 'Not by this service', later: 'Not known here' }
    : {
        issued: `As ${known.code}, ${printedInstant(known.issuedAt).text}`,
        later: known.isSuperseded ? 'A later dossier takes its place' : 'None: it is the latest of its version',
      };

/** Whether it was issued is the file’s own word, which is worth nothing where the file was changed. */
const checksOf = (verdict: Verdict | null): readonly Check[] =>
  (verdict?.checks ?? []).filter(({ check }) => check !== 'issued' || verdict?.verdict !== 'altered');

/** What the file says of itself is told only where nothing in it was changed. */
function saysOf(verdict: Verdict | null) {
  const says = verdict?.verdict === 'altered' ? null : (verdict?.dossier ?? null);
  return says && { ...says, issuedAt: `${says.issuedAt.slice(0, 16).replace('T', ' ')} UTC` };
}

/** Who issued it, and whether it is the latest, is known for a file that was issued here. */
const limitsOf = ({ verdict, known }: Examined): readonly string[] =>
  (verdict?.limits ?? []).filter((limit) => known === null || !/^(Who made|Whether a later)/.test(limit));

/** The page on which anybody verifies, before anything was given. */
export const EMPTY = { verdict: null, digest: null } as const;

/** The verdict on a file: the word first, then what was looked at one by one, and what it cannot say. */
export const presentExamined = (examined: Examined) => ({
  ...EMPTY,
  verdict: {
    ...wordOf(examined),
    ...{ name: examined.name, size: `${grouped(examined.size)} bytes`, sha256: examined.sha256 },
    ...standingOf(examined.known),
    trueFile: trueFileOf(examined),
    recordSha256: examined.verdict?.recordSha256 ?? null,
    says: saysOf(examined.verdict),
    checks: checksOf(examined.verdict).map((check) => ({
      ...{ label: LABELS[check.check], state: lookOf(check), detail: check.detail },
    })),
    limits: limitsOf(examined),
  },
});

/** What is known of a digest: only that, and never more than stands on the file. */
export const presentDigest = (asked: { readonly sha256: string; readonly known: KnownDossier | null } | null) =>
  asked === null
    ? EMPTY
    : {
        ...EMPTY,
        digest: {
          sha256: asked.sha256,
          ...standingOf(asked.known),
          ...(asked.known === null
            ? unknown('No dossier with this digest was issued here')
            : {
                ...{ word: 'Known', look: 'verdict-ok', icon: 'shield-check' as const },
                text: `The digest is that of ${asked.known.of === 'file' ? 'the file' : 'the record inside'} of a dossier that was issued here. Whether a file has this digest, only the file shows: drop it above.`,
              }),
        },
      };
