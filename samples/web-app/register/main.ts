import { sep } from 'node:path';
import { registerCommand, templateIn } from './command.ts';
import { webApp } from './web-app.ts';

// npm runs the command in the folder of package.json.
const folder = process.cwd() + sep;

process.exitCode = await registerCommand(folder, process.argv.slice(2), (options) => {
  const { template, tenantType } = templateIn(folder, options);
  return { app: webApp(template), tenantType, options };
});
