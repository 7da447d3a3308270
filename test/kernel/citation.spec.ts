import { AUTHORITIES, type AuthorityId } from '../../src/kernel/authorities';
import { cite, printedCitation } from '../../src/kernel/citation';

const IDS = Object.keys(AUTHORITIES) as AuthorityId[];

describe('a citation', () => {
  it.each([
    [cite('FDC', '520(o)(1)(E)(iii)'), 'FD&C 520(o)(1)(E)(iii)'],
    [cite('CDS-2026-01-29', '§IV(4)'), 'CDS guidance 2026-01-29, §IV(4)'],
    [cite('CDS-2026-01-29', ''), 'CDS guidance 2026-01-29'],
  ])('is printed as a margin note: %j', (citation, printed) => {
    expect(printedCitation(citation)).toBe(printed);
  });

  it.each(IDS)('of %s is printed with its place, and without one as the whole document', (source) => {
    const { short } = AUTHORITIES[source];
    expect(printedCitation(cite(source, '§1'))).toMatch(/^\S.*\S§1$|^\S.* §1$/);
    expect(printedCitation(cite(source, ''))).toBe(short);
  });

  it('has one short name for each document', () => {
    expect(new Set(IDS.map((id) => AUTHORITIES[id].short)).size).toBe(IDS.length);
  });
});
