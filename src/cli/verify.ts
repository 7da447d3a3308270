import { Command } from 'commander';
import { open, readFile, stat } from 'node:fs/promises';
import { MAX_NOTE_BYTES } from '../audit-trail/log/note-text';
import { verifierKeyIn } from '../audit-trail/log/note-key';
import { isZip, type RandomBytes } from '../dossiers/bundle/read-zip';
import { exitCodeOf, type Verdict } from '../dossiers/verify/verdict';
import { verifyBundle } from '../dossiers/verify/verify-bundle';
import { verifyDossier, type VerifyWishes } from '../dossiers/verify/verify-dossier';
import { trustAnchorsIn } from '../timestamps/certificate-chain';
import { inputFile } from './input-file';
import { fault, print, say, toExit, type ExitCode } from './outcome';

const MAX_BYTES = 1024 ** 3;
const SIGNS = { true: 'holds    ', false: 'FAILS    ', null: 'not known' } as const;

interface Options {
  readonly key: readonly string[];
  readonly witness: readonly string[];
  readonly checkpoint?: string;
  readonly trust: readonly string[];
  readonly text?: boolean;
}

async function wishesOf({ key, witness, checkpoint, trust, text = false }: Options): Promise<VerifyWishes> {
  [...key, ...witness].forEach(verifierKeyIn);
  const held = checkpoint === undefined ? null : (await inputFile(checkpoint, MAX_NOTE_BYTES)).toString('utf8');
  const pem = await Promise.all(trust.map((file) => readFile(file, 'utf8')));
  const anchors = pem.length === 0 ? null : pem.flatMap(trustAnchorsIn);
  return { log: { keys: key, witnesses: witness, held, consistency: null }, anchors, text };
}

/** A bundle is read piece by piece, however large it is; a PDF as a whole. */
async function verdictOn(file: string, wishes: VerifyWishes): Promise<Verdict> {
  const found = await stat(file).catch(() => null);
  if (found?.isFile() !== true || found.size < 4) return verifyDossier(await inputFile(file, MAX_BYTES), wishes);
  const handle = await open(file);
  try {
    const read: RandomBytes['read'] = async (from, to) =>
      (await handle.read(Buffer.alloc(to - from), 0, to - from, from)).buffer;
    if (isZip(await read(0, 4))) return await verifyBundle({ size: found.size, read }, wishes);
    return await verifyDossier(await inputFile(file, MAX_BYTES), wishes);
  } finally {
    await handle.close();
  }
}

async function run(file: string, options: Options): Promise<ExitCode> {
  try {
    const verdict = await verdictOn(file, await wishesOf(options));
    print(verdict, 2);
    for (const { holds, detail } of verdict.checks) say(`${SIGNS[`${holds}`]}  ${detail}`);
    say(verdict.words);
    for (const limit of verdict.limits) say(`not shown  ${limit}`);
    return exitCodeOf(verdict);
  } catch (error) {
    say(fault(file, error));
    return 2;
  }
}

const gathered = (value: string, before: readonly string[]): string[] => [...before, value];

/** `predicate verify FILE`: a dossier or a bundle, against the record in it and what is brought along; no database, no network. */
export const verifyCommand = (): Command =>
  new Command('verify')
    .description(
      'verify a dossier or a bundle offline: seal, log, files and words, and the PDF made again, byte for byte',
    )
    .argument('<file>', 'a dossier, PDF, or its bundle, ZIP')
    .option('--key <vkey>', 'a public key of the log, name+id+base64, that you had from the owner', gathered, [])
    .option('--witness <vkey>', 'a public key of a witness that you trust', gathered, [])
    .option('--checkpoint <file>', 'a checkpoint of the log that you kept')
    .option('--trust <pem>', 'certificates of whom you trust to vouch for seals and time stamps', gathered, [])
    .option('--text', 'read the words of the pages though they could be made again')
    .action(toExit(run));
