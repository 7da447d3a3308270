/** What stands in the record for a path of the machine that a run was made on. */
export const LOCAL_PATH = '[local path]';

/** What stands in the record for a password, key or token. */
export const REMOVED = '[removed]';

const ROOT = String.raw`(?:file:/|/|~[\w.-]*/|[A-Za-z]:[\\/]|\\\\)`;
const WHOLE = new RegExp(`^${ROOT}`);
const EMBEDDED = new RegExp(String.raw`(["'=;\[({\s])${ROOT}[^"',\s\])}]+`, 'g');
const SECRET_NAME = /^(?:(?:hf_|auth_|use_auth_|access_)?token|(?:\w+_)?(?:api_?key|password|secret)|authorization)$/i;
const URL_LOGIN = /(:\/\/)[^/@\s"']+@/g;
const SWITCH = /^(?:true|false|none|null|)$/i;

/** Whether the text is an absolute path of a machine (POSIX, home, Windows or UNC). */
export const isLocalPath = (text: string): boolean => WHOLE.test(text);

/** The last part of an absolute path, which names the thing; any other text as it is; null when nothing is left. */
export function withoutFolders(text: string): string | null {
  if (!isLocalPath(text)) return text;
  return text.split(/[\\/]+/).findLast((part) => part !== '') ?? null;
}

/** One named setting without absolute paths, without the value of a secret and without a login inside an address. */
export function publicSetting(name: string, text: string): string {
  if (SECRET_NAME.test(name) && !SWITCH.test(text)) return REMOVED;
  if (isLocalPath(text)) return LOCAL_PATH;
  return text.replace(URL_LOGIN, `$1${REMOVED}@`).replace(EMBEDDED, `$1${LOCAL_PATH}`);
}
