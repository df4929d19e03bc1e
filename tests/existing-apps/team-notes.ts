import { cpSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, ExistingApp } from './existing-app.ts';
import { block, sentenceCode } from './guide-blocks.ts';

/** What the app's own `.env` has, without a newline at its end. */
export const environment = { NOTES_SECRET: 'a-secret-of-the-app-itself' };

/** The app in TypeScript: ES modules, Express 5, express-session, helmet, and EJS. */
export async function teamNotes(): Promise<ExistingApp> {
  const app = new ExistingApp();
  const sources = 'tests/existing-apps/typescript-app';
  cpSync(sources, app.folder, { recursive: true, filter: (path) => !/node_modules/.test(path) });
  const lines = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  writeFileSync(join(app.folder, '.env'), lines.join('\n'));
  await app.run('npm ci');
  return app;
}

/** The same app in the folder src, which tsc compiles to dist. */
export async function compiledTeamNotes(type: 'module' | 'commonjs'): Promise<ExistingApp> {
  const app = await teamNotes();
  mkdirSync(join(app.folder, 'src'));
  renameSync(join(app.folder, 'app.ts'), join(app.folder, 'src/app.ts'));
  app.edit('package.json', '"type": "module"', `"type": "${type}"`);
  if (type === 'commonjs') app.edit('tsconfig.json', '"NodeNext"', '"CommonJS"');
  app.edit('package.json', 'node app.ts', 'node dist/app.js');
  app.edit('tsconfig.json', ...after('  "compilerOptions": {', ['    "rootDir": "src",']));
  return app;
}

/**
 * Follows the guide.
 * @param module what the app's tsconfig.json has so far
 */
export async function addSignIn(
  app: ExistingApp,
  { main = 'app.ts', module = 'NodeNext' } = {},
): Promise<void> {
  await app.copyLibrary();
  app.edit('package.json', '"start": "node ', '"start": "node --env-file-if-exists=.env ');
  app.edit(main, ...after("import helmet from 'helmet';", block('ES modules')));
  app.edit(main, ...before("app.get('/', (request, response) => {", block('before your routes')));
  const [guard = ''] = /auth\.loginRequired\(\), /.exec(block('a protected route').join()) ?? [];
  app.edit(main, "app.get('/reports', ", `app.get('/reports', ${guard}`);
  app.edit(main, ...before("// The app's own error page.", block('before your error handler')));
  app.edit('views/header.ejs', ...after('<body>', block('EJS')));
  app.edit('tsconfig.json', '"target": "ES2022"', '"target": "ES2024"');
  app.edit('tsconfig.json', `"module": "${module}"`, '"module": "NodeNext"');
  app.edit('tsconfig.json', ...after('  "compilerOptions": {', block('tsconfig.json')));
  const exclude = sentenceCode('"exclude": ');
  app.edit('tsconfig.json', ...before('  "compilerOptions": {', [`  ${exclude},`]));
}
