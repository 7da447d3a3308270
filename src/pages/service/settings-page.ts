import { DEVELOPMENT_WORTH } from '../../dossiers/seal/printed-seal';
import { whoMay, type Allows } from '../../access/policy/reading.rules';
import { LONGEST, SHORTEST } from '../../access/credentials/password.rules';
import { IDLE_MS, LONGEST_MS } from '../../access/sessions/sessions.service';
import { MAX_JSON_BYTES } from '../../http/limits';
import { settingsTabs } from '../../http/pages/settings-tabs';
import { sized } from './sizes';
import type { Settings } from './settings.service';

const HOUR_MS = 60 * 60 * 1000;
const MINUTE_MS = 60 * 1000;

/** A setting in words, and the variable that sets it; null where nothing does. */
interface Line {
  readonly name: string;
  readonly value: string;
  readonly set: string | null;
}

const line = (name: string, value: string, set: string | null = null): Line => ({ name, value, set });

const reached = ({ origin, terms }: Settings): readonly Line[] => [
  line('Address', origin ?? 'This machine alone', 'PREDICATE_PUBLIC_URL'),
  line(
    'Proxies that are believed',
    terms.trustedProxies.length === 0
      ? 'None: nobody’s word is taken for where a request came from'
      : terms.trustedProxies.join(', '),
    'PREDICATE_TRUSTED_PROXIES',
  ),
];

const vouched = ({
  anchors: { witnesses, witnessSeconds, authority, stampSeconds, folder },
}: Settings): readonly Line[] => [
  line(
    'Witnesses of the log',
    witnesses.length === 0
      ? 'None: nobody outside would notice if the whole log were made anew'
      : `${witnesses.map(({ key }) => key.name).join(', ')}, asked every ${witnessSeconds} seconds`,
    'PREDICATE_WITNESSES',
  ),
  line(
    'Time stamps',
    authority === null
      ? 'None: when the log was signed is the word of whoever holds its key'
      : `By ${new URL(authority.url).host}, every ${stampSeconds} seconds`,
    'PREDICATE_TSA_URL',
  ),
  line(
    'Copies of checkpoints',
    folder === null ? 'None are put into a folder' : 'Put into a folder',
    'PREDICATE_ANCHOR_DIR',
  ),
];

const sealed = ({ seals: { seal, isStampRequired, now } }: Settings): readonly Line[] => {
  const until = seal.notAfter.slice(0, 10);
  const lacking = isStampRequired
    ? 'a dossier waits where it gives none'
    : 'a dossier is issued without where it gives none';
  return [
    line(
      'Certificate of seals',
      seal.development
        ? `A development certificate: ${DEVELOPMENT_WORTH}`
        : `${seal.subject}, issued by ${seal.issuer}`,
      'PREDICATE_SEAL_CERTIFICATE_FILE',
    ),
    line(
      'It is valid',
      new Date(seal.notAfter) < now ? `No more: it ran out on ${until}, and nothing is issued` : `Until ${until}`,
    ),
    line('It signs by', seal.algorithm, 'PREDICATE_SEAL_KEY_FILE'),
    line('Its SHA-256', seal.certificateSha256),
    line(
      'Time stamps of seals',
      seal.timestampAuthority === null
        ? 'None: when a dossier was sealed is the word of this service'
        : `By ${seal.timestampAuthority}; ${lacking}`,
      'PREDICATE_SEAL_TSA_URL',
    ),
  ];
};

const entered = ({ openid, terms }: Settings): readonly Line[] => [
  line(
    'Account of the organization',
    openid === null ? 'None: people sign in by password and app, or by passkey' : openid.issuer,
    'PREDICATE_OIDC_ISSUER',
  ),
  line('How strongly one proves oneself there to sign', openid?.acr ?? 'Not asked', 'PREDICATE_OIDC_ACR'),
  line('A session ends', `after ${IDLE_MS / MINUTE_MS} minutes without use, and after ${LONGEST_MS / HOUR_MS} hours`),
  line('A password has', `${SHORTEST} to ${LONGEST} characters, and is none that is guessed first`),
  line(
    'Auditors read',
    terms.hasAuditorLogin
      ? 'By a login of the database that can only read'
      : 'By the login of the service, held read only',
    'DATABASE_AUDITOR_URL',
  ),
];

const limited = ({ terms }: Settings): readonly Line[] => [
  line('Largest file', sized(terms.maxFileBytes), 'PREDICATE_MAX_FILE_BYTES'),
  line('Largest JSON body', sized(MAX_JSON_BYTES)),
  line(
    'Requests in a minute',
    terms.requestsPerMinute === 0
      ? 'No limit is set'
      : `${terms.requestsPerMinute} from one address, and with one token`,
    'PREDICATE_RATE_LIMIT_PER_MINUTE',
  ),
  line('Background work', terms.schedules ? 'Runs at its hours' : 'Runs when it is asked for, and not by itself'),
];

/** How the service is set, for people. It is changed where the service is started. */
export const presentSettings = (settings: Settings, allows: Allows) => ({
  tabs: settingsTabs(allows('record:read')),
  readsRecord: allows('record:read'),
  whoReads: whoMay('record:read'),
  parts: [
    { id: 'reach', heading: 'Where it is reached', lines: reached(settings) },
    { id: 'vouch', heading: 'Who outside vouches for the log', lines: vouched(settings) },
    { id: 'seal', heading: 'With what dossiers are sealed', lines: sealed(settings) },
    { id: 'enter', heading: 'Who comes in', lines: entered(settings) },
    { id: 'limits', heading: 'Limits', lines: limited(settings) },
  ],
});
