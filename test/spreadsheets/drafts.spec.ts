import type { Organization } from '../../src/models/organization.entity';
import { delimiterOf } from '../../src/spreadsheets/csv/delimiter.rules';
import { Directory, Folding } from '../../src/spreadsheets/directory.rules';
import { columnsOf } from '../../src/spreadsheets/header.rules';
import { artifactsIn, artifactsText, readArtifacts } from '../../src/spreadsheets/kinds/artifacts.rules';
import { flag, may, must, wholeNumber } from '../../src/spreadsheets/kinds/column';
import { draftOrganization } from '../../src/spreadsheets/kinds/organizations.rules';
import { faultyCell, textCell } from '../../src/spreadsheets/sheet';
import { rowOf } from '../../src/spreadsheets/table.rules';
import { isAsked, lineOf, Twins } from '../../src/spreadsheets/verdicts.rules';

const ID_A = '019a0000-0000-7000-8000-00000000000a';
const ID_B = '019a0000-0000-7000-8000-00000000000b';
const organization = (id: string, name: string, own: Partial<Organization> = {}): Organization => ({
  ...{ id, name, place: null, country: 'US', createdAt: new Date(0), revision: 3 },
  ...own,
});
const KNOWN = new Directory([organization(ID_A, 'Alpha '), organization(ID_B, 'BETA')], new Folding());
const row = (values: Record<string, string | null | undefined>) => ({
  ...{ number: 7, faults: [] },
  values: JSON.parse(JSON.stringify(values)) as Record<string, string | null>,
});
const drafted = (values: Record<string, string | null | undefined>) => draftOrganization(row(values), KNOWN);
const verdict = (values: Record<string, string | null>) =>
  lineOf(drafted(values), { row: row(values), byRules: [], twins: [] }).verdict;

describe('A row of organizations', () => {
  it.each<[string, Record<string, string | null>, string]>([
    ['new under a name that nobody has', { name: 'Gamma', country: 'US' }, 'new'],
    ['changed by the case of its name alone', { name: 'beta', country: 'US' }, 'changed'],
    ['the same but for the blanks around it', { id: ID_A, name: 'Alpha', country: 'US' }, 'same'],
    ['the same without the columns that it has not', { name: 'BETA' }, 'same'],
    ['changed where it says otherwise', { name: 'BETA', country: 'DE' }, 'changed'],
    ['changed by its id', { id: ID_B.toUpperCase(), name: 'Beta Two', country: 'US' }, 'changed'],
    ['refused under an id that nobody has', { id: ID_A.replace('a', 'b'), name: 'X1', country: 'US' }, 'refused'],
    ['refused under what is no id', { id: '7', name: 'X1', country: 'US' }, 'refused'],
    ['refused with the name of another', { id: ID_A, name: 'Beta', country: 'US' }, 'refused'],
  ])('is %s', (_, values, expected) => {
    expect(verdict(values)).toBe(expected);
  });

  it('rests on every record that it is about or names, as it was seen', () => {
    expect(drafted({ id: ID_A, name: 'Beta' }).basis).toEqual([
      { id: ID_A, revision: 3 },
      { id: ID_B, revision: 3 },
    ]);
  });

  it('is asked of the rules unless it says what is recorded', () => {
    expect(
      [{ name: 'Gamma' }, { name: 'BETA', country: 'DE' }, { name: 'BETA' }].map((one) => isAsked(drafted(one))),
    ).toEqual([true, true, false]);
  });

  it('says each column once: its cell, else what it names, else the rules', () => {
    const values = { id: '7', name: 'X1', country: null };
    const faults = [{ pointer: '/country', detail: 'is a formula' }];
    const byRules = ['id', 'name', 'country'].map((name) => ({ pointer: `/${name}`, detail: 'by the rules' }));
    const { reasons } = lineOf(drafted(values), { row: { ...row(values), faults }, byRules, twins: [] });
    expect(reasons.map(({ pointer, detail }) => `${pointer} ${detail}`)).toEqual([
      '/country is a formula',
      '/id is the id of no organization',
      '/name by the rules',
    ]);
  });
});

describe('Two rows of one record', () => {
  it('are both refused, whether by id or by name', () => {
    const twins = new Twins();
    const drafts = [{ id: ID_A, name: 'New' }, { name: 'new' }, { name: 'Alone' }].map((values, at) => ({
      ...drafted(values),
      row: at + 2,
    }));
    drafts.forEach((draft) => twins.add(draft));
    expect(drafts.map((draft) => twins.of(draft).map(({ detail }) => detail))).toEqual([
      ['is about the same record as row 3: keep one of them'],
      ['is about the same record as row 2: keep one of them'],
      [],
    ]);
  });
});

describe('A row of a sheet', () => {
  const columns = [must('name', '', ''), may('place', '')];
  const of = (...cells: string[]) => rowOf({ number: 2, cells: cells.map(textCell) }, columns);

  it('is read without the blanks around its texts, null where there is nothing', () => {
    expect(of(' A b ', ' ')).toEqual({ number: 2, values: { name: 'A b', place: null }, faults: [] });
  });

  it.each([
    ['more cells than the header', ['A', 'b', 'c'], ''],
    ['fewer cells than the header', ['A'], ''],
    ['a cell that is too long', ['A', 'x'.repeat(32_768)], '/place'],
    ['U+0000', ['A\0', ''], '/name'],
    ['half of a character', ['A\ud800', ''], '/name'],
    ['a noncharacter', ['A\uffff', ''], '/name'],
  ])('is faulty with %s', (_, cells, pointer) => {
    expect(of(...cells).faults.map((fault) => fault.pointer)).toEqual([pointer]);
  });

  it('may end in cells that are empty', () => {
    expect(of('A', 'b', '', ' ').faults).toEqual([]);
  });
});

describe('A header', () => {
  const columns = [must('semanticVersion', '', ''), may('label', '')];
  const named = (...names: string[]) =>
    columnsOf({ number: 1, cells: names.map(textCell) }, columns).map(({ name }) => name);

  it('names columns in any case, with blanks and dashes, and may end in nothing', () => {
    expect(named('LABEL', ' Semantic Version', '')).toEqual(['label', 'semanticVersion']);
    expect(named('semantic_version')).toEqual(['semanticVersion']);
  });

  it('is refused with every wrong name at once, the known ones told', () => {
    expect(() => named('label', 'Label', 'colour')).toThrow(
      'Row 1: “Label” stands there twice; “colour” is no column of this; there are semanticVersion, label; ' +
        'the column “semanticVersion” is missing',
    );
    expect(() => columnsOf({ number: 1, cells: [faultyCell('is a formula')] }, columns)).toThrow('a cell is a formula');
    expect(() => columnsOf(undefined, columns)).toThrow('is empty');
  });

  it('tells the delimiter by the columns that it makes', () => {
    const known = new Set(['name', 'place']);
    expect([
      delimiterOf('name;place, state', known),
      delimiterOf('name\tplace', known),
      delimiterOf('x', known),
    ]).toEqual([';', '\t', ',']);
  });
});

describe('A cell', () => {
  it('is read as a whole number or a yes where it is one, and left to the rules where not', () => {
    expect([wholeNumber('1000'), wholeNumber('1.5'), wholeNumber(null)]).toEqual([1000, '1.5', null]);
    expect([flag('TRUE'), flag('no'), flag(null), flag('maybe')]).toEqual([true, false, false, 'maybe']);
  });

  it('lists parts line by line, and blanks between them are no change', () => {
    const [sha256, text] = ['a'.repeat(64), `weights  the  weights ${'A'.repeat(64)}\r\n\r\nother x`];
    expect(artifactsIn(text)).toEqual([
      { kind: 'weights', name: 'the weights', sha256 },
      { kind: 'other', name: '', sha256: 'x' },
    ]);
    expect(readArtifacts(`weights the weights  ${sha256}`)).toBe(
      artifactsText([{ kind: 'weights', name: 'the weights', sha256 }]),
    );
    expect([readArtifacts(null), artifactsText([])]).toEqual([null, null]);
  });
});
