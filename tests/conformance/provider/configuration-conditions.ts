import { createLocalJWKSet, importJWK } from 'jose';
import type { Setting } from './setting.ts';

const privateParts = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/** What the suite checks before each module: metadata, keys, and how the client authenticates. */
export async function checkConfiguration(
  { log, server, keys }: Setting,
  authentication: 'client_secret_basic' | 'client_secret_post' = 'client_secret_basic',
): Promise<void> {
  log.check('CheckServerConfiguration', URL.canParse(server.token_endpoint), server.token_endpoint);
  const ids = keys.keys.map(({ kid }) => kid);
  const named = ids.every((kid) => typeof kid === 'string' && kid.trim() !== '');
  log.check('CheckForKeyIdInServerJWKs', named, ids);
  log.check('CheckDistinctKeyIdValueInServerJWKs', new Set(ids).size === ids.length, ids);
  await checkKeys({ log, keys });
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  log.check(
    authentication === 'client_secret_basic'
      ? 'EnsureServerConfigurationSupportsClientSecretBasic'
      : 'EnsureServerConfigurationSupportsClientSecretPost',
    methods.includes(authentication),
    methods,
  );
  const userInfo = server.userinfo_endpoint;
  log.check('SetProtectedResourceUrlToUserInfoEndpoint', userInfo !== undefined, userInfo);
}

/** The published keys: well formed, usable, and without anything secret. */
export async function checkKeys({ log, keys }: Pick<Setting, 'log' | 'keys'>): Promise<void> {
  const hasSecrets = keys.keys.some((key) => privateParts.some((part) => part in key));
  log.check('EnsureJwksHasNoPrivateOrSymmetricKeyMaterial', !hasSecrets, keys);
  log.check('ValidateJwksStructure', keys.keys.length > 0, keys);
  const imported = await Promise.allSettled(keys.keys.map((key) => importJWK(key, 'RS256')));
  const failed = imported.filter(({ status }) => status === 'rejected');
  log.check('ParseUsableJwksKeys', failed.length === 0, failed);
  log.warn('WarnOnUnusableJwksKeys', failed.length === 0, failed);
  log.warn('CheckServerKeysIsValid', isKeySet(keys), keys);
}

function isKeySet(keys: Setting['keys']): boolean {
  try {
    createLocalJWKSet(keys);
    return true;
  } catch {
    return false;
  }
}
