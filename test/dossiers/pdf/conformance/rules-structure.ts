import type { OpenedPdf } from './opened-pdf';
import { contentOf, type Mark } from './page-content';
import { a3, once, own, ua, unless, type Rule } from './rule';
import { Ref, Text } from './syntax';
import { attributesOf, parentTreeOf, rolesOf, said, tagsOf, type Tag } from './tag-tree';

/** The types of ISO 32000-1 §14.8.4. */
const STANDARD = new Set(
  (
    'Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody ' +
    'Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP ' +
    'Figure Formula Form'
  ).split(' '),
);

const isStandard: Rule['broken'] = (pdf) =>
  tagsOf(pdf)
    .filter(({ role }) => !STANDARD.has(role))
    .map(said);
const isMarked: Rule['broken'] = (pdf) =>
  unless(pdf.get(pdf.dict(pdf.catalog.get('MarkInfo')).get('Marked')) === true, 'not marked');
const hasRoot: Rule['broken'] = (pdf) => unless(tagsOf(pdf).length > 0, 'no structure');
const isLanguage: Rule['broken'] = (pdf) =>
  unless(/^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/.test(pdf.text(pdf.catalog.get('Lang')) ?? ''), 'Lang');

const painted = (wrong: (marks: readonly Mark[]) => boolean) => (pdf: OpenedPdf) =>
  contentOf(pdf).painted.flatMap(({ page, operator, marks }) => unless(!wrong(marks), `${operator} on page ${page}`));

const isArtifact = (marks: readonly Mark[]): boolean => marks.some(({ tag }) => tag === 'Artifact');
const isTagged = (marks: readonly Mark[]): boolean => marks.some(({ mcid }) => mcid !== undefined);

/** By object of the page: what the parent tree says of each marked content. */
const owners = once((pdf: OpenedPdf) =>
  pdf.pages.map(({ id, page }, at) => {
    const key = pdf.number(page.get('StructParents')) ?? -1;
    return { id, number: at + 1, owners: pdf.array(parentTreeOf(pdf).get(key)) };
  }),
);

/** A marked content whose owner does not hold it, or that an element holds and no page has. */
function lost(pdf: OpenedPdf): string[] {
  const held = new Map<string, Tag>();
  for (const tag of tagsOf(pdf)) for (const { page, mcid } of tag.marked) held.set(`${page}/${mcid}`, tag);
  const faults = owners(pdf).flatMap(({ id, number, owners: of }) => {
    const mcids = contentOf(pdf).mcids.get(number) ?? [];
    const unknown = mcids.flatMap((mcid) => {
      const [tag, owner] = [held.get(`${id}/${mcid}`), of[mcid]];
      held.delete(`${id}/${mcid}`);
      return unless(
        tag !== undefined && owner instanceof Ref && owner.id === tag.id,
        `content ${mcid} of page ${number}`,
      );
    });
    return [...unknown, ...unless(new Set(mcids).size === mcids.length, `a number twice on page ${number}`)];
  });
  return [...faults, ...[...held].map(([key, tag]) => `${said(tag)} has content ${key} that is nowhere`)];
}

const headings = (pdf: OpenedPdf): Tag[] => tagsOf(pdf).filter(({ role }) => /^H\d$/.test(role));

function skipped(pdf: OpenedPdf): string[] {
  let before = 0;
  return headings(pdf).flatMap((tag) => {
    const level = Number(tag.role.slice(1));
    const fine = level <= before + 1;
    before = level;
    return unless(fine, said(tag));
  });
}

const notes = (pdf: OpenedPdf): string[] =>
  tagsOf(pdf)
    .filter(({ role }) => role === 'Note')
    .map(({ dict }) => pdf.text(dict.get('ID')) ?? '');

const figures = (pdf: OpenedPdf): Tag[] => tagsOf(pdf).filter(({ role }) => role === 'Figure');

/** PDF/A-3a §6.7 and PDF/UA-1 §7.1 to §7.9, but for the nesting of tags. */
export const STRUCTURE_RULES: readonly Rule[] = [
  a3('6.7.2.2-1', 'it says that it is tagged', isMarked),
  ua('6.2-1', 'it says that it is tagged', isMarked),
  a3('6.7.3.3-1', 'it has a structure', hasRoot),
  ua('7.1-11', 'it has a structure', hasRoot),
  a3('6.7.3.4-1', 'of standard tags', isStandard),
  ua('7.1-5', 'of standard tags', isStandard),
  a3('6.7.3.4-3', 'that mean nothing else', (pdf) =>
    unless(!pdf.dict(pdf.catalog.get('StructTreeRoot')).has('RoleMap'), 'RoleMap'),
  ),
  a3('6.7.4-1', 'its language is named', isLanguage),
  ua('7.2-29', 'its language is named', isLanguage),
  ua('7.2-34', 'its text has a language', isLanguage),
  ua(
    '7.1-1',
    'no artifact is inside tagged content',
    painted(
      (marks) =>
        isTagged(
          marks.slice(
            0,
            marks.findIndex(({ tag }) => tag === 'Artifact'),
          ),
        ) && isArtifact(marks),
    ),
  ),
  ua(
    '7.1-2',
    'no tagged content is inside an artifact',
    painted((marks) => isArtifact(marks) && isTagged(marks)),
  ),
  ua(
    '7.1-3',
    'all that is painted is tagged or an artifact',
    painted((marks) => !isArtifact(marks) && !isTagged(marks)),
  ),
  ua('7.1-4', 'no tag is a guess', (pdf) =>
    unless(pdf.get(pdf.dict(pdf.catalog.get('MarkInfo')).get('Suspects')) !== true, 'Suspects'),
  ),
  ua('7.1-10', 'windows show its title', (pdf) =>
    unless(pdf.get(pdf.dict(pdf.catalog.get('ViewerPreferences')).get('DisplayDocTitle')) === true, 'DisplayDocTitle'),
  ),
  ua('7.1-12', 'every element knows its parent', (pdf) =>
    tagsOf(pdf).flatMap((tag) => {
      const [parent, root] = [tag.dict.get('P'), pdf.catalog.get('StructTreeRoot')];
      return unless(parent instanceof Ref && parent.id === (tag.parent?.id ?? (root as Ref).id), said(tag));
    }),
  ),
  ua('7.2-2', 'its outline has a language', (pdf) =>
    unless(!pdf.catalog.has('Outlines') || isLanguage(pdf).length === 0, 'Lang'),
  ),
  ua('7.3-1', 'a figure has words', (pdf) =>
    figures(pdf)
      .filter(({ dict }) => (pdf.text(dict.get('Alt')) ?? '') === '')
      .map(said),
  ),
  own('figure', 'a figure has a place', (pdf) =>
    figures(pdf)
      .filter((tag) => pdf.array(attributesOf(pdf, tag).get('BBox')).length !== 4)
      .map(said),
  ),
  ua('7.4.2-1', 'no level of heading is left out', skipped),
  ua('7.4.4-2', 'headings are numbered', (pdf) => unless(!rolesOf(tagsOf(pdf)).includes('H'), 'H')),
  own('headings', 'every section has a heading', (pdf) =>
    tagsOf(pdf)
      .filter(({ role, kids }) => role === 'Sect' && !rolesOf(kids).includes('H1'))
      .map(said),
  ),
  ua('7.9-1', 'a note has an identifier', (pdf) => unless(!notes(pdf).includes(''), 'none')),
  ua('7.9-2', 'of its own', (pdf) => unless(new Set(notes(pdf)).size === notes(pdf).length, 'twice')),
  own('parents', 'from content to element and back one comes to the same', lost),
  own('outline', 'it has bookmarks', (pdf) => unless(pdf.dict(pdf.catalog.get('Outlines')).has('First'), 'none')),
  own('texts', 'no text of the structure is empty', (pdf) =>
    tagsOf(pdf)
      .filter(({ dict }) =>
        ['Alt', 'T', 'E'].some((key) => dict.get(key) instanceof Text && pdf.text(dict.get(key)) === ''),
      )
      .map(said),
  ),
];
