import { writeDossier } from '../../../../src/dossiers/pdf/write-dossier';
import { specimen } from '../specimen';
import { AlteredPdf } from './altered-pdf';
import { brokenRules } from './rules';

type Break = (file: AlteredPdf) => AlteredPdf;

const drop =
  (where: RegExp, what: RegExp): Break =>
  (file) =>
    file.change(where, (source) => source.replace(what, ''));
const put =
  (where: RegExp, what: RegExp, by: string): Break =>
  (file) =>
    file.change(where, (source) => source.replace(what, by));
const metadata =
  (what: RegExp, by: string): Break =>
  (file) =>
    file.changeData(/\/Type\/Metadata/, (xml) => xml.replace(what, by));
/** The first page’s content, changed. */
const content =
  (by: (operators: string) => string): Break =>
  (file) => {
    const page = file.pdf.pages[1].page;
    const [first] = file.pdf.array(page.get('Contents')) as unknown as { id: number }[];
    return file.changeObjectData(first.id, by);
  };

/** One thing broken in a good file, and the rules of which each turns red. */
const BREAKS: readonly (readonly [string, Break, readonly string[]])[] = [
  ['the words of a figure', drop(/\/S\/Figure/, /\/Alt(?:\((?:\\.|[^)])*\)|<[^>]*>)/), ['PDF/UA-1 7.3-1']],
  ['the place of a figure', drop(/\/S\/Figure/, /\/BBox\[[^\]]*\]/), ['ours figure']],
  ['the language', drop(/\/Type \/Catalog/, /\/Lang \([^)]*\)/), ['PDF/A-3a 6.7.4-1', 'PDF/UA-1 7.2-34']],
  [
    'the mark that it is tagged',
    put(/\/Type \/Catalog/, /\/Marked true/, '/Marked false'),
    ['PDF/A-3a 6.7.2.2-1', 'PDF/UA-1 6.2-1'],
  ],
  ['the structure', drop(/\/Type \/Catalog/, /\/StructTreeRoot \d+ 0 R/), ['PDF/A-3a 6.7.3.3-1', 'PDF/UA-1 7.1-11']],
  ['the title in the window', put(/\/DisplayDocTitle/, /true/, 'false'), ['PDF/UA-1 7.1-10']],
  ['the metadata', drop(/\/Type \/Catalog/, /\/Metadata \d+ 0 R/), ['PDF/A-3a 6.6.2.1-1', 'PDF/UA-1 7.1-8']],
  ['an ampersand in the title', metadata(/FDA SaMD/, 'R&D SaMD'), ['PDF/A-3a 6.6.2.1-4', 'PDF/UA-1 7.1-9']],
  ['an angle bracket in the author', metadata(/Northmere/, 'North<mere'), ['PDF/A-3a 6.6.2.1-4']],
  ['the part of PDF/A', metadata(/<pdfaid:part>3/, '<pdfaid:part>2'), ['PDF/A-3a 6.6.4-2']],
  ['the level of PDF/A', metadata(/<pdfaid:conformance>A</, '<pdfaid:conformance>B<'), ['PDF/A-3a 6.6.4-3']],
  ['that it is PDF/A', metadata(/<pdfaid:part>3<\/pdfaid:part>/, ''), ['PDF/A-3a 6.6.4-1']],
  ['that it is PDF/UA', metadata(/<pdfuaid:part>1<\/pdfuaid:part>/, ''), ['PDF/UA-1 5-1']],
  [
    'the schema of PDF/UA',
    metadata(/<pdfaExtension:schemas>[^]*<\/pdfaExtension:schemas>/, ''),
    ['PDF/A-3a 6.6.2.3.1-1'],
  ],
  ['the category of a property', metadata(/internal/, 'inner'), ['PDF/A-3a 6.6.2.3.3-9']],
  ['a title that differs', metadata(/FDA SaMD/, 'FDA'), ['ours metadata']],
  ['the key of a page', drop(/\/Type \/Page\n/, /\/StructParents \d+/), ['ours parents']],
  [
    'two owners of a page, exchanged',
    (file) => file.change(/^\[\d+ 0 R \d+ 0 R/, (source) => source.replace(/^\[(\d+ 0 R) (\d+ 0 R)/, '[$2 $1')),
    ['ours parents'],
  ],
  [
    'two keys of the parent tree, exchanged',
    (file) => file.change(/\/Nums\[/, (source) => source.replace(/\[0 (\d+ 0 R) 1 (\d+ 0 R)/, '[0 $2 1 $1')),
    ['ours parents'],
  ],
  ['the parent of an element', put(/\/S\/TD/, /\/P \d+ 0 R/, '/P 1 0 R'), ['PDF/UA-1 7.1-12']],
  ['a tag that nobody knows', put(/\/S\/P\//, /\/S\/P\//, '/S/Prose/'), ['PDF/A-3a 6.7.3.4-1', 'PDF/UA-1 7.1-5']],
  [
    'content that is not marked',
    content((text) => text.replace(/\/Artifact BMC\n([^]*?)EMC\n/, '$1')),
    ['PDF/UA-1 7.1-3'],
  ],
  [
    'content marked within an artifact',
    content((text) => text.replace(/(\/\w+ <<\/MCID \d+>> BDC\n)([^]*?EMC\n)/, '/Artifact BMC\n$1$2EMC\n')),
    ['PDF/UA-1 7.1-2'],
  ],
  ['a mark that is not closed', content((text) => text.replace(/EMC\n$/, '')), ['ours marks']],
  ['a number of content twice', content((text) => text.replace(/MCID 1>>/, 'MCID 0>>')), ['ours parents']],
  ['a colour of print', content((text) => `${text}0 0 0 1 k\n`), ['PDF/A-3a 6.2.4.3-3']],
  ['an unknown operator', content((text) => `${text}1 XX\n`), ['PDF/A-3a 6.2.2-1']],
  ['the flags of a link', drop(/\/Subtype\/Link/, /\/F 4/), ['PDF/A-3a 6.3.2-1']],
  ['a hidden link', put(/\/Subtype\/Link/, /\/F 4/, '/F 6'), ['PDF/A-3a 6.3.2-2']],
  [
    'the words of a link',
    drop(/\/Subtype\/Link/, /\/Contents ?(?:\([^)]*\)|<[^>]*>)/),
    ['PDF/UA-1 7.18.5-2', 'PDF/UA-1 7.18.1-2'],
  ],
  ['the target of a link', put(/\/Subtype\/Link/, /\/Dest ?(?:\([^)]*\)|<[^>]*>)/, '/Dest(nowhere)'), ['ours target']],
  ['the element of a link', put(/\/S\/Link/, /\/S\/Link/, '/S/Span'), ['PDF/UA-1 7.18.5-1']],
  [
    'the key of a link',
    put(/\/Subtype\/Link/, /\/StructParent \d+/, '/StructParent 0'),
    ['PDF/UA-1 7.18.5-1', 'ours annotation'],
  ],
  [
    'the page of a link in its element',
    (file) => file.change(/\/S\/Link/, (source) => source.replace(/\/Type\/OBJR\/Pg \d+/, '/Type/OBJR/Pg 1')),
    ['ours annotation'],
  ],
  ['the flags of the seal’s field', drop(/\/FT\/Sig/, /\/F 132/), ['PDF/A-3a 6.3.2-1']],
  ['the words of the seal’s field', drop(/\/FT\/Sig/, /\/TU\([^)]*\)/), ['PDF/UA-1 7.18.1-3']],
  ['the form of the seal’s field', put(/\/S\/Form/, /\/S\/Form/, '/S/P'), ['PDF/UA-1 7.18.4-1']],
  ['a field with a size and no look', put(/\/FT\/Sig/, /\[0 0 0 0\]/, '[0 0 9 9]'), ['PDF/A-3a 6.3.3-1']],
  [
    'the order of a page',
    (file) => file.change(/\/Type \/Page\n[^]*\/Annots/, (source) => source.replace('/Tabs /S', '')),
    ['PDF/UA-1 7.18.3-1'],
  ],
  [
    'the texts of a font',
    drop(/\/Subtype \/Type0/, /\/ToUnicode \d+ 0 R/),
    ['PDF/A-3a 6.2.11.7.2-1', 'PDF/UA-1 7.21.7-1'],
  ],
  [
    'the program of a font',
    drop(/\/FontFile2/, /\/FontFile2 \d+ 0 R/),
    ['PDF/A-3a 6.2.11.4.1-1', 'PDF/UA-1 7.21.4.1-1'],
  ],
  [
    'the map of a font',
    drop(/\/CIDToGIDMap/, /\/CIDToGIDMap \/Identity/),
    ['PDF/A-3a 6.2.11.3.2-1', 'PDF/UA-1 7.21.3.2-1'],
  ],
  [
    'the width of a glyph',
    put(/\/CIDToGIDMap/, /\/W \[0 \[(\S+) \S+ \S+ \S+/, '/W [0 [$1 9 9 9'),
    ['PDF/A-3a 6.2.11.5-1', 'PDF/UA-1 7.21.5-1'],
  ],
  [
    'the missing glyph',
    content((text) => text.replace(/<[0-9a-f]{4}/, '<0000')),
    ['PDF/A-3a 6.2.11.8-1', 'PDF/UA-1 7.21.8-1'],
  ],
  [
    'a glyph that is not inside',
    content((text) => text.replace(/<[0-9a-f]{4}/, '<0fff')),
    ['PDF/A-3a 6.2.11.4.1-2', 'PDF/UA-1 7.21.4.1-2'],
  ],
  [
    'a set of glyphs that tells another',
    put(/\/FontFile2/, /\/FontFile2/, '/CIDSet 1 0 R/FontFile2'),
    ['PDF/A-3a 6.2.11.4.2-2'],
  ],
  [
    'the meaning of colours',
    drop(/\/Type \/Catalog/, /\/OutputIntents \[[^\]]*\]/),
    ['PDF/A-3a 6.2.3-2', 'PDF/A-3a 6.2.4.3-2'],
  ],
  [
    'the space of the colour profile',
    (file) => file.changeData(/\/N 3/, (icc) => icc.replace('RGB ', 'CMYK')),
    ['PDF/A-3a 6.2.3-1'],
  ],
  ['the media type of a file', drop(/\/Type\/EmbeddedFile/, /\/Subtype\/[^/]*/), ['PDF/A-3a 6.8-1']],
  [
    'the second name of a file',
    drop(/\/Type\/Filespec/, /\/UF(?:\([^)]*\)|<[^>]*>)(?=\/EF)/),
    ['PDF/A-3a 6.8-2', 'PDF/UA-1 7.11-1'],
  ],
  ['the relationship of a file', drop(/\/Type\/Filespec/, /\/AFRelationship\/\w+/), ['PDF/A-3a 6.8-3']],
  ['the list of associated files', drop(/\/Type \/Catalog/, /\/AF \[[^\]]*\]/), ['PDF/A-3a 6.8-4']],
  ['the check sum of a file', put(/\/CheckSum</, /\/CheckSum<../, '/CheckSum<'), ['ours checksum']],
  ['a level of heading', put(/\/S\/H2/, /\/S\/H2/, '/S/H3'), ['PDF/UA-1 7.4.2-1']],
  ['the heading of a section', put(/\/S\/H1/, /\/S\/H1/, '/S/P'), ['ours headings']],
  ['the identifier of a note', drop(/\/S\/Note/, /\/ID\([^)]*\)/), ['PDF/UA-1 7.9-1']],
  ['an identifier that two notes have', put(/\/ID\(note-000002\)/, /note-000002/, 'note-000001'), ['PDF/UA-1 7.9-2']],
  ['a cell in a body', put(/\/S\/TD/, /\/S\/TD/, '/S/TR'), ['PDF/UA-1 7.2-10', 'PDF/UA-1 7.2-4']],
  ['a table without a body', put(/\/S\/TBody/, /\/S\/TBody/, '/S/THead'), ['PDF/UA-1 7.2-11', 'PDF/UA-1 7.2-14']],
  [
    'a row that is too short',
    put(/\/S\/TR\/P[^K]*\/K\[\d+ 0 R \d+ 0 R \d+ 0 R/, /\/K\[\d+ 0 R /, '/K['),
    ['PDF/UA-1 7.2-42'],
  ],
  [
    'the scope of a head',
    (file) => file.change(/\/S\/TH.*Scope\/Column/, (source) => source.replace('/Scope/Column', ''), { all: true }),
    ['PDF/UA-1 7.5-1', 'ours scope'],
  ],
  ['a label outside of an item', put(/\/S\/LI\//, /\/S\/LI\//, '/S/P/'), ['PDF/UA-1 7.2-18', 'PDF/UA-1 7.2-19']],
  ['an entry outside of the contents', put(/\/S\/TOC\//, /\/S\/TOC\//, '/S/P/'), ['PDF/UA-1 7.2-26']],
  ['a role map', put(/\/Type\/StructTreeRoot/, /\/Type/, '/RoleMap<</P/H1>>/Type'), ['PDF/A-3a 6.7.3.4-3']],
  [
    'an action that opens',
    put(/\/Type \/Catalog/, /\/Type/, '/OpenAction<</S/JavaScript/JS(x)>>/Type'),
    ['PDF/A-3a 6.5.1-1'],
  ],
  ['optional content', put(/\/Type \/Catalog/, /\/Type/, '/OCProperties<</D<<>>>>/Type'), ['PDF/A-3a 6.9-1']],
  ['a transparent page', put(/\/Type \/Page\n/, /\/Type/, '/Group<</S/Transparency>>/Type'), ['PDF/A-3a 6.2.10-2']],
  [
    'a page as thin as a hair',
    put(/\/Type \/Page\n/, /\/MediaBox \[[^\]]*\]/, '/MediaBox [0 0 1 792]'),
    ['PDF/A-3a 6.1.13-11'],
  ],
  ['a page without resources', put(/\/Type \/Page\n/, /\/Resources \d+ 0 R/, '/Resources<<>>'), ['unreadable']],
  ['a name of 128 letters', put(/\/Type \/Catalog/, /\/Type/, `/${'x'.repeat(128)} 1/Type`), ['PDF/A-3a 6.1.13-4']],
  ['a number of 33 bits', put(/\/Type \/Catalog/, /\/Type/, '/X 4294967296/Type'), ['PDF/A-3a 6.1.13-1']],
  ['a string of odd digits', put(/\/Type \/Catalog/, /\/Type/, '/X<abc>/Type'), ['PDF/A-3a 6.1.6-1']],
];

describe('A good file', () => {
  let bytes: Buffer;

  beforeAll(async () => {
    ({ bytes } = await writeDossier(specimen()));
  });

  it('breaks no rule, neither as it is nor put together anew', () => {
    expect(brokenRules(bytes)).toEqual(new Map());
    expect(brokenRules(new AlteredPdf(bytes).bytes())).toEqual(new Map());
  });

  it.each(BREAKS)('with this broken turns red: %s', (_, by, rules) => {
    const broken = [...brokenRules(by(new AlteredPdf(bytes)).bytes()).keys()];
    for (const rule of rules) expect(broken).toContain(rule);
  });

  it.each([
    ['another header', (text: string) => text.replace('%PDF-1.7', '%PDF-2.0'), 'PDF/A-3a 6.1.2-1'],
    ['no binary comment', (text: string) => text.replace('%\xff\xff\xff\xff', '%abcd'), 'PDF/A-3a 6.1.2-2'],
    ['bytes after its end', (text: string) => `${text}   `, 'PDF/A-3a 6.1.3-3'],
    [
      'a stream that is shorter than it says',
      (text: string) => text.replace(/\/Length (\d)(\d\d\d)>>/, '/Length 1$2>>'),
      'PDF/A-3a 6.1.7.1-1',
    ],
  ])('with %s turns red', (_, by, rule) => {
    expect([...brokenRules(Buffer.from(by(bytes.toString('latin1')), 'latin1')).keys()]).toContain(rule);
  });
});
