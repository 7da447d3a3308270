import { whereMended } from '../../../src/dossiers/pages/where-mended';

const V = '0190a000-0000-7000-8000-0000000000d1';
const R = '0190a000-0000-7000-8000-0000000000e1';

const found = (path: string, field: string | undefined, state: string) =>
  whereMended({ href: `/api/v1${path}`, ...(field === undefined ? {} : { field }) }, { id: V, state });

describe('Where a gap is mended', () => {
  it.each([
    [`/functions/${R}/intended-uses`, undefined, `/functions/${R}/intended-uses/new`],
    [`/functions/${R}/claims`, undefined, `/functions/${R}/claims/new`],
    [`/functions/${R}/classifications`, undefined, `/versions/${V}/classifications/new`],
    [`/models/${R}/functions`, undefined, `/models/${R}/functions/new`],
    [`/models/${R}/parties`, undefined, `/models/${R}/parties/new`],
    [`/versions/${V}/evidence`, 'pillar', `/versions/${V}/evidence/new#f-pillar`],
    [`/versions/${V}/labeling`, 'udiDi', `/versions/${V}/labeling#f-udiDi`],
    [`/versions/${V}`, 'artifacts', `/versions/${V}/revise#f-artifacts`],
    [`/evidence/${R}`, 'statedFacts', `/evidence/${R}#statedFacts`],
    [`/claims/${R}`, undefined, `/claims/${R}`],
    [`/submissions/${R}`, 'letters', `/submissions/${R}/revise#f-letters`],
    [`/signings?process=intended-use&recordId=${R}`, undefined, `/intended-uses/${R}#signatures`],
    [`/signings?process=evidence-review&recordId=${R}`, undefined, `/evidence/${R}#signatures`],
    [`/signings?process=version-approval&recordId=${V}`, undefined, `/versions/${V}#signatures`],
    [`/files/${'a'.repeat(64)}/condition`, undefined, '/system'],
  ])('is found for %s', (path, field, expected) => {
    expect(found(path, field, 'draft')).toBe(expected);
  });

  it('is the page of a version that may not be written any more', () => {
    expect(found(`/versions/${V}`, 'artifacts', 'released')).toBe(`/versions/${V}#artifacts`);
  });
});
