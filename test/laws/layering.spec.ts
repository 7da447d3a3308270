import { sourcesIn, type Source } from './sources';

const sources = sourcesIn('src');

/** From left to right; imports go leftwards only. Rooms on one step do not know each other. */
const ORDER: readonly (readonly string[])[] = [
  ['kernel'],
  ['config', 'program'],
  ['observability', 'outbound'],
  ['storage', 'database', 'timestamps'],
  ['audit-trail'],
  ['jobs', 'witness'],
  ['anchors'],
  ['http'],
  ['access'],
  ['work'],
  ['drafts'],
  ['lists'],
  ['models'],
  ['intended-use'],
  ['evidence'],
  ['classification'],
  ['submissions'],
  ['spreadsheets'],
  ['comments'],
  ['signatures'],
  ['dossiers'],
  ['retention'],
  ['search'],
  ['notices'],
  ['pages'],
  ['exports', 'backup'],
  ['app.module'],
  ['app.setup'],
  ['cli'],
  ['main'],
];

const roomOf = (path: string): string => path.split('/')[1]?.replace(/\.ts$/, '') ?? '';
const stepOf = (room: string): number => ORDER.findIndex((step) => step.includes(room));
/** A door lets people in: it may look at the edge and at access from whatever room it stands in. */
const isDoor = ({ path }: Source): boolean => /\.(answer|controller|pages|dto|module)\.ts$/.test(path);
const EDGE = new Set(['http', 'access']);

const breachesOf = (source: Source): string[] => {
  const room = roomOf(source.path);
  return source.imports
    .filter((to) => to.startsWith('src/'))
    .filter((to) => {
      const other = roomOf(to);
      if (other === room || (isDoor(source) && EDGE.has(other))) return false;
      return stepOf(other) >= stepOf(room);
    })
    .map((to) => `${source.path} -> ${to}`);
};

/** What an auditor verifies offline what a passkey signed with. */
const PASSKEY_VERIFIERS =
  /^src\/access\/passkeys\/(cbor|cose-key|authenticator-data|ceremony|assertion\.rules|registration\.rules)(\.ts)?$/;

describe('The house', () => {
  it('has a step for every room', () => {
    expect([...new Set(sources.map(({ path }) => roomOf(path)))].filter((room) => stepOf(room) < 0)).toEqual([]);
  });

  it('imports leftwards only', () => {
    expect(sources.flatMap(breachesOf)).toEqual([]);
  });

  it.each([
    ['rules', /\.rules\.ts$/],
    [
      'rule sets and the engine',
      /^src\/classification\/(rule-sets\/|decide|classify|step|category|device-status|facts)/,
    ],
    ['importers', /^src\/evidence\/importers\//],
    ['sections', /^src\/dossiers\/sections\//],
    ['the PDF writer', /^src\/dossiers\/pdf\//],
    ['the Merkle log', /^src\/audit-trail\/log\//],
    ['time stamps', /^src\/timestamps\//],
    ['the verifiers of passkeys', PASSKEY_VERIFIERS],
    ['the kernel', /^src\/kernel\//],
  ])('keeps frameworks out of %s', (_, pure) => {
    const frameworks = /^(@nestjs|typeorm|fastify|class-|pg$|rxjs|reflect-metadata)/;
    const files = sources.filter(({ path }) => pure.test(path));
    expect(files.length).toBeGreaterThan(0);
    expect(
      files.flatMap(({ path, imports }) => imports.filter((to) => frameworks.test(to)).map((to) => `${path} -> ${to}`)),
    ).toEqual([]);
  });

  it('keeps the Merkle log pure: it has itself, the kernel, bytes and cryptography, and no clock, chance or machine', () => {
    const log = sources.filter(({ path }) => path.startsWith('src/audit-trail/log/'));
    const allowed = /^(src\/(audit-trail\/log|kernel)\/(?!clock$)|node:(crypto|buffer)$)/;
    const machine = /\bDate\b|\bprocess\.|\bset(Timeout|Interval|Immediate)\b|\bMath\.random\b|\brandom\w*\(|\bfetch\(/;
    expect(log.length).toBeGreaterThan(0);
    expect(
      log.flatMap(({ path, imports }) => imports.filter((to) => !allowed.test(to)).map((to) => `${path} -> ${to}`)),
    ).toEqual([]);
    expect(log.filter(({ text }) => machine.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('keeps the verifiers of passkeys pure: they have each other and cryptography', () => {
    const verifiers = sources.filter(({ path }) => PASSKEY_VERIFIERS.test(path));
    expect(verifiers).toHaveLength(6);
    expect(
      verifiers.flatMap(({ path, imports }) =>
        imports.filter((to) => to !== 'node:crypto' && !PASSKEY_VERIFIERS.test(to)).map((to) => `${path} -> ${to}`),
      ),
    ).toEqual([]);
  });

  it('keeps the witness to what a process without a database has: the pure log, durable files, and itself', () => {
    const allowed =
      /^(src\/(witness|kernel)\/|src\/(config|program)$|src\/audit-trail\/log\/|src\/storage\/(durable-file|folder)$|node:)/;
    const witness = sources.filter(({ path }) => path.startsWith('src/witness/'));
    expect(witness.length).toBeGreaterThan(0);
    expect(
      witness.flatMap(({ path, imports }) => imports.filter((to) => !allowed.test(to)).map((to) => `${path} -> ${to}`)),
    ).toEqual([]);
  });

  it('reads the environment in one place', () => {
    const readers = sources.filter(({ text }) => /process\.env\b/.test(text)).map(({ path }) => path);
    expect(readers.filter((path) => path !== 'src/config.ts')).toEqual([]);
  });

  it('keeps doors without branches: what a door decides is decided inside', () => {
    const doors = sources.filter(({ path }) => /\.(controller|pages)\.ts$/.test(path));
    expect(doors.length).toBeGreaterThan(0);
    expect(doors.filter(({ text }) => /\bif\s*\(|\bswitch\s*\(|\bcatch\b/.test(text)).map(({ path }) => path)).toEqual(
      [],
    );
  });

  it('throws refusals in services, never exceptions of HTTP', () => {
    const breaches = sources.filter(
      ({ path, text }) => !path.startsWith('src/http/') && /\bHttpException\b|\w+Exception\(/.test(text),
    );
    expect(breaches.map(({ path }) => path)).toEqual([]);
  });
});
