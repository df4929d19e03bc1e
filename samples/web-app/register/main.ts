import { fileURLToPath } from 'node:url';
import { registerCommand, templateIn } from './command.ts';
import { webApp } from './web-app.ts';

const folder = fileURLToPath(new URL('../', import.meta.url));

process.exitCode = await registerCommand(folder, process.argv.slice(2), (options) => {
  const { template, tenantType } = templateIn(folder, options);
  return { app: webApp(template), tenantType, options };
});
