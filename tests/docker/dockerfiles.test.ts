import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DockerfileParser, Env, From } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folders = ['.', 'samples/web-app', 'samples/protected-api', 'samples/middle-tier'];

describe.each(folders)('the Dockerfile in %s', (folder) => {
  const text = readFileSync(join(root, folder, 'Dockerfile'), 'utf8');
  const dockerfile = DockerfileParser.parse(text);
  const instructions = dockerfile.getInstructions();
  const contentsOf = (keyword: string) =>
    instructions
      .filter((instruction) => instruction.getKeyword() === keyword)
      .map((instruction) => instruction.getArgumentsContent() ?? '');

  test('has nothing that a linter complains about', () => {
    expect(validate(text).map(({ message }) => message)).toEqual([]);
  });

  test('is made from the smaller image of the current Node.js, in stages that exist', () => {
    const images = instructions.filter((each) => each instanceof From);
    expect(images.map((image) => image.getImage())).toEqual(images.map(() => 'node:24-slim'));
    const stages = images.map((image) => image.getBuildStage());
    const from = dockerfile.getCOPYs().map((copy) => copy.getFromFlag()?.getValue());
    for (const stage of from.filter(Boolean)) expect(stages).toContain(stage);
    expect(stages.at(-1)).toBeNull();
  });

  test('runs as a user who owns no file of the app', () => {
    const last = instructions.findLastIndex((each) => each instanceof From);
    const users = instructions.slice(last).filter((each) => each.getKeyword() === 'USER');
    expect(users.map((user) => user.getArgumentsContent())).toEqual(['node']);
    expect(text).not.toMatch(/--chown|chmod|sudo/);
  });

  test('starts node itself, without a shell or npm that would keep SIGTERM from it', () => {
    const commands = [...contentsOf('CMD'), ...contentsOf('HEALTHCHECK')];
    expect(commands).toHaveLength(2);
    for (const command of commands)
      expect(JSON.parse(command.slice(command.indexOf('[')))).toEqual([
        'node',
        expect.any(String),
        ...JSON.parse(command.slice(command.indexOf('['))).slice(2),
      ]);
    expect(contentsOf('ENTRYPOINT')).toEqual([]);
  });

  test('installs what the lock file names and runs no scripts of packages', () => {
    const installs = contentsOf('RUN').filter((command) => /\bnpm (?!run )/.test(command));
    expect(installs.length).toBeGreaterThan(0);
    for (const command of installs) expect(command).toMatch(/^npm ci .*--ignore-scripts\b/);
    expect(installs.at(-1)).toContain('--omit=dev');
    expect(contentsOf('ADD')).toEqual([]);
  });

  test('sets no secret', () => {
    const set = instructions.filter((each) => each instanceof Env);
    const names = set.flatMap((each) => each.getProperties().map((property) => property.getName()));
    const given = [...names, ...contentsOf('ARG')];
    expect(given.filter((name) => /SECRET|PASSWORD|KEY|TOKEN|REDIS_URL/.test(name))).toEqual([]);
  });
});

test('the samples have the same Dockerfile, apart from name, port, and first file', () => {
  const [webApp, ...apis] = folders.slice(1).map((folder) =>
    readFileSync(join(root, folder, 'Dockerfile'), 'utf8')
      .replaceAll(/\b300\d\b/g, '<port>')
      .replaceAll(/"(?:app|start)\.ts"/g, '"<first file>"')
      .replaceAll(/\b(?:web-app|protected-api|middle-tier)\b/g, '<name>'),
  );
  for (const api of apis) expect(api).toBe(webApp);
});
