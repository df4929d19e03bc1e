import { dirname, sep } from 'node:path';
import { registerCommand, templateIn } from '../../web-app/register/command.ts';
import { apiOrigin, tasksApi } from './tasks-api.ts';

const folder = dirname(import.meta.dirname) + sep;

process.exitCode = await registerCommand(folder, process.argv.slice(2), (options) => {
  const { template, tenantType } = templateIn(folder, options);
  return {
    app: tasksApi(template),
    tenantType,
    options: { ...options, url: options.url ?? apiOrigin },
  };
});
