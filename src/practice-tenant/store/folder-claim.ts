import { createHash } from 'node:crypto';
import { realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PracticeTenantConfigurationError } from '../configuration/configuration.ts';

/**
 * Keeps a data folder for this practice tenant alone: two that write one file lose what the first one
 * wrote. A local socket says so, because the system closes it with the process, also after a crash. Where
 * there can't be one, as in a container without a writable temporary folder, nothing is claimed.
 * @returns what gives the folder back
 * @throws PracticeTenantConfigurationError when another one has it
 */
export async function claimFolder(folder: string): Promise<() => Promise<void>> {
  const address = addressOf(await realpath(folder));
  let server = await listening(address);
  if (server === 'taken' && !(await responds(address))) {
    // Left by a process that crashed.
    await rm(address, { force: true });
    server = await listening(address);
  }
  if (server === 'impossible') return async () => {};
  if (server === 'taken') {
    throw new PracticeTenantConfigurationError([
      `Another practice tenant keeps its state in ${folder}: stop it, or choose another folder.`,
    ]);
  }
  const claimed = server;
  return () => new Promise((resolve) => claimed.close(() => resolve()));
}

/** Not in the folder: a socket's address may have about a hundred characters. */
function addressOf(path: string): string {
  const name = createHash('sha256').update(path).digest('hex').slice(0, 32);
  const file = `practice-state-${name}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${file}` : join(tmpdir(), `${file}.socket`);
}

function listening(address: string): Promise<Server | 'taken' | 'impossible'> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy()).unref();
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'EADDRINUSE' ? 'taken' : 'impossible'),
    );
    server.listen(address, () => resolve(server));
  });
}

function responds(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
