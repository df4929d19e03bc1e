/** A command of the Azure CLI as a page or a workflow uses it. */
export interface AzureCommand {
  name: string;
  options: string[];
  line: string;
}

const reference = 'https://learn.microsoft.com/cli/azure/';
const globalOptions = ['--output', '--query', '--subscription'];
const app = ['--resource-group', '-g', '--name', '-n'];

/**
 * The options that the pages use, of each command, as Microsoft's reference lists them. Before you add
 * one, look it up at the address of {@link referenceOf}, or in `az <command> --help`.
 */
export const azureOptions: Readonly<Record<string, { page: string; options: readonly string[] }>> =
  {
    'account show': { page: 'account#az-account-show', options: [] },
    'ad app federated-credential create': {
      page: 'ad/app/federated-credential#az-ad-app-federated-credential-create',
      options: ['--id', '--parameters'],
    },
    'ad app federated-credential delete': {
      page: 'ad/app/federated-credential#az-ad-app-federated-credential-delete',
      options: ['--id', '--federated-credential-id'],
    },
    'appservice plan update': {
      page: 'appservice/plan#az-appservice-plan-update',
      options: [...app, '--number-of-workers'],
    },
    'deployment group create': {
      page: 'deployment/group#az-deployment-group-create',
      options: [...app, '--template-file', '--parameters'],
    },
    'deployment group show': {
      page: 'deployment/group#az-deployment-group-show',
      options: app,
    },
    'group create': { page: 'group#az-group-create', options: [...app, '--location'] },
    'group delete': { page: 'group#az-group-delete', options: app },
    'keyvault purge': {
      page: 'keyvault#az-keyvault-purge',
      options: ['--name', '-n', '--location'],
    },
    login: { page: 'reference-index#az-login', options: [] },
    'webapp config set': {
      page: 'webapp/config#az-webapp-config-set',
      options: [...app, '--generic-configurations'],
    },
    'webapp config ssl upload': {
      page: 'webapp/config/ssl#az-webapp-config-ssl-upload',
      options: [...app, '--certificate-file', '--certificate-password'],
    },
    'webapp deploy': {
      page: 'webapp#az-webapp-deploy',
      options: [...app, '--type', '--src-path', '--slot'],
    },
    'webapp deployment slot swap': {
      page: 'webapp/deployment/slot#az-webapp-deployment-slot-swap',
      options: [...app, '--slot', '--target-slot'],
    },
    'webapp log config': {
      page: 'webapp/log#az-webapp-log-config',
      options: [...app, '--docker-container-logging'],
    },
    'webapp log tail': { page: 'webapp/log#az-webapp-log-tail', options: app },
    'webapp restart': { page: 'webapp#az-webapp-restart', options: app },
    'webapp show': { page: 'webapp#az-webapp-show', options: [...app, '--slot'] },
  };

export const referenceOf = (name: string): string => reference + (azureOptions[name]?.page ?? '');

/** The commands in a script, in which a backslash at the end joins lines. */
export function azureCommands(script: string): AzureCommand[] {
  const lines = script.replace(/\\\n\s*/g, ' ').split('\n');
  return lines.flatMap((line) =>
    [...line.matchAll(/(?:^|\$\(|\s)az ((?:[a-z-]+ ?)+)((?:[^()]|\([^()]*\))*)/g)].map(
      ([, words = '', rest = '']) => {
        // The words end where the first option begins, which may look like one more word.
        const [name = ''] = words.split(/\s-/);
        const after = words.slice(name.length) + rest;
        const options = [...after.matchAll(/(?:^|\s)(--?[a-z][a-z-]*)/g)].map(
          ([, option = '']) => option,
        );
        return { name: name.trim(), options, line: line.trim() };
      },
    ),
  );
}

/** What the reference doesn't have: unknown commands, and unknown options of known ones. */
export function unknownInAzureCli({ name, options }: AzureCommand): string[] {
  const known = azureOptions[name];
  if (known === undefined) return [`az ${name}`];
  return options
    .filter((option) => !known.options.includes(option) && !globalOptions.includes(option))
    .map((option) => `az ${name} ${option} (${referenceOf(name)})`);
}
