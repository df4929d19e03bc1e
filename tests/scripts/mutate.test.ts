import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { forgetSurvivors } from '../../scripts/mutate/incremental.ts';
import { mutationPage } from '../../scripts/mutate/report.ts';
import {
  differences,
  entriesFor,
  knownSurvivors,
  survivorOf,
} from '../../scripts/mutate/survivors.ts';

const root = new URL('../../', import.meta.url);
const survivor = { file: 'a.ts', line: 'return 1;', from: '1', to: '0' };

describe('npm run mutate', () => {
  it('names a change by its line, not by the number of the line', () => {
    const source = 'first\n  return one + two;\n  if (x) {\n    y();\n  }\n';
    const at = (line: number, column: number, endLine: number, endColumn: number) => ({
      location: { start: { line, column }, end: { line: endLine, column: endColumn } },
    });
    expect(survivorOf({ ...at(2, 10, 2, 19), replacement: 'one - two' }, 'a.ts', source)).toEqual({
      file: 'a.ts',
      line: 'return one + two;',
      from: 'one + two',
      to: 'one - two',
    });
    expect(survivorOf({ ...at(3, 10, 5, 4), replacement: '{\n}' }, 'a.ts', source)).toEqual({
      file: 'a.ts',
      line: 'if (x) {',
      from: '{ …',
      to: '{ }',
    });
  });

  it('notices a survivor that is not listed, and a listed one that is gone', () => {
    const other = { ...survivor, to: '1000' };
    expect(differences([survivor, other], [survivor])).toEqual({ unlisted: [other], gone: [] });
    expect(differences([survivor], [survivor, other])).toEqual({ unlisted: [], gone: [other] });
    expect(differences([survivor, survivor], [survivor])).toEqual({
      unlisted: [survivor],
      gone: [],
    });
    expect(differences([survivor], [survivor])).toEqual({ unlisted: [], gone: [] });
  });

  it('prints survivors as the list has them', () => {
    expect(entriesFor([survivor])).toBe(
      'a.ts:\n  - line: return 1;\n    changes:\n      - - "1"\n        - "0"\n    reason: ""\n',
    );
  });
});

it('tries changes again that survived the run before, and no others', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mutate-'));
  const file = join(folder, 'mutate.json');
  const of = (...mutants: object[]) => ({ config: {}, files: { 'a.ts': { source: '', mutants } } });
  const killed = { id: '1', status: 'Killed', killedBy: ['7'] };
  writeFileSync(file, JSON.stringify(of(killed, { id: '2', status: 'Survived' })));
  forgetSurvivors(file);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(of(killed));
  forgetSurvivors(join(folder, 'no-run-before.json'));
  rmSync(folder, { recursive: true });
});

describe('the list of survivors', () => {
  it('names lines that are in their files', () => {
    const lost = knownSurvivors().filter(({ file, line }) => {
      const source = readFileSync(new URL(`samples/web-app/sign-in/${file}`, root), 'utf8');
      return !source.split('\n').some((each) => each.trim() === line);
    });
    expect(lost).toEqual([]);
  });

  it('is the one that docs/mutation.md shows', () => {
    const known = knownSurvivors();
    const counts = { Killed: 1, Survived: known.length };
    const page = mutationPage({ counts, minutes: 1, cores: 1 }, known, new Date());
    const [, ours] = page.split('## The survivors');
    const [, shown] = readFileSync(new URL('docs/mutation.md', root), 'utf8').split(
      '## The survivors',
    );
    expect(shown).toBe(ours);
  });
});
