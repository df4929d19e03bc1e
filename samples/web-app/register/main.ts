import { dirname, sep } from 'node:path';
import { registerCommand, templateIn } from './command.ts';
import { webApp } from './web-app.ts';

const folder = dirname(import.meta.dirname) + sep;

process.exitCode = await registerCommand(folder, process.argv.slice(2), (options) => {
  const { template, tenantType } = templateIn(folder, options);
  return { app: webApp(template), tenantType, options };
});
