import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sha256 } from '../kernel/digest';
import { Refusal } from '../kernel/refusal';

type Limiter = ReturnType<FastifyInstance['createRateLimit']>;

/** How many requests a minute one key may make, and which requests it is about. */
interface Policy {
  readonly name: string;
  readonly max: number;
  readonly limiter: Limiter;
  readonly isAbout: (request: FastifyRequest) => boolean;
}

const WINDOW_S = 60;
/** Callers beyond these are forgotten, longest unseen first: memory stays bounded whoever calls. */
const CALLERS = 10_000;
/** Making a dossier again is the dearest thing that needs no token. */
const VERIFICATIONS_PER_MINUTE = 30;

const isVerification = ({ method, routeOptions: { url } }: FastifyRequest): boolean =>
  method === 'POST' && (url === '/api/v1/verifications' || url === '/verify');
/** Whoever watches over the service must hear it when others are too loud. */
const isHealthCheck = ({ routeOptions }: FastifyRequest): boolean => routeOptions.url?.startsWith('/health') === true;

/** By address (an IPv6 network of 64 bits is one), by token, and for what is dear. */
function policiesOf(fastify: FastifyInstance, perMinute: number): readonly Policy[] {
  const verifications = Math.min(VERIFICATIONS_PER_MINUTE, perMinute);
  const keyGenerator = ({ headers }: FastifyRequest): string => sha256(headers.authorization ?? '');
  const limiter = (max: number, more: object = {}): Limiter => fastify.createRateLimit({ max, ...more });
  return [
    { name: 'address', max: perMinute, limiter: limiter(perMinute), isAbout: () => true },
    {
      ...{ name: 'token', max: perMinute, limiter: limiter(perMinute, { keyGenerator }) },
      isAbout: ({ headers }) => headers.authorization !== undefined,
    },
    { name: 'verifications', max: verifications, limiter: limiter(verifications), isAbout: isVerification },
  ];
}

const tooMany = ({ name, max }: Policy, seconds: number): Refusal =>
  new Refusal('rate-limited', `At most ${max} requests a minute are taken (${name}); try again in ${seconds} s`, [], {
    'retry-after': String(seconds),
  });

/** Counts a request, says in the answer what is left, and refuses it when nothing is. */
async function apply(policies: readonly Policy[], request: FastifyRequest, reply: FastifyReply): Promise<void> {
  let terms = '';
  let limits = '';
  let refusal: Refusal | null = null;
  for (const policy of policies) {
    if (refusal !== null || !policy.isAbout(request)) continue;
    const counted = await policy.limiter(request);
    if (counted.isAllowed) continue;
    const comma = terms === '' ? '' : ', ';
    terms += `${comma}"${policy.name}";q=${policy.max};w=${WINDOW_S}`;
    limits += `${comma}"${policy.name}";r=${counted.remaining};t=${counted.ttlInSeconds}`;
    if (counted.isExceeded) refusal = tooMany(policy, Math.max(1, counted.ttlInSeconds));
  }
  reply.header('ratelimit-policy', terms).header('ratelimit', limits);
  if (refusal !== null) throw refusal;
}

/**
 * Limits how often one address and one token may ask, before any of the body is read. Answers tell the limits after the
 * IETF draft (RateLimit-Policy, RateLimit); the refusal says when to come back (RFC 6585 §4). 0 sets no limit.
 */
export function limitRequests(fastify: FastifyInstance, perMinute: number): void {
  if (perMinute === 0) return;
  fastify.register(rateLimit, { global: false, timeWindow: WINDOW_S * 1000, cache: CALLERS }).after(() => {
    const policies = policiesOf(fastify, perMinute);
    fastify.addHook('onRequest', async (request, reply) => {
      if (!isHealthCheck(request)) await apply(policies, request, reply);
    });
  });
}
