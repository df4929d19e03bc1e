import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { azureCommands, azureOptions, unknownInAzureCli } from './azure-cli.ts';
import { pages } from './pages.ts';

const workflow = readFileSync(
  new URL('../../samples/web-app/azure/deploy.yml', import.meta.url),
  'utf8',
);
const scripts = pages().flatMap(({ text }) =>
  [...text.matchAll(/```sh[^\n]*\n([\s\S]*?)```/g)].map(([, script = '']) => script),
);
const used = [...scripts, workflow.replace(/^\s*(?:- )?run: /gm, '')].flatMap(azureCommands);

describe('the commands of the Azure CLI', () => {
  it('exist, with the options that the pages and the workflow give them', () => {
    expect(used.length).toBeGreaterThan(15);
    expect(used.flatMap(unknownInAzureCli)).toEqual([]);
  });

  it('are each listed because something uses them', () => {
    const names = new Set(used.map(({ name }) => name));
    expect(Object.keys(azureOptions).filter((name) => !names.has(name))).toEqual([]);
  });

  it('are counted in full: no line that begins with az is missed', () => {
    const lines = [...scripts, workflow].join('\n').match(/(?:^|\$\(|run: )\s*az /gm) ?? [];
    expect(used).toHaveLength(lines.length);
  });
});

it('sees a command or an option that doesn’t exist', () => {
  const script = 'x=$(az webapp shown -g $group)\naz webapp restart -g a \\\n  --names b';
  expect(azureCommands(script).flatMap(unknownInAzureCli)).toEqual([
    'az webapp shown',
    expect.stringContaining('az webapp restart --names'),
  ]);
});
