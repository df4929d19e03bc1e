import type { Environment } from '../sign-in/index.ts';
import type { Finding } from './finding.ts';
import { secretPattern } from './secret-pattern.ts';

const secretVariables = ['CLIENT_SECRET', 'SESSION_SECRET', 'CLIENT_CERTIFICATE_PASSWORD'];

const addressVariables = ['REDIS_URL', 'HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];

/** No check puts a secret into its words. Should one do so by mistake, it ends here. */
export function withoutSecrets(finding: Finding, environment: Environment = {}): Finding {
  const secrets = secretsIn(environment);
  if (secrets.length === 0) return finding;
  const pattern = new RegExp(secrets.map(secretPattern).join('|'), 'gu');
  const clean = (text: string) => text.replaceAll(pattern, '(secret)');
  const { seen, todo } = finding;
  return { ...finding, seen: clean(seen), ...(todo !== undefined && { todo: clean(todo) }) };
}

/** Every secret in the variables, the longest first. */
function secretsIn(environment: Environment): string[] {
  const whole = secretVariables.map((name) => environment[name]?.trim() ?? '');
  // It can hold several.
  const each = environment['SESSION_SECRET']?.split(/[\s,]+/) ?? [];
  const passwords = addressVariables.flatMap((name) => passwordIn(environment[name]));
  return [...whole, ...each, ...passwords]
    .filter((secret) => secret !== '')
    .sort((one, other) => other.length - one.length);
}

/** As it's meant: that finds it as it's written, too. */
function passwordIn(address: string | undefined): string[] {
  const written = /:\/\/[^/?#]*?:([^/?#]*)@/.exec(address ?? '')?.[1];
  if (written === undefined) return [];
  try {
    return [decodeURIComponent(written)];
  } catch {
    return [written];
  }
}
