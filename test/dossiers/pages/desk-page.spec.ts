import type { DossierJob } from '../../../src/dossiers/dossier-job.entity';
import { presentJobPage } from '../../../src/dossiers/pages/dossier-job-page';
import { presentDesk } from '../../../src/dossiers/pages/desk-page';
import { aFunction, dossierRecord, version } from '../fixtures/record';

const AT = new Date('2026-11-22T09:40:31Z');
const nobody = {
  id: 'p',
  name: 'Demo Specialist',
  role: 'specialist',
  via: { kind: 'session', id: null },
  requestId: null,
} as const;
const job = (own: Partial<DossierJob> = {}): DossierJob => ({
  ...{ id: 'j', versionId: 'v', template: 'fda-samd', state: 'running', progress: 'Drawing the pages', problem: null },
  ...{ dossierId: null, requestedBy: nobody, requestedAt: AT, finishedAt: null },
  ...own,
});
const desk = (own: Parameters<typeof dossierRecord>[0] = {}, more: Partial<Parameters<typeof presentDesk>[0]> = {}) =>
  presentDesk({ record: dossierRecord(own), dossiers: { items: [], next: null }, job: null, mayIssue: true, ...more });
const missing = {
  functions: [aFunction({ intendedUse: null, classifications: [] })],
  version: version({ baseModel: null, artifacts: [] }),
};

describe('The page of the next dossier', () => {
  it('says that nothing required is missing, and offers the issue', () => {
    const page = desk();
    expect(page.banner).toMatchObject({ look: 'banner-ok', title: 'Nothing required is missing' });
    expect(page.issue.isOffered).toBe(true);
    expect(page.sections.map(({ state }) => state.word)).toEqual(page.sections.map(() => 'Complete'));
    expect(page.counts.map(({ word, count }) => [word, count])).toEqual([
      ['Required', 0],
      ['Advisory', 0],
      ['Noted', 0],
    ]);
  });

  it('names how many required gaps hold it back, and has each where it arose, with a link to what closes it', () => {
    const page = desk(missing);
    expect(page.banner).toMatchObject({ look: 'banner-stop', title: '3 required gaps hold back the issue' });
    expect(page.issue.isOffered).toBe(false);
    const found = page.sections.flatMap(({ title, state, gaps }) =>
      gaps.map((gap) => [title, state.word, gap.title, gap.href]),
    );
    expect(found).toEqual([
      [
        ...['Parties, functions and parts', 'Required', 'No artifact digest'],
        '/versions/0190a000-0000-7000-8000-0000000000d1#artifacts',
      ],
      [
        ...['Intended use, function by function', 'Required', 'FN-1 has no intended use'],
        '/functions/0190a000-0000-7000-8000-0000000000f1/intended-uses/new',
      ],
      [
        ...['Classification memo', 'Required', 'FN-1 is not classified'],
        '/versions/0190a000-0000-7000-8000-0000000000d1/classifications/new',
      ],
      [
        ...['Model and data provenance', 'Noted', 'No base model is named'],
        '/versions/0190a000-0000-7000-8000-0000000000d1#baseModel',
      ],
    ]);
    expect(page.gaps.map(({ word }) => word)).toEqual(['Required', 'Required', 'Required', 'Noted']);
  });

  it('offers no issue to who may not, and says who may', () => {
    const page = desk({}, { mayIssue: false });
    expect([page.issue.isOffered, page.whyNot]).toEqual([false, 'A specialist or a quality lead issues dossiers.']);
  });

  it('shows the issue that goes on in place of another one', () => {
    const page = desk({}, { job: job() });
    expect([page.issue.isOffered, page.state.word, page.job?.heading]).toEqual([
      false,
      'Being issued',
      'A dossier is being issued',
    ]);
    expect(desk({}, { job: job({ state: 'done', dossierId: 'd', finishedAt: AT }) }).job).toBeNull();
  });
});

describe('The progress of an issue', () => {
  const pathOf = (own: Partial<DossierJob>) =>
    presentJobPage(job(own), true).job.steps.map(({ look }) => (look === '' ? 'to come' : look));

  it.each([
    ['Waiting', 'queued', ['now', 'to come', 'to come', 'to come', 'to come']],
    ['Beginning', 'running', ['now', 'to come', 'to come', 'to come', 'to come']],
    ['Reading the record', 'running', ['done', 'now', 'to come', 'to come', 'to come']],
    ['Proving that the log covers it', 'running', ['done', 'done', 'now', 'to come', 'to come']],
    ['Drawing the pages', 'running', ['done', 'done', 'done', 'now', 'to come']],
    ['Drawing page 312, section 8 Evidence', 'running', ['done', 'done', 'done', 'now', 'to come']],
    ['Sealing and storing the file', 'running', ['done', 'done', 'done', 'done', 'now']],
  ] as const)('stands at “%s”', (progress, state, path) => {
    expect(pathOf({ progress, state })).toEqual(path);
  });

  it('ends with the dossier, or with why there is none', () => {
    expect(
      presentJobPage(job({ state: 'done', progress: 'Issued', dossierId: 'd', finishedAt: AT }), true).job,
    ).toMatchObject({
      ...{ isOpen: false, dossier: '/dossiers/d', done: 5 },
    });
    const problem = {
      type: '/problems/not-ready',
      title: 'Not ready',
      status: 409,
      detail: 'No artifact digest',
      instance: '/',
    };
    const failed = presentJobPage(job({ state: 'failed', progress: 'Not issued', problem, finishedAt: AT }), true);
    expect(failed.job).toMatchObject({
      isOpen: false,
      heading: 'No dossier was issued',
      problem: 'No artifact digest',
      steps: [],
    });
  });

  it('says why it waits longer than its turn', () => {
    const progress = 'Waiting to be tried again. The database is away';
    expect(presentJobPage(job({ state: 'queued', progress }), true).job.remark).toBe(progress);
  });
});
