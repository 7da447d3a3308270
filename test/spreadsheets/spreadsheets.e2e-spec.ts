import { registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { refused } from '../support/problems';
import { apply, broughtIn, dryRun, planned, refusalsOf, verdictsOf, XLSX } from '../support/sheets';
import { countOf, leavesNothing, toldOf } from '../support/trail';
import { xlsxOf } from '../support/xlsx';

const TABLES = ['organization', 'model', 'model_party', 'model_version', 'claim', 'claim_revision', 'idempotency_key'];
const SHA = 'b'.repeat(64);

describe('A spreadsheet', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  describe('of organizations', () => {
    const file = 'name,place,country\r\nAlpha Clinic,"Alpha, Ohio",US\r\n\r\nBeta Hospital,,DE\r\n';

    it('writes nothing as a dry run, everything once applied, and is the same ever after', async () => {
      const plan = await planned(house, 'organizations', file);
      expect(plan).toMatchObject({ isAppliable: true, sheet: null, counts: { new: 2, empty: 1, refused: 0 } });
      expect(plan.rows.map(({ row }) => row)).toEqual([2, 4]);
      await leavesNothing(house, TABLES, () => planned(house, 'organizations', file));
      const { written } = await broughtIn(house, 'organizations', file);
      expect(written.map(({ row, verdict }) => [row, verdict])).toEqual([
        [2, 'new'],
        [4, 'new'],
      ]);
      const [event] = await toldOf(house, written[0]?.id ?? '');
      expect(event).toMatchObject({ act: 'organization.registered', reason: 'From the inventory' });
      const body = (await house.staff.get(`/api/v1/organizations/${written[0]?.id}`).expect(200)).body as object;
      expect(body).toMatchObject({ name: 'Alpha Clinic', place: 'Alpha, Ohio', country: 'US', revision: 1 });
      const again = await planned(house, 'organizations', file.replace('Alpha Clinic', ' ALPHA CLINIC'));
      expect(again.rows[1]).toMatchObject({ verdict: 'same', id: written[1]?.id, changes: [], reasons: [] });
      expect(verdictsOf(await planned(house, 'organizations', file))).toEqual(['same', 'same']);
    });

    it('shows what a row changes, field by field, and keeps what it has no column for', async () => {
      const { id } = await registered.organization(house, { name: 'Gamma', place: 'Old Town' });
      const plan = await planned(house, 'organizations', `id;name;country\n${id};Gamma Two;AT\n`);
      expect(plan.rows).toMatchObject([
        {
          ...{ verdict: 'changed', id, reasons: [] },
          changes: [
            { column: 'name', from: 'Gamma', to: 'Gamma Two' },
            { column: 'country', from: 'US', to: 'AT' },
          ],
        },
      ]);
      await broughtIn(house, 'organizations', `id;name;country\n${id};Gamma Two;AT\n`);
      const [, event] = await toldOf(house, id);
      expect(event).toMatchObject({ act: 'organization.revised', reason: 'From the inventory' });
      const body = (await house.staff.get(`/api/v1/organizations/${id}`)).body as object;
      expect(body).toMatchObject({ name: 'Gamma Two', country: 'AT', place: 'Old Town', revision: 2 });
    });

    it('is refused row by row with all reasons in the words of the API, and then not written in part', async () => {
      const { id, name } = await registered.organization(house);
      const rows = [
        'id,name,place,country',
        ',Good Clinic,,US',
        `,x,${'p'.repeat(201)},usa`,
        '019a0000-0000-7000-8000-000000000000,Nobody,,US',
        `${id},Alpha Clinic,,US`,
        ',Twin,,US',
        ',TWIN,,CH',
        ',Short',
      ];
      const file = rows.join('\n');
      const plan = await planned(house, 'organizations', file);
      expect(plan).toMatchObject({ isAppliable: false, counts: { new: 1, refused: 6 } });
      expect(refusalsOf(plan)).toEqual([
        [3, '/name', '/place', '/country'],
        [4, '/id'],
        [5, '/name'],
        [6, ''],
        [7, ''],
        [8, '', '/country'],
      ]);
      expect(plan.rows[1]?.reasons[2]?.detail).toBe('must be two capital letters of ISO 3166-1');
      expect(plan.rows[4]?.reasons[0]?.detail).toBe('is about the same record as row 7: keep one of them');
      await leavesNothing(house, TABLES, async () => {
        const problem = await refused(
          apply(house, 'organizations', file, plan.planSha256),
          'validation',
          ...['/3/name', '/3/place', '/3/country', '/4/id', '/5/name', '/6', '/7', '/8', '/8/country'],
        );
        expect(problem.detail).toContain('because of row 3, 4, 5, 6, 7, 8');
      });
      expect(name).toBeDefined();
    });

    it('is not applied when somebody has edited what it rests on', async () => {
      const { id } = await registered.organization(house, { name: 'Delta', place: 'Here' });
      const file = 'name,country\nDelta,FR\nDelta Second,FR\n';
      const { planSha256 } = await planned(house, 'organizations', file);
      await house.staff.patch(`/api/v1/organizations/${id}`).send({ place: 'There', reason: 'Moved' }).expect(200);
      await leavesNothing(house, TABLES, () =>
        refused(apply(house, 'organizations', file, planSha256), 'precondition-failed'),
      );
      await leavesNothing(house, TABLES, () =>
        refused(apply(house, 'organizations', `${file}More,FR\n`, planSha256), 'precondition-failed'),
      );
      expect((await broughtIn(house, 'organizations', file)).counts).toMatchObject({ new: 1, changed: 1 });
    });

    it('has one effect for one Idempotency-Key, and the same answer; another file under it is refused', async () => {
      const file = 'name,country\nEpsilon,NL\n';
      const { planSha256 } = await planned(house, 'organizations', file);
      const send = (bytes: string) =>
        apply(house, 'organizations', bytes, planSha256).set('Idempotency-Key', 'sheet-once');
      const first = await send(file).expect(200);
      const events = await countOf(house, 'audit_event');
      expect((await send(file).expect(200)).text).toBe(first.text);
      expect(await countOf(house, 'audit_event')).toBe(events);
      await refused(send(`${file}Zeta,NL\n`), 'idempotency-key-reuse');
      await refused(
        apply(house, 'organizations', file, planSha256).unset('Idempotency-Key'),
        'idempotency-key-missing',
      );
      await refused(apply(house, 'organizations', file, planSha256), 'precondition-failed');
    });

    it('has one effect when ten equal ones come at once', async () => {
      const file = 'name,country\nEta,NL\n';
      const { planSha256 } = await planned(house, 'organizations', file);
      const send = () => apply(house, 'organizations', file, planSha256).set('Idempotency-Key', 'sheet-ten');
      const answers = await Promise.all(Array.from({ length: 10 }, send));
      expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
      expect(answers[0]?.status).toBe(200);
    });
  });

  it('of models is brought in from a workbook, from the sheet of that name', async () => {
    const rows = [
      ['Kind', 'NAME', 'Description', 'illustrative'],
      ['own', 'Model Theta', 'A model', true],
      ['third-party', 'Model Iota', 'Of a vendor', null],
    ];
    const file = xlsxOf(rows, { names: ['Models'] });
    expect(await planned(house, 'models', file)).toMatchObject({ sheet: 'Models', counts: { new: 2 } });
    const { written } = await broughtIn(house, 'models', file);
    expect((await house.staff.get(`/api/v1/models/${written[0]?.id}`)).body).toMatchObject({
      ...{ name: 'Model Theta', kind: 'own', illustrative: true },
    });
    expect(verdictsOf(await planned(house, 'models', file))).toEqual(['same', 'same']);
    const changed = 'name,kind,description\nmodel theta,own,A better model\nModel Iota,own,Of a vendor\n';
    const plan = await planned(house, 'models', changed);
    expect(verdictsOf(plan)).toEqual(['changed', 'refused']);
    expect(plan.rows[1]?.reasons).toEqual([{ pointer: '/kind', detail: 'does not change; it is “third-party”' }]);
    expect((await broughtIn(house, 'models', changed.split('\n').slice(0, 2).join('\n'))).counts.changed).toBe(1);
  });

  it('of versions is brought in by the name of the model, with parts and base model', async () => {
    const { id: modelId, ...model } = await registered.model(house);
    const name = String(model.name);
    const header =
      'model,semanticVersion,label,changeSummary,artifacts,baseModelName,baseModelRevision,baseModelSupplier,parentVersion';
    const first = `${name},1.0.0,One,First version,"weights the weights  ${SHA}\r\ncontainer image ${SHA}",Base,r1,Vendor,`;
    const file = `${header}\n${first}\n`;
    const { written } = await broughtIn(house, 'versions', file);
    const { body } = await house.staff.get(`/api/v1/versions/${written[0]?.id}`);
    expect(body).toMatchObject({
      ...{ modelId, state: 'draft', label: 'One', trainingData: [], parentVersionId: null },
      baseModel: { name: 'Base', revision: 'r1', supplier: 'Vendor' },
      artifacts: [
        { kind: 'weights', name: 'the weights', sha256: SHA },
        { kind: 'container', name: 'image', sha256: SHA },
      ],
    });
    expect(verdictsOf(await planned(house, 'versions', file))).toEqual(['same']);
    const second = `${modelId},1.1.0,Two,Second version,,,,,1.0.0`;
    const faulty = [
      `${name},1.2,Three,Third version,weights x,Base,,,0.9.0`,
      'No Such Model,1.0.0,Four,Fourth version,,,,,',
    ];
    const plan = await planned(house, 'versions', [header, first.replace('One', 'Uno'), second, ...faulty].join('\n'));
    expect(plan.rows.map(({ row, verdict }) => [row, verdict])).toEqual([
      [2, 'changed'],
      [4, 'new'],
      [5, 'refused'],
      [6, 'refused'],
    ]);
    expect(plan.rows[2]?.reasons.map(({ pointer, detail }) => `${pointer} ${detail}`)).toEqual([
      '/parentVersion is no registered version of this model',
      '/semanticVersion must be a semantic version such as 2.1.0',
      expect.stringMatching(/^\/artifacts line 1, name must/),
      expect.stringMatching(/^\/artifacts line 1, sha256 must be a SHA-256/),
      '/baseModelRevision must say something',
      '/baseModelSupplier must say something',
    ]);
    expect(refusalsOf(plan)[1]).toEqual([6, '/model']);
    const good = [header, first.replace('One', 'Uno'), second].join('\n');
    expect((await broughtIn(house, 'versions', good)).counts).toMatchObject({ changed: 1, new: 1 });
    await house.staff
      .post(`/api/v1/versions/${written[0]?.id}/transitions`)
      .send({ to: 'in-review', reason: 'For the test' })
      .expect(201);
    const frozen = await planned(house, 'versions', [header, first, second.replace(',1.0.0', ',')].join('\n'));
    expect(refusalsOf(frozen)).toEqual([
      [2, ''],
      [4, '/parentVersion'],
    ]);
  });

  it('of claims keeps the digits of a CSV, and the shortest of a workbook; what is said twice needs a code', async () => {
    const { id: modelId, name } = await registered.model(house);
    const { id: functionId } = await registered.function(house, modelId, { name: 'Triage' });
    const header = ['model', 'function', 'statement', 'metric', 'comparator', 'threshold', 'population', 'minimumN'];
    const row = [String(name), 'triage', 'Finds nine of ten cases.', 'sensitivity', '>=', '0.850', 'Adults', '1000'];
    const csv = (...rows: string[][]) => [header, ...rows].map((cells) => cells.join(',')).join('\n');
    const { written } = await broughtIn(house, 'claims', csv(row));
    const claimOf = async () => (await house.staff.get(`/api/v1/claims/${written[0]?.id}`)).body as { code: string };
    const { code } = await claimOf();
    expect(await claimOf()).toMatchObject({ functionId, threshold: '0.850', minimumN: 1000, revision: 1 });
    expect(verdictsOf(await planned(house, 'claims', csv(row)))).toEqual(['same']);
    const workbook = xlsxOf([header, row.map((cell, at) => (at === 5 ? 0.9 : at === 7 ? 1000 : cell))]);
    const plan = await planned(house, 'claims', workbook);
    expect(plan.rows[0]?.changes).toEqual([{ column: 'threshold', from: '0.850', to: '0.9' }]);
    await broughtIn(house, 'claims', workbook);
    expect(await claimOf()).toMatchObject({ threshold: '0.9', revision: 2 });
    await registered.claim(house, functionId, { statement: row[2], metric: 'acc' });
    const twice = await planned(house, 'claims', csv(row));
    expect(twice.rows[0]?.reasons[0]?.detail).toMatch(new RegExp(`^is said by ${code} and CL-\\d{4}: give the code`));
    const byCode = `code,${header.join(',')}\n${code},${row.join(',').replace('0.850', '85%')}\n`;
    expect(refusalsOf(await planned(house, 'claims', byCode))).toEqual([[2, '/threshold']]);
    await house.staff.post(`/api/v1/claims/${written[0]?.id}/withdraw`).send({ reason: 'Not any more' }).expect(200);
    const gone = await planned(house, 'claims', `code,${header.join(',')}\n${code},${row.join(',')}\n`);
    expect(gone.rows[0]?.reasons[0]?.detail).toBe(`${code} is withdrawn: it does not change any more`);
  });

  it('of sites says organization, model and role; a role that goes on is the same', async () => {
    const model = await registered.model(house);
    const site = await registered.organization(house);
    const file = `organization,model,role,note\n${String(site.name)},${String(model.name)},deployer,Ward 3\n`;
    const { written } = await broughtIn(house, 'sites', file);
    const { body } = await house.staff.get(`/api/v1/models/${model.id}/parties`);
    expect(body).toMatchObject({
      items: [{ id: written[0]?.id, organizationId: site.id, role: 'deployer', note: 'Ward 3' }],
    });
    expect(verdictsOf(await planned(house, 'sites', file))).toEqual(['same']);
    const others = `${file}${site.id},${model.id},owner,\nNowhere,${model.id},host,\n,,host,\n`;
    const plan = await planned(house, 'sites', others.replace('Ward 3', 'Ward 4'));
    expect(refusalsOf(plan)).toEqual([
      [2, '/note'],
      [3, '/role'],
      [4, '/organization'],
      [5, '/organization', '/model'],
    ]);
    await house.staff.post(`/api/v1/parties/${written[0]?.id}/end`).send({ reason: 'Over' }).expect(200);
    expect(verdictsOf(await planned(house, 'sites', file))).toEqual(['new']);
  });

  it.each<[string, string | Buffer, string, string[]]>([
    ['an unknown column', 'name,country,colour\nA,US,red\n', 'validation', ['/2']],
    ['a column twice', 'name,country,Name\nA,US,B\n', 'validation', ['/2']],
    ['a missing column', 'name\nA\n', 'validation', ['']],
    ['nothing but empty rows', '\n\n', 'unreadable-file', []],
    ['an open quote', 'name,country\n"A,US\n', 'unreadable-file', []],
    ['no bytes', '', 'empty-body', []],
    ['too many bytes', `name,country\n${'A,US\n'.repeat(1_100_000)}`, 'payload-too-large', []],
    ['10,001 rows', `name,country\n${'A,US\n'.repeat(10_001)}`, 'payload-too-large', []],
    ['UTF-16', Buffer.from('\ufeffname,country\n', 'utf16le'), 'unreadable-file', []],
    ['a workbook with a password', Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), 'unreadable-file', []],
  ])('is refused as a whole with %s, and leaves nothing', async (_, file, type, pointers) => {
    await leavesNothing(house, TABLES, async () => {
      await refused(dryRun(house, 'organizations', file), type, ...pointers);
      await refused(apply(house, 'organizations', file, 'a'.repeat(64)), type, ...pointers);
    });
  });

  it('is undone as a whole when the database refuses a row that the plan let through', async () => {
    const rows = Array.from({ length: 250 }, (_, at) => `Many ${at},US`).join('\n');
    const file = `name,country\n${rows}\nThe Last One,US\n`;
    const { planSha256 } = await planned(house, 'organizations', file);
    const { superuser } = house.database;
    await superuser.query(`
      CREATE FUNCTION refuse_last() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '23514'; END $$`);
    await superuser.query(`
      CREATE TRIGGER refuse_last BEFORE INSERT ON organization
      FOR EACH ROW WHEN (NEW.name = 'The Last One') EXECUTE FUNCTION refuse_last()`);
    await leavesNothing(house, TABLES, () => refused(apply(house, 'organizations', file, planSha256), 'validation'));
    await superuser.query('DROP TRIGGER refuse_last ON organization');
    expect((await apply(house, 'organizations', file, planSha256).expect(200)).body).toMatchObject({
      counts: { new: 251 },
    });
  });

  it('is written up to 2,000 rows at once, and planned up to 10,000', async () => {
    const rows = Array.from({ length: 2_001 }, (_, at) => `Too many ${at},US`).join('\n');
    const file = `name,country\n${rows}\n`;
    const plan = await planned(house, 'organizations', file);
    expect(plan).toMatchObject({ isAppliable: false, counts: { new: 2_001 } });
    expect(plan.notes).toEqual([expect.stringContaining('send the file in parts')]);
    await leavesNothing(house, TABLES, async () => {
      const problem = await refused(apply(house, 'organizations', file, plan.planSha256), 'payload-too-large');
      expect(problem.detail).toContain('send the file in parts');
    });
  });

  it('is refused in another media type, or as what it is not', async () => {
    await refused(dryRun(house, 'organizations', 'name', 'application/json'), 'unsupported-media-type');
    await refused(dryRun(house, 'organizations', 'name', 'text/csv; charset=utf-16'), 'unsupported-charset');
    await refused(dryRun(house, 'organizations', 'name', XLSX), 'unreadable-file');
  });

  it('is applied only with a plan and a reason', async () => {
    const send = (query: object) =>
      house.staff.post('/api/v1/spreadsheets/models/apply').query(query).set('Content-Type', 'text/csv').send('name');
    await refused(send({}), 'invalid-query', '/plan', '/reason');
    await refused(send({ plan: 'a'.repeat(64), reason: ' ' }), 'invalid-query', '/reason');
  });

  it.each(['organizations', 'models', 'versions', 'claims', 'sites'])('of %s has a template', async (kind) => {
    const { text, headers } = await house.staff.get(`/api/v1/spreadsheets/${kind}/template`).expect(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toBe(`attachment; filename="${kind}.csv"`);
    expect(await planned(house, kind, text)).toMatchObject({ rows: [], isAppliable: true });
  });
});
