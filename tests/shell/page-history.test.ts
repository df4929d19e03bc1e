import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pageHistory } from '../../src/shell/page-history.ts';

let parent: string;
let whole: string;

function commit(folder: string, file: string, date: string): void {
  mkdirSync(join(folder, 'src'), { recursive: true });
  writeFileSync(join(folder, 'src', file), date);
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
      cwd: folder,
      env: { ...process.env, GIT_COMMITTER_DATE: date, GIT_AUTHOR_DATE: date },
      stdio: 'ignore',
    });
  git('add', '.');
  git('commit', '--message', file);
}

beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'page-history-'));
  whole = join(parent, 'whole');
  execFileSync('git', ['init', '--quiet', whole]);
  commit(whole, 'old.mdx', '2026-01-02T03:04:05Z');
  commit(whole, 'changed.mdx', '2026-02-02T03:04:05Z');
  commit(whole, 'changed.mdx', '2026-03-02T03:04:05Z');
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

it('knows the newest commit of each file', () => {
  const { lastUpdated, isKnown } = pageHistory(undefined, whole);
  expect(isKnown).toBe(true);
  expect(lastUpdated('src/old.mdx')).toEqual(new Date('2026-01-02T03:04:05Z'));
  expect(lastUpdated('src/changed.mdx')).toEqual(new Date('2026-03-02T03:04:05Z'));
  expect(lastUpdated('src/not-committed.mdx')).toBeUndefined();
});

it('claims no date in a shallow clone, and none outside of git', () => {
  const shallow = join(parent, 'shallow');
  const from = pathToFileURL(whole).href;
  execFileSync('git', ['clone', '--quiet', '--depth', '1', from, shallow], { stdio: 'ignore' });
  const none = join(parent, 'none');
  mkdirSync(none);
  for (const folder of [shallow, none]) {
    const { lastUpdated, isKnown } = pageHistory(undefined, folder);
    expect(isKnown).toBe(false);
    expect(lastUpdated('src/old.mdx')).toBeUndefined();
  }
});

it('offers to edit a page only where its repository is known', () => {
  expect(pageHistory(undefined, whole).editUrl('src/old.mdx')).toBe(false);
  const { editUrl } = pageHistory('https://github.com/owner/name/', whole);
  expect(editUrl('src/old.mdx')).toBe('https://github.com/owner/name/edit/main/src/old.mdx');
});
