import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { sampleCode } from '../../../src/auth/explanations/sample-code.ts';
import { kinds } from '../../../src/auth/messages/message.ts';

const program = fileURLToPath(new URL('../runs/lines-that-ran.ts', import.meta.url));
const Recorded = z.object({ kind: z.enum(kinds), lines: z.number().optional() });

/** Each message that the demo recorded, with how many of the lines it names ran in that request. */
let recorded: z.infer<typeof Recorded>[] = [];
beforeAll(async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', program]);
  recorded = stdout
    .trim()
    .split('\n')
    .map((line) => Recorded.parse(JSON.parse(line)));
});

it.each(kinds)(
  'the demo records “%s”, and the lines that its trace names are lines that ran',
  (kind) => {
    const messages = recorded.filter((message) => message.kind === kind);
    expect(messages.length).toBeGreaterThan(0);
    const withoutLines = messages.filter(({ lines }) => lines === undefined || lines === 0);
    expect(withoutLines).toEqual(sampleCode[kind] === undefined ? messages : []);
  },
);
