import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';
import { assemble } from '../../../src/dossiers/assemble';
import { cardProperties } from '../../../src/dossiers/cards/card-files';
import { chaiCard } from '../../../src/dossiers/cards/chai-card';
import { inMarkdown } from '../../../src/dossiers/cards/markdown';
import { xmlText } from '../../../src/dossiers/cards/xml';
import type { DossierRecord } from '../../../src/dossiers/dossier-record';
import { writeDossier } from '../../../src/dossiers/pdf/write-dossier';
import { readAttachments } from '../../../src/dossiers/pdf/read-attachments';
import { Parsed } from '../pdf/parsed';
import { claim, dossierRecord, evidence, fileBytes, normalForm, result, submission, version } from '../fixtures/record';

const SHARED = join(__dirname, '../../../../shared');
const SCHEMA = join(SHARED, 'schemas/chai_v0.2.xsd');
const SAMPLE = join(SHARED, 'samples/chai_model_card/v0.2_Aidoc_CAC-01.xml');

/** The signature that the schema may hold is another schema of another host; the card has none, so its name is enough. */
const DSIG = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/2000/09/xmldsig#" elementFormDefault="qualified"><xs:element name="Signature"><xs:complexType><xs:sequence><xs:any minOccurs="0" maxOccurs="unbounded" processContents="skip"/></xs:sequence></xs:complexType></xs:element></xs:schema>`;

const card = (own: Partial<DossierRecord> = {}, which?: 'claimed'): string => {
  return chaiCard(dossierRecord(own), which);
};

async function faultsOf(xml: string): Promise<string[]> {
  const schema = readFileSync(SCHEMA, 'utf8').replace(/schemaLocation="[^"]*"/, 'schemaLocation="dsig.xsd"');
  const { errors } = await validateXML({
    xml: [{ fileName: 'card.xml', contents: xml }],
    schema: [{ fileName: 'card.xsd', contents: schema }],
    preload: [{ fileName: 'dsig.xsd', contents: DSIG }],
  });
  return errors.map(({ message }) => message);
}

const textOf = (xml: string, name: string): string =>
  new RegExp(`<${name}>([^]*?)</${name}>`).exec(xml)?.[1] ?? `no ${name}`;

const MANY = evidence({
  results: normalForm({ records: Array.from({ length: 900 }, (_, at) => result({ task: `task number ${at}` })) }),
});

const RECORDS: readonly (readonly [string, Partial<DossierRecord>])[] = [
  ['nothing missing', {}],
  ['nothing at all', { parties: [], functions: [], evidence: [], claims: [], events: [] }],
  ['a submission', { submissions: [submission()] }],
  ['no base model and no data', { version: version({ baseModel: null, trainingData: [], artifacts: [] }) }],
  ['many figures', { evidence: [MANY] }],
  [
    'text that is markup',
    { model: { ...dossierRecord().model, name: '</a> & <b> "]]>" \u0000\u{1F9EA}', description: '**x** [y](z)' } },
  ],
];

describe('The CHAI model card', () => {
  const isThere = existsSync(SCHEMA);
  if (!isThere) console.warn(`SKIPPED: the schema of the CHAI model card is not at ${SCHEMA}`);

  (isThere ? it : it.skip).each(RECORDS)('is valid against its schema, of a record with %s', async (_, own) => {
    expect(await faultsOf(card(own))).toEqual([]);
    expect(await faultsOf(card(own, 'claimed'))).toEqual([]);
  });

  (isThere ? it : it.skip)(
    'is held to the schema by a validator that takes the samples of CHAI and refuses what is not a card',
    async () => {
      expect(await faultsOf(readFileSync(SAMPLE, 'utf8'))).toEqual([]);
      expect(await faultsOf(card().replace(/<ModelName>.*<\/ModelName>/, ''))).not.toEqual([]);
      expect(await faultsOf(card().replace('<KeyMetrics>', '<KeyMetrics><Praise/>'))).not.toEqual([]);
    },
  );

  it('says what the record does not, and makes nothing up', () => {
    const xml = card();
    for (const name of [
      'DeveloperContact',
      'GlobalAvailability',
      'ModelType',
      'FundingSource',
      'StakeholdersConsulted',
    ]) {
      expect([name, textOf(xml, name)]).toEqual([name, 'Not stated in the record']);
    }
    expect(textOf(xml, 'SafetyReliability')).toContain('<ValueJson>null</ValueJson>');
    expect(textOf(xml, 'RegulatoryApproval')).toContain('not an FDA decision');
  });

  it('tells each figure with its number of items and its interval, and each claim with its limit, failed ones too', () => {
    const failed = claim({
      code: 'CL-0002',
      judgement: { ...claim().judgement, outcome: 'does-not-hold', reasons: ['Too low'] },
    });
    const xml = card({ claims: [claim(), failed] });
    const group = textOf(xml, 'UsefulnessUsabilityEfficacy');
    expect(textOf(group, 'Label')).toBe('medqa, acc, n 1,273, interval derived from the standard error, EV-0001');
    expect(JSON.parse(textOf(group, 'ValueJson'))).toMatchObject({
      kind: 'estimate_ci',
      estimate: 0.6339355852317361,
      level: 95,
      n: 1273,
    });
    expect(group).toContain('CL-0001 (FN-1): Names the right answer in at least six of ten questions');
    expect(textOf(group, 'Interpretation')).toContain('CL-0002 does not hold: Too low');
    expect(textOf(xml, 'KnownRisksAndLimitations')).toContain('CL-0002 does not hold');
  });

  it('puts figures of parts under fairness, and leaves bins of a calibration out', () => {
    const records = [result(), result({ subgroup: 'sex=female' }), result({ subgroup: 'bin=0.1-0.2' })];
    const xml = card({ evidence: [evidence({ results: normalForm({ records }) })] });
    expect(textOf(xml, 'FairnessEquity')).toContain('sex=female');
    expect(xml).not.toContain('bin=0.1');
  });

  it('says of illustrative figures that they are made up', () => {
    const xml = card({ evidence: [evidence({ illustrative: true })] });
    expect(textOf(xml, 'Summary')).toMatch(/^Illustrative data: /);
    expect(textOf(xml, 'Label')).toMatch(/\(illustrative\)$/);
  });

  it('is attached, and stands in the document information under the names that CHAI gives it', async () => {
    const { bytes } = await writeDossier(assemble(dossierRecord(), fileBytes));
    const attached = readAttachments(bytes).find(({ name }) => name === 'chai-card.xml');
    const { chaiMcXml, chaiMcSoftwareId } = await (await Parsed.open(bytes)).properties();
    expect(chaiMcXml).toBe(attached?.bytes.toString('utf8'));
    expect(chaiMcXml).toContain('<AppliedModelCard xmlns="https://mc.chai.org/v0.2/schema.xsd">');
    expect(chaiMcSoftwareId).toMatch(/^predicate \d/);
  });

  it('has the figures of claims alone where all of them are more than a string of a PDF/A holds', () => {
    const record = dossierRecord({ evidence: [MANY], claims: [claim({ task: 'task number 7' })] });
    const { chaiMcXml } = cardProperties(record);
    expect(chaiCard(record).length).toBeGreaterThan(32767);
    expect(chaiMcXml.length).toBeLessThanOrEqual(32767);
    expect(chaiMcXml.match(/<MetricResult>/g)).toHaveLength(3);
    expect(textOf(chaiMcXml, 'Interpretation')).toContain('899 more figures stand in the dossier');
  });
});

describe('Text in a card', () => {
  it('is ASCII, and comes out as it went in but for what XML cannot write', () => {
    expect(xmlText('a < b & "c" ≥ \u{1F9EA}\r\n\u0007')).toBe('a &lt; b &amp; "c" &#8805; &#129514;&#13;\n&#65533;');
  });

  it.each([
    ['a*b*', 'a\\*b\\*'],
    ['snake_case and _this_', 'snake_case and \\_this\\_'],
    ['[a](javascript:b) <c>', '\\[a\\](javascript:b) \\<c>'],
    ['# not a heading', '\\# not a heading'],
    ['1. not a list\n- nor this', '\\1. not a list\n\\- nor this'],
  ])('%s reads the same as Markdown', (text, expected) => {
    expect(inMarkdown(text)).toBe(expected);
  });
});
