import { strFromU8, unzipSync } from 'fflate';
import { type FieldKey, fieldKeys, type TenantValues } from '../your-tenant/fields.ts';
import { filled, placeholder, places, secretPlaceholders } from '../your-tenant/placeholders.ts';
import { azureParametersFile, azureParametersWith } from './azure-parameters.ts';
import { reproducibleZip } from './zip.ts';

const firstLine =
  '# Made from .env.sample in your browser, with your own values. Only the secret is missing. Never commit this file.';
const aboveSecret = '# Replace the placeholder yourself: a web page is no place for a secret.';

/** The zip with one more file, `.env`, and with its values for Azure; or the values that it lacks. */
export type ZipWithValues =
  | { kind: 'made'; bytes: Uint8Array<ArrayBuffer> }
  | { kind: 'lacks'; fields: readonly FieldKey[] };

/**
 * Adds `.env` with the reader's values to a zip of this site, and fills in the parameters for Azure; the
 * other files stay byte for byte.
 * @param name of the zip's one folder
 * @throws an Error of one sentence when the zip isn't one of this site's
 */
export function zipWithValues(
  bytes: Uint8Array,
  name: string,
  values: TenantValues,
): ZipWithValues {
  const files = new Map<string, string | Uint8Array>();
  for (const [path, content] of Object.entries(unzipSync(bytes)))
    files.set(path.slice(name.length + 1), content);
  const template = files.get('.env.sample');
  if (!(template instanceof Uint8Array)) throw new Error(`${name}.zip has no .env.sample.`);
  const environment = environmentWith(strFromU8(template), values);
  const lacking = fieldsLackingIn(environment);
  if (lacking.length > 0) return { kind: 'lacks', fields: lacking };
  files.set('.env', environment);
  const parameters = files.get(azureParametersFile);
  if (parameters instanceof Uint8Array)
    files.set(azureParametersFile, azureParametersWith(strFromU8(parameters), environment));
  return { kind: 'made', bytes: reproducibleZip(name, files) };
}

function environmentWith(template: string, values: TenantValues): string {
  return template
    .split('\n')
    .map((line) => filled(line, values))
    .join('\n')
    .replace(/^#.*/, firstLine)
    .replace(/^CLIENT_SECRET=/m, `${aboveSecret}\n$&`)
    .replace(/^# (?=AUTHORITY=https:\/\/[^<>]+$)/m, '');
}

/** Comments can keep their placeholders, and so does the secret. */
function fieldsLackingIn(environment: string): FieldKey[] {
  const settings = environment.replace(/^#.*$/gm, '');
  const left = (settings.match(placeholder) ?? []).filter(
    (text) => !secretPlaceholders.includes(text),
  );
  return fieldKeys.filter((key) =>
    places.some(({ field, pattern }) => field === key && left.some((text) => pattern.test(text))),
  );
}
