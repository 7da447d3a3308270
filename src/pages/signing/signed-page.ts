import { payloadIn } from '../../signatures/proofs/verify-signature.rules';
import type { Signature } from '../../signatures/signature.entity';
import type { SigningState } from '../../signatures/signing-states';
import type { EventOfSignature } from './signature-receipts';
import { hrefOf, MEANING_WORDS, pathOf, PROCESS_WORDS, signedAtText } from './signing-words';
import type { Awaited } from './who-can-sign';

interface Signed {
  readonly signature: Signature;
  readonly state: SigningState;
  readonly event: EventOfSignature | null;
  readonly awaited: readonly Awaited[];
}

const METHODS: Readonly<Record<Signature['method'], string>> = {
  passkey: 'A passkey signed exactly this; anybody can verify it without the service.',
  password: 'Password and one-time code; the service attests with its key that it saw them.',
  openid: 'A sign-on of your organization, anew and for exactly this; the service attests what it saw.',
};

const logged = (index: string | null): string =>
  index === null
    ? 'It waits for its place in the signed log, which is a matter of seconds.'
    : `Entry ${Number(index).toLocaleString('en-US')}`;

/** What a person has signed: the receipt that he can keep, and the way on. */
export function presentSigned({ signature, state, event, awaited }: Signed) {
  const { meaning, recordType, recordId, signerName, forName, comment, dissent, manifestSha256 } = signature;
  const said = payloadIn(signature);
  const isRejection = meaning === 'rejection';
  const index = event?.index ?? null;
  return {
    view: 'signed' as const,
    title: isRejection ? 'You rejected it' : `You signed: ${MEANING_WORDS[meaning].noun.toLowerCase()}`,
    ...{ sentence: said.meaningText, process: PROCESS_WORDS[signature.process], isRejection },
    ...{ name: signerName, for: forName ?? '', comment: comment ?? '', dissent: dissent ?? '' },
    signedAt: { iso: signature.signedAt.toISOString(), text: signedAtText(signature) },
    method: METHODS[signature.method],
    digests: { payload: signature.payloadSha256, record: signature.recordSha256, manifest: manifestSha256 },
    canonical: signature.payload,
    log: {
      text: logged(index),
      proof: event === null || index === null ? '' : `/api/v1/audit-events/${event.id}/proof`,
    },
    record: { href: hrefOf(recordType, recordId) },
    json: `/api/v1/signatures/${signature.id}`,
    way: pathOf(state, awaited, null),
    whole: state.isComplete ? 'Every signature that it takes is given.' : '',
  };
}
