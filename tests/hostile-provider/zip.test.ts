import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sha256 } from '../../src/downloads/sha256.ts';
import { downloadPath } from '../../src/scenarios/scenarios.ts';
import { projectRoot } from '../e2e/running-site.ts';
import { unpackedZip, zipUnderTest } from './sample-from-zip.ts';

test('the zip under test is, byte for byte, the one that the built site offers', () => {
  const { scenario, bytes } = zipUnderTest();
  const offered = readFileSync(join(projectRoot, 'dist/client', downloadPath(scenario)));
  expect(sha256(bytes)).toBe(sha256(offered));
});

test('the suites start it with the command of its package.json', async () => {
  const { folder, remove } = await unpackedZip();
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  remove();
  expect(scripts.start).toBe('node --env-file-if-exists=.env app.ts');
});
