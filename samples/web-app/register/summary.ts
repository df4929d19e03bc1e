import { deployedSettings } from './deployed-settings.ts';
import { made } from './environment-text.ts';
import { clientIdOf, type Work } from './work.ts';

const day = (date: string): string => date.slice(0, 10);

/** What was made and where it is, without a secret. */
export function summary(work: Work): string[] {
  const { record, settings, tenant, app, blueprint, problems } = work;
  const clientId = clientIdOf(work);
  const left = blueprint.leftByHand(made(work, clientId, undefined));
  const secret = record.secrets.at(-1)?.expires;
  const certificate = record.certificates.at(-1)?.expires;
  const lines = [
    '',
    `Tenant:             ${tenant.name} (${tenant.id})`,
    `Application:        ${settings.name}`,
    `Client ID:          ${clientId}`,
    `Object ID:          ${record.application?.objectId}`,
    ...(record.servicePrincipal?.id ? [`Enterprise app:     ${record.servicePrincipal.id}`] : []),
    ...(settings.usesCertificate
      ? certificate
        ? [
            `Certificate:        expires on ${day(certificate)}; its key is in ${app.files.key} and nowhere else`,
          ]
        : []
      : secret
        ? [
            `Client secret:      expires on ${day(secret)}; it's in ${app.files.environment} and nowhere else`,
          ]
        : []),
    ...(record.userFlow ? [`User flow:          ${record.userFlow.name}`] : []),
    `Files:              ${[...record.files.map(({ path }) => path), app.files.record].join(', ')}`,
    ...(settings.practiceTenant
      ? []
      : [
          settings.tenantType === 'b2c'
            ? 'Where it is:        Azure portal > Azure AD B2C > App registrations'
            : 'Where it is:        https://entra.microsoft.com > Entra ID > App registrations',
        ]),
  ];
  lines.push(...deployedSettings(work, clientId));
  const todo = [...problems, ...left];
  if (todo.length > 0) lines.push('', 'Left to do:', ...todo.map((each) => `- ${each}`));
  if (blueprint.next.length > 0)
    lines.push('', 'What to run next:', ...blueprint.next.map((each) => `  ${each}`));
  return lines;
}
