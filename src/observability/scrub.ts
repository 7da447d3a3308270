/** Makes a text fit to be logged. */
export type Scrub = (text: string) => string;

const HIDDEN = '[redacted]';
const LONGEST = 8_192;
/** So much more is looked at, so that the cut does not take away what a secret is known by. */
const LOOKED_AT = 2 * LONGEST;
/** Shorter ones would take ordinary words out of every line. */
const SHORTEST_SECRET = 6;

const NAMES = 'authorization|cookie|passw(?:or)?d|passphrase|otp|token|secret|credential|api[-_]?key';
/** Credentials of an address, up to the last @ of the word: a password may itself hold one. */
const IN_ADDRESS = /([a-z][a-z0-9+.-]{0,20}:\/\/[^\s:@/]{0,200}):\S{0,1000}@/gi;
/** A header whose value goes on to the end of its line or text. */
const IN_HEADER = /\b((?:proxy-)?authorization|(?:set-)?cookie)(["']?\s*[:=]\s*)[^\r\n]*/gi;
const IN_SCHEME = /\b(bearer)\s+[^\s",;]+/gi;
const IN_PAIR = new RegExp(
  `([\\w-]{0,40}(?:${NAMES})[\\w-]{0,40}["']?\\s*[:=]\\s*)(?!\\[redacted\\])("(?:[^"\\\\]|\\\\.)*"?|'[^']*'?|[^\\s,;&}\\])]+)`,
  'gi',
);
const OWN_TOKEN = /\bpred_[A-Za-z0-9_-]{8,}/g;

/** What a terminal or a viewer of logs would obey, beside the C0 controls that JSON escapes by itself. */
const UNSEEN = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

const spellings = (secret: string): string[] =>
  [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)].filter(
    (one, at, all) => one.length >= SHORTEST_SECRET && all.indexOf(one) === at,
  );

/**
 * Takes out whatever must never stand in a log: the secrets that this process knows, word for word; passwords of
 * addresses; and what follows the name of a secret. Longer texts are cut, so that no caller can fill the disk.
 */
export function scrubber(secrets: Iterable<string>): Scrub {
  const known = [...secrets].flatMap(spellings).sort((a, b) => b.length - a.length);
  return (text) => {
    let clean = text;
    for (const secret of known) clean = clean.replaceAll(secret, HIDDEN);
    clean = clean
      .slice(0, LOOKED_AT)
      .replace(IN_ADDRESS, `$1:${HIDDEN}@`)
      .replace(IN_HEADER, `$1$2${HIDDEN}`)
      .replace(IN_SCHEME, `$1 ${HIDDEN}`)
      .replace(IN_PAIR, `$1${HIDDEN}`)
      .replace(OWN_TOKEN, HIDDEN)
      .replace(UNSEEN, escaped);
    return clean.length > LONGEST ? `${clean.slice(0, LONGEST)} …` : clean;
  };
}
