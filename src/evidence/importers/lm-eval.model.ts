import { type EvaluatedModel } from '../normal-form';
import { type ImportWarnings } from './import-warnings';
import {
  isArray,
  isObject,
  memberOf,
  scalarText,
  textOf,
  writtenOf,
  type JsonObject,
  type JsonValue,
} from './json-value';
import { isLocalPath, LOCAL_PATH, publicSetting, REMOVED, withoutFolders } from './private-text';

type Settings = ReadonlyMap<string, string>;

/** The tool's own order: an adapter is given beside its base and is what was tested. */
const NAMED_BY = ['peft', 'delta', 'pretrained', 'model', 'path', 'engine'];
const ADAPTERS = ['peft', 'delta'];

/** A branch moves; the commit that the tool found for it says more. */
const BRANCH = /^(?:main|master)$/;

const ARGS_AT = '/config/model_args';

/** The model under test. Its arguments are kept as written, but for paths of the machine and secrets. */
export function modelOf(root: JsonValue, warnings: ImportWarnings): EvaluatedModel {
  const args = memberOf(root, 'config', 'model_args');
  const settings = settingsOf(args);
  const named = textOf(memberOf(root, 'model_name'));
  const id = named ?? NAMED_BY.map((name) => settings.get(name)).find((value) => value !== undefined) ?? null;
  return {
    id: recorded(id, named === null ? ARGS_AT : '/model_name', warnings),
    revision: revisionOf(root, settings),
    digest: null,
    source: recorded(...sourceOf(root), warnings),
    args: argsOf(args, warnings),
  };
}

function sourceOf(root: JsonValue): [string | null, string] {
  const source = textOf(memberOf(root, 'model_source'));
  return source === null ? [textOf(memberOf(root, 'config', 'model')), '/config/model'] : [source, '/model_source'];
}

function recorded(text: string | null, at: string, warnings: ImportWarnings): string | null {
  if (text === null || !isLocalPath(text)) return text;
  warnings.add('local-path', at, 'Only the last part of a local path is recorded');
  return withoutFolders(text);
}

function revisionOf(root: JsonValue, settings: Settings): string | null {
  const config = (name: string) => textOf(memberOf(root, 'config', name));
  const adapter = ADAPTERS.find((name) => settings.has(name));
  if (adapter !== undefined) return settings.get(`${adapter}_revision`) ?? config(`${adapter}_sha`);
  const asked = settings.get('revision') ?? null;
  const found = config('model_sha');
  return asked !== null && !(BRANCH.test(asked) && found !== null) ? asked : (found ?? config('model_revision'));
}

/** The arguments by name, from `name=value,…` or from an object. */
function settingsOf(args: JsonValue | undefined): Settings {
  const pairs: [string, string | null][] = isObject(args)
    ? [...args].map(([name, value]) => [name, writtenOf(value)])
    : pieces(textOf(args) ?? '').map(([name, value]) => [name.trim(), textOf(value)]);
  return new Map(pairs.filter((pair): pair is [string, string] => pair[1] !== null && pair[1] !== 'None'));
}

const pieces = (text: string): [string, string][] =>
  text.split(',').map((piece) => {
    const equals = piece.indexOf('=');
    return equals <= 0 ? ['', piece] : [piece.slice(0, equals), piece.slice(equals + 1)];
  });

function argsOf(args: JsonValue | undefined, warnings: ImportWarnings): string | null {
  const written = isObject(args) ? jsonText('', args) : textOf(args);
  if (written === null) return null;
  const safe = isObject(args) ? jsonText('', args, publicSetting) : pieces(written).map(publicPiece).join(',');
  for (const [code, mark, what] of [
    ['local-path', LOCAL_PATH, 'A path of a machine'],
    ['secret-removed', REMOVED, 'A secret'],
  ] as const) {
    if (safe.includes(mark) && !written.includes(mark))
      warnings.add(code, ARGS_AT, `${what} is not copied into the record`);
  }
  return safe;
}

const publicPiece = ([name, value]: [string, string]): string =>
  name === '' ? publicSetting('', value) : `${name}=${publicSetting(name.trim(), value)}`;

/** Compact JSON with the file's own digits; texts pass through `change` under the name of their member. */
function jsonText(name: string, value: JsonValue, change = (_: string, text: string): string => text): string {
  if (typeof value === 'string') return JSON.stringify(change(name, value));
  if (isObject(value)) return objectText(value, change);
  if (isArray(value)) return `[${value.map((item) => jsonText(name, item, change)).join(',')}]`;
  return scalarText(value);
}

const objectText = (object: JsonObject, change: (name: string, text: string) => string): string =>
  `{${[...object].map(([name, value]) => `${JSON.stringify(name)}:${jsonText(name, value, change)}`).join(',')}}`;
