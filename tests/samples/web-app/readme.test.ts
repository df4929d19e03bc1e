import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { webAppFolder } from './running-web-app.ts';

test('the README says what every file and folder of the code is for', () => {
  const [, files = ''] = readFileSync(`${webAppFolder}README.template.md`, 'utf8').split(
    '## The files',
  );
  const [table = ''] = files.split('\n## ');
  const inside = (name: string) =>
    readdirSync(webAppFolder + name).some((file) => file.endsWith('.ts'));
  const code = readdirSync(webAppFolder, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory()) return entry.name.endsWith('.ts') ? [entry.name] : [];
    return entry.name !== 'node_modules' && inside(entry.name) ? [`${entry.name}/`] : [];
  });
  expect(code).toContain('server/');
  expect(code.filter((name) => !table.includes(`\`${name}\``))).toEqual([]);
});
