import { Refusal } from '../../kernel/refusal';
import { kindOf } from './file-kinds';
import { JsonFault, TRAILING } from './json-fault';
import { readJson } from './json-reader';
import { type JsonValue } from './json-value';
import { decodedUtf8 } from './utf8';

/** Largest file that is parsed, in bytes (20 MiB); a larger one is stored and hashed, not read. */
export const MAX_PARSED_BYTES = 20 * 1024 * 1024;

/** A file taken apart as far as its syntax goes; what it means is for the importers. */
export interface EvidenceDocument {
  readonly kind: 'json';
  readonly root: JsonValue;
}

/** Takes the bytes apart, or throws a Refusal `unreadable-file` that says where and why, or what they are instead. */
export function openDocument(bytes: Uint8Array): EvidenceDocument {
  if (bytes.length === 0) throw new Refusal('unreadable-file', 'The file is empty');
  if (bytes.length > MAX_PARSED_BYTES) {
    throw new Refusal(
      'unreadable-file',
      `The file has ${bytes.length} bytes; results files are parsed up to ${MAX_PARSED_BYTES} bytes (20 MiB). Attach it instead`,
    );
  }
  try {
    return { kind: 'json', root: readJson(decodedUtf8(bytes)) };
  } catch (fault) {
    if (fault instanceof JsonFault) throw new Refusal('unreadable-file', explained(fault, bytes));
    throw fault;
  }
}

function explained(fault: JsonFault, bytes: Uint8Array): string {
  if (isItemFile(fault)) return 'The file is JSON Lines, one item a line; item files are attached, not parsed';
  const kind = kindOf(bytes);
  if (kind !== null) return `The file is ${kind}, which no importer reads`;
  return `The file cannot be read as JSON: ${fault.message}`;
}

const isItemFile = ({ reason, text, offset, line }: JsonFault): boolean =>
  reason === TRAILING && line > 1 && /[{[]/.test(text.charAt(offset)) && /^\s*[{[]/.test(text);
