import { Refusal } from '../kernel/refusal';

export const FORM_TYPE = 'application/x-www-form-urlencoded';

/** Set by `Form`: the body is the fields of a form, and not bytes. */
export const IS_FORM = 'predicate:form';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The fields of a form (WHATWG URL §5.1), each of which stands there once; line ends become those that we keep. Throws
 * `bad-request` for bytes that are no UTF-8, and `validation` for a field that holds such or stands there twice.
 */
export function formBody(bytes: Buffer): Record<string, string> {
  const fields: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of new URLSearchParams(textOf(bytes))) {
    if (Object.hasOwn(fields, name)) throw Refusal.validation([{ pointer: `/${name}`, detail: 'stands there twice' }]);
    if (isNoText(name + value)) throw Refusal.validation([{ pointer: `/${name}`, detail: 'holds no text' }]);
    fields[name] = value.replace(/\r\n?/g, '\n');
  }
  return { ...fields };
}

/** What PostgreSQL cannot keep, and what stands for bytes that are no UTF-8. */
const isNoText = (text: string): boolean => text.includes('\0') || text.includes('\ufffd');

function textOf(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Refusal('bad-request', 'The form is not sent in UTF-8');
  }
}

const KEY = '_key';

/** A form says its Idempotency-Key in a hidden field, since a browser sends no header of a page's own. */
export function keyOfForm(
  { [KEY]: key, ...fields }: Record<string, string>,
  headers: Record<string, unknown>,
): Record<string, string> {
  if (key !== undefined) headers['idempotency-key'] = key;
  return fields;
}
