import { mkdtempSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { optionsFrom } from '../../../../samples/web-app/register/command-line.ts';
import { register } from '../../../../samples/web-app/register/register.ts';
import { Interrupted } from '../../../../samples/web-app/register/stop.ts';
import type { Surroundings } from '../../../../samples/web-app/register/surroundings.ts';
import { webApp } from '../../../../samples/web-app/register/web-app.ts';
import type { TenantType } from '../../../../src/practice-tenant/directory/model.ts';
import type { PracticeTenant } from '../../../../src/practice-tenant/index.ts';
import { webAppFolder } from '../running-web-app.ts';
import { signedInAzureCli } from './azure-cli.ts';
import { enterCode } from './enter-code.ts';

export interface Outcome {
  status: number;
  output: string;
}

export interface RegisterOptions {
  /** The access token that the Azure CLI has; without one, the developer signs in with a code. */
  token?: string;
  /** Who signs in with the code; no one, if undefined. */
  user?: string;
  /** What they press after picking their account, instead of giving consent. */
  press?: string[];
  answers?: string[];
  environment?: NodeJS.Dict<string>;
  fetch?: typeof fetch;
  /** Called for each line that is printed. */
  onPrint?: (line: string, interrupt: () => void) => unknown;
  now?: () => Date;
}

export interface Registering {
  folder: string;
  /** Runs the command with these arguments, in a folder with the template and nothing else. */
  run(args: string[], options?: RegisterOptions): Promise<Outcome>;
  /** The seconds that the runs would have waited. */
  waits: number[];
  text(name: string): Promise<string>;
  remove(): Promise<void>;
}

/** A folder as the zip of a tenant type has it, as far as the command looks at it. */
export async function registering(
  { origin }: Pick<PracticeTenant, 'origin'>,
  type: TenantType,
  {
    app = webApp('.env.sample'),
    sample = webAppFolder,
    folder = `${mkdtempSync(join(tmpdir(), 'register-'))}/`,
  } = {},
): Promise<Registering> {
  const template = await readFile(`${sample}.env.sample.${type}`, 'utf8');
  await writeFile(`${folder}.env.sample`, template);
  const waits: number[] = [];
  return {
    folder,
    waits,
    text: (name) => readFile(folder + name, 'utf8'),
    remove: () => rm(folder, { recursive: true }),
    async run(args, { token, user, press, answers = [], environment, onPrint, ...others } = {}) {
      let output = '';
      const az = token && (await signedInAzureCli(token));
      const left = [...answers];
      const controller = new AbortController();
      const signIns: Promise<unknown>[] = [];
      const print = (line: string) => {
        output += `${line}\n`;
        if (process.env['SHOW']) console.log(line);
        onPrint?.(line, () => controller.abort());
      };
      const surroundings: Surroundings = {
        folder,
        environment: {
          ...(az && { PATH: `${az}:${process.env['PATH']}` }),
          ...environment,
        },
        isInteractive: answers.length > 0,
        print,
        prompt(line) {
          const code = /(http\S+).* enter the code (\w+)/.exec(line);
          if (code && user) signIns.push(enterCode(code[1] ?? '', code[2] ?? '', user, press));
          print(line);
        },
        async ask(question) {
          output += `${question}\n`;
          return left.shift() ?? '';
        },
        async wait(milliseconds) {
          if (controller.signal.aborted) throw new Interrupted();
          waits.push(milliseconds / 1000);
        },
        now: () => new Date(),
        fetch,
        signal: controller.signal,
        ...others,
      };
      const practice = [`--practice-tenant=${origin}`];
      if (token) practice.push('--sign-in=azure-cli');
      const options = optionsFrom([...practice, ...args]);
      const status = await register(app, type, options, surroundings);
      await Promise.all(signIns);
      if (az) await rm(az, { recursive: true });
      return { status, output };
    },
  };
}
