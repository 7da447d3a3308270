import { REFUSALS, type Refusal } from '../../kernel/refusal';
import { printedInstant } from '../../kernel/clock';
import type { Json } from '../../kernel/digest';
import type { SigningPayload } from '../../signatures/process/signing-payload.rules';
import { zoneOf } from '../../signatures/process/signing-payload.rules';
import type { ShownRequest } from '../../signatures/signature-requests.service';
import { followsOf } from './what-follows';
import type { leafOf } from './leaf';
import type { Seen } from './signature-sheets.service';
import { hrefOf, MEANING_WORDS, pathOf, PROCESS_WORDS, ROLE_WORDS } from './signing-words';
import type { Awaited } from './who-can-sign';

/** All that the sheet shows. */
interface Sheet extends Seen {
  readonly leaf: ReturnType<typeof leafOf>;
  readonly ways: Pick<ShownRequest, 'passkey' | 'password' | 'openid'>;
  readonly isProved: boolean;
  readonly isIllustrative: boolean;
  readonly awaited: readonly Awaited[];
}

/** What a form says again, to open another request for the same record. */
export const againOf = ({ process, record, meaning, comment, dissent, signer }: SigningPayload) => ({
  ...{ table: record.type, id: record.id, process, meaning, comment: comment ?? '', dissent: dissent ?? '' },
  ...{ onBehalfOf: signer.onBehalfOf?.id ?? '', timeZone: zoneOf({ signer }).timeZone },
});

const FIELDS: Readonly<Record<string, string>> = { '/password': 'Password', '/code': 'Six-digit code' };

/** Why it was not signed, above all and beside the field that it is about. */
function problemOf(refusal: Refusal | null) {
  if (refusal === null) return null;
  const isCode = refusal.type === 'reauthentication-required' && refusal.detail.includes('code');
  const errors = isCode
    ? [{ pointer: '/code', detail: 'is needed too: this is the first signature of a series' }]
    : refusal.errors;
  return {
    heading: 'This is not signed',
    detail: errors.length > 0 ? '' : `${refusal.detail}.`.replace(/([.!?])\.$/, '$1'),
    wrong: errors.map(({ pointer, detail }) => ({
      href: `#${pointer.slice(1)}`,
      text: `${FIELDS[pointer] ?? pointer} ${detail}.`,
    })),
    of: Object.fromEntries(
      errors.map(({ pointer, detail }) => [pointer.slice(1), `${FIELDS[pointer] ?? ''} ${detail}.`]),
    ),
  };
}

const pretty = (value: Json): string => JSON.stringify(value, null, 2);

/** As whom one signs, and where. */
const signerOf = (payload: SigningPayload) => {
  const { printedName: name, role, onBehalfOf } = payload.signer;
  const { timeZone, utcOffset } = zoneOf(payload);
  return {
    ...{ name, role: capital(ROLE_WORDS[role]), for: onBehalfOf?.printedName ?? '' },
    zone: `${timeZone}${timeZone === 'UTC' ? '' : ` (UTC${utcOffset.replace('-', '−')})`}`,
  };
};

/** With what one can sign. */
const waysOf = ({ ways, isProved, request }: Sheet) => ({
  ...{ password: ways.password, openid: ways.openid, isProved },
  passkey: ways.passkey === null ? '' : JSON.stringify(ways.passkey),
  api: `/api/v1/signature-requests/${request.id}/signatures`,
  none: ways.password === null && ways.passkey === null && !ways.openid,
});

/** The sheet on which one signs: what, in which words, as whom, what follows, and with what. */
export function presentSheet(sheet: Sheet) {
  const { request, payload, state, toSign, refusal, leaf, awaited } = sheet;
  const { meaning, record, comment, dissent } = payload;
  const words = MEANING_WORDS[meaning];
  return {
    view: 'sheet' as const,
    illustrative: sheet.isIllustrative,
    title: meaning === 'rejection' ? `Reject ${toSign.called}` : `Sign ${toSign.called}`,
    ...{
      process: PROCESS_WORDS[payload.process],
      record: { href: hrefOf(record.type, record.id), called: toSign.called },
    },
    ...{
      leaf,
      sentence: payload.meaningText,
      meaning: words.noun,
      act: words.act,
      isRejection: meaning === 'rejection',
    },
    seen: printedInstant(payload.issuedAt),
    until: { iso: payload.expiresAt, text: printedInstant(payload.expiresAt).slice(11) },
    signer: signerOf(payload),
    ...{ comment: comment ?? '', dissent: dissent ?? '' },
    digests: { payload: request.payloadSha256, record: record.sha256, manifest: payload.manifestSha256 },
    ...{ revision: record.revision, manifest: request.manifest },
    canonical: { payload: request.payload, record: pretty(toSign.snapshot) },
    way: pathOf(state, awaited, payload.step),
    follows: followsOf(payload, state),
    hrefs: { sign: `/signature-requests/${request.id}/sign`, openid: `/signature-requests/${request.id}/openid` },
    ...{
      again: againOf(payload),
      steps: state.steps.length,
      author: leaf.author === payload.signer.printedName ? '' : leaf.author,
    },
    ways: waysOf(sheet),
    problem: problemOf(refusal),
  };
}

const capital = (text: string): string => text.replace(/^an? /, '').replace(/^./, (letter) => letter.toUpperCase());

const HEADINGS: Partial<Record<Refusal['type'], string>> = {
  'request-expired': 'What you saw is older than five minutes',
  'reauthentication-required': 'This was opened in another session',
  'record-changed': 'It has changed since you saw it',
  'step-not-open': 'This step is not open any more',
  'already-signed': 'You have signed this already',
  'invalid-state': 'This is not signed any more',
};

/** Why a request cannot be signed any more, and the way on: to look at what there is now. */
export const presentAgain = (payload: SigningPayload, refusal: Refusal) => ({
  view: 'again' as const,
  title: HEADINGS[refusal.type] ?? REFUSALS[refusal.type].title,
  detail: `${refusal.detail}.`.replace(/([.!?])\.$/, '$1'),
  record: { href: hrefOf(payload.record.type, payload.record.id) },
  again: againOf(payload),
  mayLookAgain: ['request-expired', 'reauthentication-required', 'record-changed', 'step-not-open'].includes(
    refusal.type,
  ),
});
