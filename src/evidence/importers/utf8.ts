import { JsonFault } from './json-fault';

/** The text of the bytes, without a byte order mark; throws a JsonFault at the first byte that is not UTF-8. */
export function decodedUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const good = new TextDecoder().decode(bytes.subarray(0, validLength(bytes)), { stream: true });
    throw new JsonFault('the file is not UTF-8 from here', good, good.length);
  }
}

/** How many bytes from the start can begin a UTF-8 text; found by halving, because a decoder does not say where. */
function validLength(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (beginsUtf8(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function beginsUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
