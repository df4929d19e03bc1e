import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import type { Variables } from './blueprint.ts';

const escaped = (name: string): string => name.replaceAll(/\W/g, '\\$&');

/**
 * The text of an environment file with other values. Every other line stays as it is, comments included.
 * A variable that isn't there takes the place of its commented-out line, or goes to the end.
 */
export function withVariables(text: string, variables: Variables): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) continue;
    const isActive = (line: string) =>
      new RegExp(`^\\s*(?:export\\s+)?${escaped(name)}\\s*=`).test(line);
    const isComment = (line: string) => new RegExp(`^\\s*#\\s*${escaped(name)}=`).test(line);
    // With the same name twice, Node.js takes the last one.
    const active = lines.flatMap((line, index) => (isActive(line) ? [index] : []));
    if (value === null) {
      for (const index of active) lines[index] = `# ${name}=`;
      continue;
    }
    const assignment = `${name}=${written(value)}`;
    const [last = lines.findIndex(isComment)] = active.slice(-1);
    for (const index of active.slice(0, -1)) lines[index] = `# ${name}=`;
    if (last >= 0) lines[last] = assignment;
    else lines.splice(lines.at(-1) === '' ? -1 : lines.length, 0, assignment);
  }
  return lines.join(newline);
}

/** Docker keeps quotation marks, so they are used only where Node.js would misread the value. */
function written(value: string): string {
  if (!/["'`#\n\\]|^\s|\s$/.test(value)) return value;
  const quote = ["'", '"', '`'].find((each) => !value.includes(each));
  if (quote === undefined) throw new Error('A value has every kind of quotation mark.');
  return quote + value + quote;
}

/** A template's marks for the tutorial's excerpts mean nothing in an environment file. */
export const withoutMarks = (text: string): string =>
  text.replaceAll(/^# #(?:end)?region.*\n/gm, '');

export const sha256 = (text: string | Buffer): string =>
  createHash('sha256').update(text).digest('hex');

/**
 * Writes a file that only its owner can read: whole or not at all, because it's written beside its place
 * and then moved there.
 */
export function writePrivately(path: string, text: string): void {
  const temporary = `${path}.new`;
  rmSync(temporary, { force: true });
  const file = openSync(temporary, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}

/** @returns the name of the copy, which is a new one each time */
export function keepBefore(folder: string, name: string): string {
  const first = `${name}.before-register`;
  let copy = first;
  for (let number = 2; existsSync(folder + copy); number += 1) copy = `${first}-${number}`;
  copyFileSync(folder + name, folder + copy);
  chmodSync(folder + copy, 0o600);
  return copy;
}

export const textOf = (path: string): string | undefined =>
  existsSync(path) ? readFileSync(path, 'utf8') : undefined;
