import { cite } from '../../kernel/citation';
import type { RecordedClaim } from '../claim-record';
import type { DossierRecord, RecordedFunction } from '../dossier-record';
import type { Gap } from './section';

const FIXED_BEFORE = [cite('ISO-13485', '7.3.7'), cite('AI-2025-01-07', '§X')];

const claimGap = (one: RecordedClaim, own: Pick<Gap, 'title' | 'text' | 'closes' | 'cites'>): Gap => ({
  kind: 'gap',
  level: 'warning',
  affects: [one.code, one.function],
  href: `/api/v1/claims/${one.id}`,
  ...own,
});

const notShown = (one: RecordedClaim): Gap =>
  claimGap(one, {
    title: `${one.code} is not shown`,
    text: `${one.judgement.reasons.join('. ')}.`,
    closes: 'Record and link evidence with that metric, or withdraw the claim',
    cites: [cite('N41', '§7'), cite('ISO-13485', '7.3.7')],
  });

const doesNotHold = (one: RecordedClaim): Gap =>
  claimGap(one, {
    title: `${one.code} does not hold`,
    text: `${one.judgement.reasons.join('. ')}.`,
    closes: 'Withdraw or revise the claim, or mend the model and run again',
    cites: FIXED_BEFORE,
  });

function statedAfter(one: RecordedClaim): Gap[] {
  const codes = one.evidence.filter(({ statedAfterRun }) => statedAfterRun).map(({ code }) => code);
  if (codes.length === 0) return [];
  const gap = claimGap(one, {
    title: `${one.code} was stated after the run`,
    text: `Revision ${one.revision} was stated on ${one.statedAt.slice(0, 10)}, when the run of ${codes.join(', ')} was over. Its limit was not fixed before the result was known.`,
    closes: 'Run again under the limit as it stands',
    cites: FIXED_BEFORE,
  });
  return [{ ...gap, affects: [...gap.affects, ...codes] }];
}

function gapsOf(one: RecordedClaim): Gap[] {
  if (one.withdrawal !== null) return [];
  const { outcome } = one.judgement;
  return [
    ...(outcome === 'not-shown' ? [notShown(one)] : []),
    ...(outcome === 'does-not-hold' ? [doesNotHold(one)] : []),
    ...statedAfter(one),
  ];
}

const noClaim = ({ id, code, name }: RecordedFunction): Gap => ({
  kind: 'gap',
  level: 'note',
  title: `${code} has no claim`,
  text: `Nobody has stated what ${name} is to achieve, so no limit says when its evidence is good enough.`,
  affects: [code],
  closes: 'State a claim with its limit before the next run',
  cites: FIXED_BEFORE,
  href: `/api/v1/functions/${id}/claims`,
});

/** Claims that nothing shows, that failed, or that came after the run; functions of which nothing is claimed. */
export const gapsOfClaims = ({ claims, functions }: DossierRecord): Gap[] => [
  ...claims.flatMap(gapsOf),
  ...functions
    .filter(({ code }) => !claims.some((one) => one.function === code && one.withdrawal === null))
    .map(noClaim),
];
