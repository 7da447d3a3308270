import type { Subject } from '../../audit-trail/audited-transaction';

/** A record, and its function: a question on a determination that is planned hangs on that. */
export const asked = (type: string, id: string, functionId: string | null = null): Subject[] => [
  { type, id },
  ...(functionId === null ? [] : [{ type: 'software_function', id: functionId }]),
];
