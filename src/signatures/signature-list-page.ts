import { digest, instant, named, quiet, stated, words, wordsOr } from '../lists/cell';
import type { ListColumn, ListPage, NamedTable } from '../lists/list-page';
import { pageQueryOf } from '../lists/list-page-query';
import { type Names, namesOf } from '../lists/named-records';
import type { presentSignature } from './signature.dto';
import { type Signature, SIGNED_TYPES } from './signature.entity';
import { SIGNATURE_LIST } from './signature.list';

type SignatureLine = ReturnType<typeof presentSignature>;

const RECORDS = {
  ...{ intended_use: 'Intended use', claim: 'Claim', classification: 'Determination', evidence: 'Evidence' },
  ...{ model_version: 'Version', dossier: 'Dossier' },
} as const;

const COLUMNS: readonly ListColumn<SignatureLine, Names>[] = [
  { name: 'record', head: 'Record', cell: ({ record }, names) => names.cell(record.type, record.id) },
  { name: 'type', head: 'What it is', cell: ({ record }) => words(RECORDS[record.type]) },
  {
    ...{ name: 'meaning', head: 'Meaning' },
    cell: ({ meaning }) =>
      meaning === 'rejection' ? stated({ word: 'Rejection', look: 'state-stop', icon: 'circle-x' }) : named(meaning),
  },
  {
    ...{ name: 'signer', head: 'Signed by' },
    cell: ({ signer, onBehalfOf }) =>
      words(signer.printedName, onBehalfOf === null ? undefined : `for ${onBehalfOf.printedName}`),
  },
  { name: 'role', head: 'As', cell: ({ role }) => named(role) },
  { name: 'signedAt', head: 'Signed', sort: 'signedAt', cell: ({ signedAt }) => instant(signedAt) },
  { name: 'method', head: 'By', cell: ({ method }) => named(method) },
  { name: 'comment', head: 'Comment', isExtra: true, cell: ({ comment }) => wordsOr(comment, 'None given') },
  { name: 'dissent', head: 'Differing view', isExtra: true, cell: ({ dissent }) => wordsOr(dissent, 'None') },
  { name: 'local', head: 'On the clock of the signer', isExtra: true, cell: ({ signedAtText }) => quiet(signedAtText) },
  {
    ...{ name: 'payload', head: 'SHA-256 of what was signed', isExtra: true },
    cell: ({ payloadSha256, href }) => digest(payloadSha256, href),
  },
];

const idsOf = (all: readonly SignatureLine[]) =>
  Object.fromEntries(
    SIGNED_TYPES.map((type: NamedTable) => [
      type,
      all.filter(({ record }) => record.type === type).map(({ record }) => record.id),
    ]),
  );

/** Who signed what, as people look through it. */
export const SIGNATURE_LIST_PAGE: ListPage<Signature, Signature, SignatureLine, Names> = {
  ...{ list: SIGNATURE_LIST, path: '/signatures', api: '/api/v1/signatures', title: 'Signatures' },
  ...{ one: 'signature', many: 'signatures', columns: COLUMNS, sort: '-signedAt' },
  around: (manager, all, scope) => namesOf(manager, idsOf(all), scope),
  filters: {
    signerId: { label: 'Signed by', of: 'person' },
    meaning: { label: 'Meaning' },
    recordType: { label: 'What it is', words: RECORDS },
    from: { label: 'From' },
    to: { label: 'To' },
    process: { label: 'Process', isMore: true },
    recordId: { label: 'Record', isMore: true },
  },
  empty: { text: 'Who signs says in which meaning, and confirms anew who he is; the signature then stands here.' },
};

export class SignatureListQuery extends pageQueryOf(SIGNATURE_LIST, COLUMNS) {}
