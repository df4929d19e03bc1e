import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { minifiedScript } from '../../src/shell/inline-scripts.ts';

const script = fileURLToPath(new URL('../../src/tutorial/browser/tabs.js', import.meta.url));

it('minifies a script that a page holds inline', () => {
  const minified = minifiedScript(`${script}?raw`) ?? '';
  expect(minified).toContain('tabs-end');
  expect(minified.length).toBeLessThan(readFileSync(script, 'utf8').length * 0.6);
});

it('leaves the files of the samples as they are written', () => {
  expect(minifiedScript('/project/samples/web-app/health-check.mjs?raw')).toBeUndefined();
  expect(minifiedScript(script)).toBeUndefined();
});
