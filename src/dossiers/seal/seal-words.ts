import { DEVELOPMENT_WORTH, shortName } from './printed-seal';
import type { SealFinding, SealReport, SealState, SealTime } from './seal-report';

/** Whom somebody trusts says nothing of whether a seal is whole: neither of the name in it, nor of an authority whose stamp holds. */
const isBroken = ({ code, holds }: SealFinding, time: SealTime | null): boolean =>
  holds === false && code !== 'chain' && (code !== 'time' || time === null);

/** What the findings come to. */
export function stateOf(findings: readonly SealFinding[], time: SealTime | null): SealState {
  if (findings.some((finding) => isBroken(finding, time))) return 'broken';
  const chain = findings.find(({ code }) => code === 'chain')?.holds ?? null;
  if (chain === null) return 'intact';
  return chain && time?.trusted !== false ? 'trusted' : 'untrusted';
}

const DEVELOPED = `Sealed with a development certificate: ${DEVELOPMENT_WORTH}.`;

/** The report in a sentence or two. */
export function wordsOf(
  state: SealState,
  { signer, time, findings }: Pick<SealReport, 'signer' | 'time' | 'findings'>,
): string {
  if (state === 'broken') {
    const faults = findings.filter((finding) => isBroken(finding, time));
    return `Do not rely on this seal. ${faults.map(({ detail }) => detail).join('. ')}.`;
  }
  const who = shortName(signer?.subject ?? '');
  const when = time === null ? 'no authority says when' : `${time.at.slice(0, 19).replace('T', ' ')} UTC`;
  const whole = `Unchanged since ${who} sealed it (${when}).`;
  if (state === 'trusted')
    return `${whole} ${shortName(signer?.chain.at(-1) ?? '')}, who is trusted here, vouches for that.`;
  if (signer?.development === true) return `Unchanged since it was sealed (${when}). ${DEVELOPED}`;
  return state === 'intact'
    ? `${whole} Nobody was named who vouches for that name.`
    : `${whole} Nobody who is trusted here vouches for that.`;
}
