import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { sha256 } from '../../kernel/digest';
import { Refusal } from '../../kernel/refusal';
import { HOME } from '../../program';
import { iconSprite } from './icons';

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  woff2: 'font/woff2',
};

/** How bytes may be coded on the way, the smallest first. */
const CODINGS = ['br', 'gzip'] as const;
type Coding = (typeof CODINGS)[number];

const ours = (name: string) => (): Buffer => readFileSync(join(HOME, 'templates/assets', name));
const packaged = (path: string) => (): Buffer => readFileSync(require.resolve(path));
/** One that a package carries beside what it exports. */
const beside = (name: string, path: string) => (): Buffer => readFileSync(join(dirname(require.resolve(name)), path));
const font = (path: string) => packaged(`@fontsource${path}.woff2`);

/** Everything that a page may load, by name; all of it comes with the program, nothing from another host. */
const SOURCES: Readonly<Record<string, () => Buffer>> = {
  'tabler.css': packaged('@tabler/core/dist/css/tabler.min.css'),
  'predicate.css': ours('predicate.css'),
  'logo.svg': ours('logo.svg'),
  'icons.svg': iconSprite,
  'webauthn.js': beside('@simplewebauthn/browser', '../dist/bundle/index.umd.min.js'),
  'sign-in.js': ours('sign-in.js'),
  'keys.js': ours('keys.js'),
  'htmx.js': packaged('htmx.org/dist/htmx.min.js'),
  'forms.js': ours('forms.js'),
  'refreshed.js': ours('refreshed.js'),
  'verify.js': ours('verify.js'),
  'first-start.js': ours('first-start.js'),
  'account.js': ours('account.js'),
  'sign.js': ours('sign.js'),
  'classify.js': ours('classify.js'),
  'plex-sans.woff2': font('-variable/ibm-plex-sans/files/ibm-plex-sans-latin-wght-normal'),
  'source-serif.woff2': font('-variable/source-serif-4/files/source-serif-4-latin-wght-normal'),
  'source-serif-italic.woff2': font('-variable/source-serif-4/files/source-serif-4-latin-wght-italic'),
  'plex-mono-400.woff2': font('/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal'),
  'plex-mono-600.woff2': font('/ibm-plex-mono/files/ibm-plex-mono-latin-600-normal'),
};

const compress: Readonly<Record<Coding, (bytes: Buffer) => Promise<Buffer>>> = {
  br: (bytes) =>
    promisify(brotliCompress)(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 9 }),
};

/** A file of a page. Fonts are compressed already; of the rest each coding is made once, when it is first asked for. */
class Asset {
  readonly type: string;
  private readonly coded = new Map<Coding, Promise<Buffer>>();

  constructor(
    readonly name: string,
    readonly bytes: Buffer,
  ) {
    const type = TYPES[name.split('.').at(-1) ?? ''];
    if (type === undefined) throw new Error(`Of ${name} it is not said what it is`);
    this.type = type;
  }

  get isCompressed(): boolean {
    return this.type === TYPES.woff2;
  }

  in(coding: Coding): Promise<Buffer> {
    const made = this.coded.get(coding) ?? compress[coding](this.bytes);
    this.coded.set(coding, made);
    return made;
  }
}

/** What is sent for a file. */
interface Sent {
  readonly type: string;
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

const FOR_EVER = 'public, max-age=31536000, immutable';
const ASK_AGAIN = 'no-cache';

/** Which coding a browser takes (RFC 9110 §12.5.3). */
const codingFor = (accept: string): Coding | undefined =>
  CODINGS.find((one) => new RegExp(`\\b${one}\\b(?!\\s*;\\s*q=0(?:\\.0*)?(?:,|$))`).test(accept));

/** The files of the pages, read once. Their address names the digest of them all, so a browser may keep them for ever. */
export class Assets {
  private readonly all = new Map(Object.entries(SOURCES).map(([name, read]) => [name, new Asset(name, read())]));
  readonly edition = sha256(Buffer.concat([...this.all.values()].map(({ bytes }) => bytes))).slice(0, 12);

  /** A file in the coding that a browser takes. Refuses as `not-found` what no page is made of. */
  async get(edition: string, name: string, accept: string): Promise<Sent> {
    const asset = this.all.get(name);
    if (asset === undefined) throw Refusal.notFound('What the address names');
    const coding = asset.isCompressed ? undefined : codingFor(accept);
    return {
      type: asset.type,
      bytes: coding === undefined ? asset.bytes : await asset.in(coding),
      headers: {
        vary: 'Accept-Encoding',
        'cache-control': edition === this.edition ? FOR_EVER : ASK_AGAIN,
        ...(coding === undefined ? {} : { 'content-encoding': coding }),
      },
    };
  }

  /** Where a page finds it. Throws for a name that is none, so that no page is served that lacks something. */
  href(name: string): string {
    if (!this.all.has(name)) throw new Error(`There is no asset ${name}`);
    return `/assets/${this.edition}/${name}`;
  }
}
