import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { startProcess } from '../e2e/running-process.ts';
import { projectRoot } from '../e2e/running-site.ts';
import type { LabAddress } from './lab-fetch.ts';
import { labHosts } from './lab-origins.ts';

/**
 * As good as another machine: a network and a list of hosts of its own, from which nothing but the lab's
 * proxy can be reached. Files are those of this machine.
 */
export interface OtherMachine {
  /** The command line that runs a program there. */
  command(program: string, folder: string): readonly [program: string, args: string[]];
  /** A file that runs a program there, for those who want one to start. */
  starter(program: string): string;
  stop(): Promise<void>;
}

const newNetwork = ['--map-root-user', '--mount', '--net'];

/** Whether this machine lets a user make networks: containers often don't. */
export const canMakeNetworks = (): boolean =>
  spawnSync('unshare', [...newNetwork, 'ip', 'link', 'set', 'lo', 'up']).status === 0;

export async function otherMachine({ port }: LabAddress): Promise<OtherMachine> {
  const folder = mkdtempSync(join(tmpdir(), 'other-machine-'));
  const [socket, hosts] = [join(folder, 'lab.sock'), join(folder, 'hosts')];
  writeFileSync(hosts, `127.0.0.1 localhost ${labHosts.join(' ')}\n`);
  const gate = createServer((client) => {
    const proxy = connect(port, '127.0.0.1');
    pipeline(client, proxy, client, () => {});
  });
  await new Promise<void>((resolve) => gate.listen(socket, resolve));
  const begin = 'ip link set lo up && mount --bind "$0" /etc/hosts && exec "$@"';
  const relay = await startProcess(
    'unshare',
    [...newNetwork, 'sh', '-c', begin, hosts, process.execPath, 'tests/hosted/relay.ts', socket],
    {
      cwd: projectRoot,
      env: { PATH: process.env['PATH'] },
      readyWhen: /The way to the lab is open/,
    },
  );
  const enter = [`--target=${relay.child.pid}`, '--user', '--mount', '--net'];
  const options = [...enter, '--preserve-credentials'];
  return {
    command: (program, at) => ['nsenter', [...options, `--wd=${at}`, program]],
    starter: (program) => {
      const file = join(folder, 'start');
      writeFileSync(file, `#!/bin/sh\nexec nsenter ${options.join(' ')} ${program} "$@"\n`);
      chmodSync(file, 0o700);
      return file;
    },
    stop: async () => {
      await relay.stop();
      gate.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
