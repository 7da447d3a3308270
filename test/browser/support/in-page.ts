/** What is run in a page. Each function goes there as its text, so none of them knows anything of this file. */

interface Sent {
  readonly path: string;
  readonly method: string;
  readonly body: object | null;
  readonly key: string;
}

/** An answer as a page has it: cookies are not in it. */
export interface PageAnswer<T = Record<string, unknown>> {
  readonly status: number;
  readonly body: T;
}

interface Made {
  toJSON(): Record<string, unknown>;
}
/** What a browser has and Node has not (WebAuthn L3 §5.1). */
declare const navigator: {
  readonly credentials?: {
    create(options: { publicKey: object }): Promise<Made>;
    get(options: { publicKey: object }): Promise<Made>;
  };
};
declare const PublicKeyCredential: {
  parseCreationOptionsFromJSON(options: object): object;
  parseRequestOptionsFromJSON(options: object): object;
};
declare const document: { readonly cookie: string };

/** Asks the service as a script of ours does. */
export const ask = async ({ path, method, body, key }: Sent): Promise<PageAnswer> => {
  const headers = { 'content-type': 'application/json', 'idempotency-key': key };
  const response = await fetch(path, { method, ...(method === 'GET' ? {} : { headers, body: JSON.stringify(body) }) });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
};

/** Has a passkey made. */
export const create = async (options: object): Promise<Record<string, unknown>> => {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  return (await navigator.credentials!.create({ publicKey })).toJSON();
};

/** Has a passkey sign. */
export const get = async (options: object): Promise<Record<string, unknown>> => {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return (await navigator.credentials!.get({ publicKey })).toJSON();
};

/** What a script sees of the cookies. */
export const cookiesOfScripts = (): string => document.cookie;

/** Whether a script can ask for passkeys at all. */
export const knowsPasskeys = (): boolean => navigator.credentials !== undefined;
