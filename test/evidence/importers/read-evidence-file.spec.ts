import { FORMATS } from '../../../src/evidence/normal-form';
import { detect, IMPORTERS } from '../../../src/evidence/importers';
import { MAX_PARSED_BYTES, readEvidenceFile } from '../../../src/evidence/importers/read-evidence-file';
import { Refusal } from '../../../src/kernel/refusal';

const GOOD = '{"results": {"t": {"acc": 0.5}}, "versions": {"t": 0}}';

function refusal(bytes: Buffer | string, format?: string): string {
  try {
    readEvidenceFile('results.json', Buffer.from(bytes), format);
  } catch (error) {
    if (error instanceof Refusal && error.type === 'unreadable-file') return error.detail;
    throw error;
  }
  throw new Error('was not refused');
}

describe('An evidence file', () => {
  it('is known by its content, whatever its name', () => {
    expect(detect(Buffer.from(GOOD))).toBe('lm_eval');
    expect(readEvidenceFile('junit.xml', Buffer.from(GOOD)).format).toBe('lm_eval');
  });

  it.each(['a/b/r.json', '/a/r.json', 'C:\\a\\r.json', 'r.json'])('is recorded by its base name: %s', (name) => {
    const { source } = readEvidenceFile(name, Buffer.from(GOOD));
    expect(source).toMatchObject({ file: 'r.json', size: GOOD.length });
    expect(source.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each<[string, Buffer | string, string]>([
    ['is empty', '', 'The file is empty'],
    ['is a ZIP archive', 'PK\x03\x04rest', 'The file is a ZIP archive'],
    ['is a PDF', '%PDF-1.7', 'The file is a PDF'],
    ['is XML', '<?xml version="1.0"?><a/>', 'The file is XML'],
    ['is CSV', 'task,acc\nmedqa,0.5\n', 'The file is CSV'],
    ['is YAML', 'task: medqa\n', 'The file is YAML'],
    ['is UTF-16', Buffer.from(`\ufeff${GOOD}`, 'utf16le'), 'The file is UTF-16 text'],
    ['is JSON Lines', '{"doc_id": 0}\n{"doc_id": 1}\n', 'item files are attached, not parsed'],
    ['is another JSON', '{"a": 1}', 'none of the known formats. lm_eval looks for "results"'],
    [
      'is a known JSON that nobody reads',
      '{"bomFormat": "CycloneDX", "specVersion": "1.6"}',
      'It seems to be cyclonedx',
    ],
    [
      'comes from a tool with similar members',
      GOOD.replace('{', '{"config_general": {}, '),
      'none of the known formats',
    ],
    ['has no metric', '{"results": {"t": {}}, "versions": {}}', 'hold no metric'],
    ['names a task with U+0000', GOOD.replaceAll('"t"', '"t\\u0000"'), 'U+0000'],
    ['is followed by something', `${GOOD} x`, 'line 1, column 56: something follows the end'],
  ])('that %s is refused, saying so', (_, bytes, detail) => {
    expect(refusal(bytes)).toContain(detail);
  });

  it('larger than 20 MiB is refused with its size', () => {
    const bytes = Buffer.alloc(MAX_PARSED_BYTES + 1, ' ');
    expect(refusal(bytes)).toContain('20971521 bytes; results files are parsed up to 20971520 bytes (20 MiB)');
  });

  it('is refused by name when the format that is asked for does not fit', () => {
    expect(refusal('{"runs": [], "version": "2.1.0"}', 'lm_eval')).toMatch(
      /^The file is not lm_eval\. It seems to be sarif\./,
    );
    expect(refusal(GOOD, 'helm')).toBe('No importer reads the format helm');
    expect(refusal(GOOD, 'lm-eval')).toMatch(/^There is no format "lm-eval"; known: azure_ai_evaluation, /);
  });

  it('keeps what the reader met outside the records as warnings', () => {
    const bytes = Buffer.from(GOOD.replace('}}, ', '}}, "config": {"limit": NaN, "x": [Infinity]}, '));
    expect(readEvidenceFile('r.json', bytes)).toMatchObject({
      limit: null,
      status: 'complete',
      warnings: [
        { code: 'not-a-number', at: '/config/limit' },
        { code: 'not-a-number', at: '/config/x/0' },
      ],
    });
  });
});

describe('The importers', () => {
  it('are of the closed list of formats, one each, and carry a version', () => {
    expect(new Set(IMPORTERS.map(({ format }) => format)).size).toBe(IMPORTERS.length);
    for (const { format, version } of IMPORTERS) {
      expect(FORMATS).toContain(format);
      expect(version).toMatch(new RegExp(`^${format}@[1-9]\\d*$`));
    }
  });
});
