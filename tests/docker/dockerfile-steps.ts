import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { Copy, DockerfileParser, Env, From } from 'dockerfile-ast';
import { learnersEnvironment } from '../installed-modules.ts';
import { dockerContext } from './docker-context.ts';

/** What an image says about the container made from it, and where its files are on this machine. */
export interface Steps {
  /** The root of its files: /app is the folder `app` in it. */
  root: string;
  workingFolder: string;
  environment: Record<string, string>;
  user: string | undefined;
  command: readonly string[];
  healthCheck: readonly string[];
}

/** Instructions that tell an engine something and change no file. */
const declarations = ['ARG', 'EXPOSE', 'STOPSIGNAL', 'VOLUME'];

/**
 * What `docker build` does, one instruction after the other, in folders of this machine and with its npm:
 * everything but the base image, which gives each stage nothing here.
 * @param context the folder to build
 * @param results an empty folder
 * @param instead what to do in place of a command, by the command
 */
export function dockerfileSteps(
  context: string,
  results: string,
  instead: Record<string, (folder: string) => void> = {},
): Steps {
  const dockerfile = DockerfileParser.parse(readFileSync(join(context, 'Dockerfile'), 'utf8'));
  const stages = new Map<string, Steps>();
  let stage = newStage(join(results, 'none'));
  const here = (path: string): string => join(stage.root, posix.resolve(stage.workingFolder, path));

  for (const instruction of dockerfile.getInstructions()) {
    const keyword = instruction.getKeyword();
    const content = instruction.getArgumentsContent() ?? '';
    if (instruction instanceof From) {
      const name = instruction.getBuildStage() ?? 'image';
      stage = newStage(join(results, name));
      stages.set(name, stage);
    } else if (keyword === 'WORKDIR') {
      stage.workingFolder = posix.resolve(stage.workingFolder, content);
      mkdirSync(here('.'), { recursive: true });
    } else if (instruction instanceof Env) {
      for (const property of instruction.getProperties())
        stage.environment[property.getName()] = property.getValue() ?? '';
    } else if (instruction instanceof Copy) {
      const [target = '', ...sources] = instruction
        .getArguments()
        .map((argument) => argument.getValue())
        .reverse();
      const from = stages.get(instruction.getFromFlag()?.getValue() ?? '');
      const toFolder = target.endsWith('/') || sources.length > 1;
      for (const source of sources) {
        if (from) copy(join(from.root, source), here(target), toFolder);
        else copyFromContext(context, source, here(target), toFolder);
      }
    } else if (keyword === 'RUN') {
      const replacement = instead[content];
      if (replacement) replacement(here('.'));
      else run(content, here('.'), stage.environment);
    } else if (keyword === 'USER') stage.user = content;
    else if (keyword === 'CMD') stage.command = JSON.parse(content);
    else if (keyword === 'HEALTHCHECK')
      stage.healthCheck = JSON.parse(content.slice(content.indexOf('[')));
    else if (!declarations.includes(keyword)) throw new Error(`There is no step for ${keyword}.`);
  }
  return stage;
}

const newStage = (root: string): Steps => ({
  root,
  workingFolder: '/',
  environment: {},
  user: undefined,
  command: [],
  healthCheck: [],
});

function copyFromContext(context: string, source: string, target: string, toFolder: boolean) {
  const path = posix.normalize(source);
  const files = dockerContext(context);
  if (files.includes(path)) return copy(join(context, path), target, toFolder);
  const inside = files.filter((file) => path === '.' || file.startsWith(`${path}/`));
  if (inside.length === 0) throw new Error(`"${source}" isn't in the context.`);
  for (const file of inside)
    copy(join(context, file), join(target, posix.relative(path, file)), false);
}

/** As COPY does it: a folder's contents go into the target. */
function copy(source: string, target: string, toFolder: boolean): void {
  const isFile = statSync(source).isFile();
  const to = isFile && toFolder ? join(target, basename(source)) : target;
  mkdirSync(dirname(to), { recursive: true });
  cpSync(source, to, { recursive: true, verbatimSymlinks: true });
  if (isFile && existsSync(to)) chmodSync(to, 0o644);
}

function run(command: string, cwd: string, environment: Record<string, string>): void {
  const env = { ...learnersEnvironment(), ...environment };
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
    cwd,
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`"${command}" failed:\n${stdout}${stderr}`);
}
