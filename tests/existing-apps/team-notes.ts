import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, ExistingApp } from './existing-app.ts';
import { block } from './guide-blocks.ts';

/** What the app's own `.env` has. */
export const environment = { NOTES_SECRET: 'a-secret-of-the-app-itself' };

/** The app in TypeScript: ES modules, Express 5, express-session, helmet, and EJS. */
export async function teamNotes(): Promise<ExistingApp> {
  const app = new ExistingApp();
  const sources = 'tests/existing-apps/typescript-app';
  cpSync(sources, app.folder, { recursive: true, filter: (path) => !/node_modules/.test(path) });
  const lines = Object.entries(environment).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(join(app.folder, '.env'), lines.join(''));
  await app.run('npm ci');
  return app;
}

/** Follows the guide. */
export async function addSignIn(app: ExistingApp): Promise<void> {
  await app.copyLibrary();
  app.edit('package.json', 'node app.ts', 'node --env-file-if-exists=.env app.ts');
  app.edit('app.ts', ...after("import helmet from 'helmet';", block('ES modules')));
  app.edit(
    'app.ts',
    ...before("app.get('/', (request, response) => {", block('before your routes')),
  );
  const [guard = ''] = /auth\.loginRequired\(\), /.exec(block('a protected route').join()) ?? [];
  app.edit('app.ts', "app.get('/reports', ", `app.get('/reports', ${guard}`);
  app.edit('app.ts', ...before("// The app's own error page.", block('before your error handler')));
  app.edit('views/header.ejs', ...after('<body>', block('EJS')));
  app.edit('tsconfig.json', '"target": "ES2022"', '"target": "ES2024"');
  app.edit('tsconfig.json', ...after('  "compilerOptions": {', block('tsconfig.json')));
}
