/** The tables of what any form can be about, each with the place of its pages. */
export const SUBJECTS: Readonly<Record<string, string>> = {
  ...{ model: 'models', model_version: 'versions', software_function: 'functions', intended_use: 'intended-uses' },
  ...{ claim: 'claims', evidence: 'evidence', classification: 'classifications', submission: 'submissions' },
  dossier: 'dossiers',
};

/** Where a form is filled in: the address, with `:id` for what it is about, `:table` and `:nouns` for what that is. */
interface FormPage {
  readonly word: string;
  readonly page: string;
}

/** Each form by the name under which its drafts are kept; a room that has another form names it here. */
const PAGES: Readonly<Record<string, FormPage>> = {
  organization: { word: 'New organization', page: '/organizations/new' },
  'organization-revision': { word: 'Revision of an organization', page: '/organizations/:id/revise' },
  model: { word: 'New model', page: '/models/new' },
  'model-revision': { word: 'Revision of a model', page: '/models/:id/revise' },
  party: { word: 'Role of an organization', page: '/models/:id/parties/new' },
  version: { word: 'New version', page: '/models/:id/versions/new' },
  'version-revision': { word: 'Revision of a version', page: '/versions/:id/revise' },
  'version-transition': { word: 'Change of a version’s state', page: '/versions/:id/transition' },
  labeling: { word: 'Labeling of a version', page: '/versions/:id/labeling' },
  function: { word: 'New function', page: '/models/:id/functions/new' },
  'intended-use': { word: 'Intended use', page: '/functions/:id/intended-uses/new' },
  claim: { word: 'New claim', page: '/functions/:id/claims/new' },
  'claim-revision': { word: 'Revision of a claim', page: '/claims/:id/revise' },
  evidence: { word: 'New evidence', page: '/versions/:id/evidence/new' },
  'evidence-successor': { word: 'Newer evidence', page: '/evidence/:id/supersede' },
  'evidence-link': { word: 'What evidence is to show', page: '/evidence/:id/links/new' },
  classification: { word: 'Classification', page: '/functions/:id/classifications/new' },
  submission: { word: 'New submission', page: '/models/:id/submissions/new' },
  'submission-revision': { word: 'Revision of a submission', page: '/submissions/:id/revise' },
  withdrawal: { word: 'Withdrawal', page: '/:nouns/:id/withdraw' },
  comment: { word: 'Comment or question', page: '/comments/new?recordType=:table&recordId=:id' },
  answer: { word: 'Answer in a thread', page: '/comments/:id' },
  reopening: { word: 'Thread to open again', page: '/comments/:id' },
};

/** What a form is called, and where it is filled in; of one that is not known here, the first page. */
export function draftPage(form: string, subject: string, table: string | null): { word: string; href: string } {
  const known = PAGES[form];
  if (known === undefined) return { word: form, href: '/' };
  const said = { ':id': subject, ':table': table ?? '', ':nouns': SUBJECTS[table ?? ''] ?? '' };
  return {
    word: known.word,
    href: Object.entries(said).reduce((page, [name, text]) => page.replace(name, text), known.page),
  };
}
