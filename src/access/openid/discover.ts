import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
  type ServerMetadata,
} from 'openid-client';
import { IssuerAway, issuerFetch } from './issuer-fetch';
import { ASYMMETRIC } from './jws.rules';
import type { OpenidGround } from './openid-ground';

/**
 * Asks the issuer where its doors are and how it signs (OpenID Connect Discovery 1.0 §4). It must name itself in the very
 * letters of the configuration; of its algorithms those with a public key are taken and no other, and each signature is
 * verified, though the token comes from itself (OpenID Connect Core 1.0 §3.1.3.7, item 6). Throws where it is of no use.
 */
export async function discover(ground: OpenidGround): Promise<Configuration> {
  const { issuer, clientId } = ground;
  const url = new URL(issuer);
  const fetch = issuerFetch(issuer);
  const execute = [enableNonRepudiationChecks, ...(url.protocol === 'http:' ? [allowInsecureRequests] : [])];
  const found = await discovery(url, clientId, undefined, None(), { [customFetch]: fetch, execute });
  const metadata = usable(found.serverMetadata(), issuer);
  const configuration = new Configuration(metadata, clientId, {}, authenticationAt(metadata, ground));
  configuration[customFetch] = fetch;
  for (const extend of execute) extend(configuration);
  return configuration;
}

function usable(metadata: ServerMetadata, issuer: string): ServerMetadata {
  const {
    authorization_endpoint,
    token_endpoint,
    jwks_uri,
    id_token_signing_alg_values_supported = ['RS256'],
  } = metadata;
  if (metadata.issuer !== issuer) throw new IssuerAway(`it calls itself ${JSON.stringify(metadata.issuer)}`);
  const { origin, protocol } = new URL(issuer);
  for (const [name, address] of Object.entries({ token_endpoint, jwks_uri })) {
    if (originOf(address) !== origin) throw new IssuerAway(`its ${name} is not on its own host`);
  }
  const door = originOf(authorization_endpoint) ?? '';
  if (!door.startsWith('https:') && !(protocol === 'http:' && door.startsWith('http:'))) {
    throw new IssuerAway('its authorization_endpoint is no https address');
  }
  const algorithms = id_token_signing_alg_values_supported.filter((one) => ASYMMETRIC.includes(one));
  if (algorithms.length === 0) throw new IssuerAway('it signs with no public key');
  return { ...metadata, id_token_signing_alg_values_supported: algorithms };
}

const originOf = (address: string | undefined): string | null =>
  address !== undefined && URL.canParse(address) ? new URL(address).origin : null;

/** The way of RFC 6749 §2.3.1 that every issuer must take, unless this one says that it takes the other alone. */
function authenticationAt(
  { token_endpoint_auth_methods_supported }: ServerMetadata,
  { clientSecret }: OpenidGround,
): ClientAuth {
  if (clientSecret === null) return None();
  const taken = token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  return taken.includes('client_secret_basic') ? ClientSecretBasic(clientSecret) : ClientSecretPost(clientSecret);
}
