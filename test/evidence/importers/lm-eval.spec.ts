import { readEvidenceFile } from '../../../src/evidence/importers/read-evidence-file';

interface Parts {
  readonly row?: string;
  readonly config?: string;
  readonly more?: string;
}

/** A small v0.4 file of one task, with parts of it replaced. */
const file = ({ row = '"acc,none": 0.5', config = '', more = '' }: Parts = {}) =>
  Buffer.from(`{"results": {"t": {${row}}}, "versions": {"t": 1}, "config": {"limit": null${config}}${more}}`);

const read = (parts: Parts = {}) => readEvidenceFile('results.json', file(parts));
const codes = (parts: Parts) => read(parts).warnings.map(({ code, at }) => `${code} ${at}`);

describe('A figure of lm_eval', () => {
  it.each([
    ['NaN', 'NaN'],
    ['-Infinity', '-Infinity'],
    ['null', 'null'],
    ['"N/A"', 'N/A'],
    ['1e999', '1e999'],
  ])('that is %s stays as a row without a value, with a warning', (written, valueText) => {
    const parts = { row: `"acc,none": ${written}, "f1,none": 0.1` };
    expect(read(parts).records).toMatchObject([
      { metric: 'acc', value: null, valueText },
      { metric: 'f1', value: 0.1 },
    ]);
    expect(codes(parts)).toEqual(['not-a-number /results/t/acc,none']);
  });

  it('that is 0 is not the same as none', () => {
    expect(read({ row: '"acc,none": 0, "acc_stderr,none": 0.0' }).records).toMatchObject([{ value: 0, stderr: 0 }]);
  });

  it('has no standard error when the file says N/A, and no warning for it', () => {
    const parts = { row: '"acc,none": 0.5, "acc_stderr,none": "N/A"' };
    expect(read(parts).records).toMatchObject([{ stderr: null }]);
    expect(codes(parts)).toEqual([]);
  });

  it.each(['acc', 'f1', 'exact_match', 'pass@1'])('beyond 1 is warned of when %s is declared from 0 to 1', (metric) => {
    expect(codes({ row: `"${metric},none": 71.5` })).toEqual([`out-of-range /results/t/${metric},none`]);
    expect(read({ row: `"${metric},none": 71.5` }).records).toMatchObject([{ value: 71.5, valueText: '71.5' }]);
  });

  it('may be below 0 for mcc, and anything for a perplexity', () => {
    expect(codes({ row: '"mcc,none": -0.5, "word_perplexity,none": 31' })).toEqual([]);
    expect(codes({ row: '"mcc,none": -1.5' })).toEqual(['out-of-range /results/t/mcc,none']);
  });

  it('stands beside the others of its task, in the order of the file', () => {
    const { records } = read({ row: '"f1,none": 0.9, "acc,none": 0.7, "acc_norm,none": 0.4, "acc,strict": 0.6' });
    expect(records.map(({ metric, filter }) => `${metric},${filter}`)).toEqual([
      'f1,none',
      'acc,none',
      'acc_norm,none',
      'acc,strict',
    ]);
  });

  it('is nothing that a row says of itself', () => {
    const row =
      '"name": "t", "alias": "t", "sample_len": 3, "sample_count": {"acc,none": 3}, " ": " ", "acc,none": 0.5';
    expect(read({ row }).records).toMatchObject([{ metric: 'acc', n: 3 }]);
    expect(codes({ row })).toEqual([]);
  });

  it('is never dropped in silence', () => {
    expect(codes({ row: '"acc,none": 0.5, "odd": 3, "f1_stderr,none": 0.1' })).toEqual([
      'unknown-key /results/t/odd',
      'orphan-stderr /results/t/f1_stderr,none',
    ]);
  });
});

describe('A run of lm_eval', () => {
  it('that was limited is partial', () => {
    const bytes = Buffer.from(file().toString().replace('"limit": null', '"limit": 0.25'));
    expect(readEvidenceFile('r.json', bytes)).toMatchObject({
      status: 'partial',
      limit: 0.25,
      warnings: [{ code: 'partial-run', at: '/config/limit' }],
    });
  });

  it('that scored fewer items than the set has is partial, and n is what was scored', () => {
    const form = read({ more: ', "n-samples": {"t": {"original": 500, "effective": 20}}' });
    expect(form).toMatchObject({ status: 'partial', limit: null, records: [{ n: 20 }] });
    expect(form.warnings).toMatchObject([{ code: 'partial-run', at: '/n-samples/t' }]);
  });

  it.each([
    ['1771866965.1875355', '2026-02-23T17:16:05Z'],
    ['1771866965', '2026-02-23T17:16:05Z'],
  ])('began at the date %s of the file, in UTC', (date, evaluatedAt) => {
    expect(read({ more: `, "date": ${date}` }).evaluatedAt).toBe(evaluatedAt);
  });

  it.each(['1771866965000', '"yesterday"', 'NaN', '-5'])('has no date when the file says %s', (date) => {
    const form = read({ more: `, "date": ${date}` });
    expect(form.evaluatedAt).toBeNull();
    expect(form.missing).toContain('date of the run');
    expect(form.warnings[0]).toMatchObject({ code: 'unreadable-date', at: '/date' });
  });

  it('misses only what the file lacks', () => {
    expect(read().missing).toEqual([
      'model name',
      'model revision',
      'tool version',
      'date of the run',
      'task hash',
      'dataset',
      'dataset version',
      'dataset split',
      'number of items scored',
    ]);
  });
});

describe('The groups of lm_eval', () => {
  const groups = (text: string) => ({ row: '"acc,none": 0.50, "acc_stderr,none": 0.1', more: `, "groups": ${text}` });

  it('are not counted beside the same row in the results', () => {
    const parts = groups('{"t": {"acc,none": 0.5, "acc_stderr,none": 0.10}}');
    expect(read(parts).records).toMatchObject([{ task: 't', isGroup: true, valueText: '0.50' }]);
    expect(codes(parts)).toEqual([]);
  });

  it('are warned of when they contradict the results, which are kept', () => {
    const parts = groups('{"t": {"acc,none": 0.6, "acc_stderr,none": 0.2}}');
    expect(read(parts).records).toMatchObject([{ value: 0.5, stderr: 0.1 }]);
    expect(codes(parts)).toEqual([
      'conflicting-values /groups/t/acc,none',
      'conflicting-values /groups/t/acc_stderr,none',
    ]);
  });

  it('are added after the results where only they have a figure', () => {
    expect(read(groups('{"all": {"acc,none": 0.6}}')).records).toMatchObject([
      { task: 't', isGroup: false },
      { task: 'all', isGroup: true },
    ]);
  });

  it('are known by their members; a task with an empty list of members is none', () => {
    const more = (members: string) => ({ more: `, "group_subtasks": {"t": ${members}}` });
    expect(read(more('["a"]')).records).toMatchObject([{ isGroup: true }]);
    expect(read(more('[]')).records).toMatchObject([{ isGroup: false }]);
  });
});

describe('The model of lm_eval', () => {
  const model = (args: string, more = '') => read({ config: `, "model": "hf", "model_args": ${args}${more}` }).model;

  it('is named by its arguments, as text or as an object', () => {
    expect(model('"pretrained=a/b,revision=v2,dtype=float16"')).toMatchObject({
      id: 'a/b',
      revision: 'v2',
      source: 'hf',
      args: 'pretrained=a/b,revision=v2,dtype=float16',
    });
    expect(model('{"pretrained": "a/b", "revision": "v2", "t": 0.10}')).toMatchObject({
      id: 'a/b',
      revision: 'v2',
      args: '{"pretrained":"a/b","revision":"v2","t":0.10}',
    });
  });

  it('is the adapter where one was tested, and not of the revision of its base', () => {
    expect(model('"pretrained=a/b,revision=v2,peft=a/adapter"')).toMatchObject({ id: 'a/adapter', revision: null });
  });

  it('has the commit that the tool found rather than the name of a branch', () => {
    expect(model('"pretrained=a/b,revision=main"', ', "model_sha": "0f1e"').revision).toBe('0f1e');
    expect(model('"pretrained=a/b"', ', "model_sha": "", "model_revision": "main"').revision).toBe('main');
  });

  it.each([
    '/home/jdoe/models/m-8b',
    '~/models/m-8b',
    'C:\\\\Users\\\\jdoe\\\\m-8b',
    '\\\\\\\\host\\\\jdoe\\\\m-8b',
    'file:///srv/jdoe/m-8b',
  ])('is recorded without the folders of %s', (path) => {
    const form = read({ config: `, "model_args": "pretrained=${path},dtype=auto"` });
    expect(form.model).toMatchObject({ id: 'm-8b', args: 'pretrained=[local path],dtype=auto' });
    expect(form.warnings).toMatchObject([{ code: 'local-path', at: '/config/model_args' }]);
    expect(JSON.stringify(form)).not.toMatch(/jdoe|~\//);
  });

  it('is recorded without secrets', () => {
    const form = read({ config: ', "model_args": "model=m,api_key=k-1,base_url=https://u:p@h/v1,add_bos_token=True"' });
    expect(form.model.args).toBe('model=m,api_key=[removed],base_url=https://[removed]@h/v1,add_bos_token=True');
    expect(form.warnings).toMatchObject([{ code: 'secret-removed' }]);
  });
});
