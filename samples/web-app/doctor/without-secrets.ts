import type { Environment } from '../sign-in/index.ts';
import type { Finding } from './finding.ts';

const secretVariables = ['CLIENT_SECRET', 'SESSION_SECRET', 'CLIENT_CERTIFICATE_PASSWORD'];

const proxyVariables = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];

/** No check puts a secret into its words. Should one do so by mistake, it ends here. */
export function withoutSecrets(finding: Finding, environment: Environment = {}): Finding {
  const secrets = secretsIn(environment);
  const clean = (text: string) =>
    secrets.reduce((rest, secret) => rest.replaceAll(secret, '(secret)'), text);
  const { seen, todo } = finding;
  return { ...finding, seen: clean(seen), ...(todo !== undefined && { todo: clean(todo) }) };
}

/** Every secret in the variables, the longest first, as it's written and as it's meant. */
function secretsIn(environment: Environment): string[] {
  const whole = secretVariables.flatMap((name) => environment[name]?.split(/[\s,]+/) ?? []);
  const passwords = ['REDIS_URL', ...proxyVariables].flatMap((name) =>
    passwordIn(environment[name]),
  );
  return [...whole, ...passwords]
    .filter((secret) => secret.length > 3)
    .sort((one, other) => other.length - one.length);
}

function passwordIn(address: string | undefined): string[] {
  const written = /:\/\/[^/?#]*?:([^/?#]*)@/.exec(address ?? '')?.[1];
  if (written === undefined) return [];
  try {
    return [written, decodeURIComponent(written)];
  } catch {
    return [written];
  }
}
