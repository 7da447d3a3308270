import { mayOneOf } from '../../access/reading';
import { functionCode } from '../../intended-use/intended-use.dto';
import { printedInstant, worded } from '../../http/pages/words';
import { compareWithBefore, recordHref } from './addresses';
import { type Framed, type Note, presentFrame } from './record-frame';
import type { ReadOrganization, ReadSubmission } from './register-readers.service';
import { answerInWords, submissionInWords } from './submission-words';

const A_PARTY: Note = {
  heading: 'What a role says',
  text: 'Who answers for what in a model. A host or a supplier is not a manufacturer.',
  cites: ['21 CFR 807.3(d)', '21 CFR 807.20(a)(2)'],
};
const OWN_RECORD: Note = {
  heading: 'Whose record it is',
  text: 'The organization records it from the letters. It is not the authority’s own record.',
  cites: ['21 CFR 807', '21 CFR 814', '21 CFR 860'],
};

const organizationFramed = ({ organization: one }: ReadOrganization): Framed => ({
  ...{ title: one.name, code: one.name, illustrative: false },
  crumbs: [{ text: 'Organizations', href: '/organizations' }],
  byline: [`${one.place ?? 'Place not stated'}, ${one.country}`, `Revision ${one.revision}`],
  ...{ states: [], banners: [], notes: [A_PARTY], isStanding: true, leads: [] },
  before: compareWithBefore('organization', one.id, one.revision),
});

/** An organization with what it answers for. */
export const presentOrganizationPage = (read: ReadOrganization) => ({
  frame: presentFrame(organizationFramed(read), read.frame),
  place: read.organization.place ?? 'Not stated',
  country: read.organization.country,
  registered: printedInstant(read.organization.createdAt),
  roles: read.roles.map(({ role, note, startedAt, endedAt, modelId, model }) => ({
    ...{ role: worded(role), note, model, href: recordHref('model', modelId) },
    since: startedAt.toISOString().slice(0, 10),
    until: endedAt?.toISOString().slice(0, 10) ?? 'It goes on',
  })),
});

function submissionFramed({ described: { submission }, model }: ReadSubmission): Framed {
  const name = submissionInWords(submission);
  return {
    ...{ title: `${name}, ${submission.authority}`, code: name, illustrative: model.illustrative },
    crumbs: [{ text: model.name, href: recordHref('model', model.id) }],
    states: [answerInWords(submission)],
    byline: [`Submitted ${submission.submittedOn}`, `Revision ${submission.revision}`],
    ...{ banners: [], notes: [OWN_RECORD], isStanding: true, leads: [] },
    before: compareWithBefore('submission', submission.id, submission.revision),
  };
}

/** A submission with what came back, what it covers, and its letters. */
export const presentSubmissionPage = (read: ReadSubmission) => {
  const { submission: one, letters } = read.described;
  const { reader, asOf } = read.frame.asked;
  const mayAdd = asOf === undefined && mayOneOf(reader.roles, 'submission:write');
  return {
    frame: presentFrame(submissionFramed(read), read.frame),
    facts: [
      { term: 'Authority', text: one.authority },
      { term: 'Number', text: one.number ?? 'Not known yet' },
      { term: 'Submitted', text: one.submittedOn },
      { term: 'Answer', text: answerInWords(one).word },
      { term: 'Decided', text: one.decidedOn ?? 'Nothing has come back' },
      { term: 'In the organization’s words', text: one.decision ?? 'Not stated' },
      { term: 'Product code', text: one.productCode ?? 'Not stated' },
      { term: 'Regulation', text: one.regulationNumber === null ? 'Not stated' : `21 CFR ${one.regulationNumber}` },
    ],
    addLetter: mayAdd ? `${recordHref('submission', one.id)}/letters/new` : null,
    versions: read.versions.map((of) => ({ text: of.label, href: recordHref('model_version', of.id) })),
    functions: read.functions.map((of) => ({
      ...{ text: `${functionCode(of)} ${of.name}`, href: recordHref('software_function', of.id) },
    })),
    letters: letters.map(({ name, sha256, addedBy, addedAt }) => ({
      ...{ name, sha256, addedBy, added: printedInstant(addedAt), href: `/api/v1/files/${sha256}` },
    })),
  };
};
