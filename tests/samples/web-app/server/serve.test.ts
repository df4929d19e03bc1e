import { type RequestListener, Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Serving, serve } from '../../../../samples/web-app/server/serve.ts';
import { freePort } from '../../../e2e/free-ports.ts';
import { page, rawClient } from './raw-client.ts';

const welcome = 'Open http://localhost:3000';
const respond: RequestListener = (_request, response) => response.end('page');

describe('the server of the samples', () => {
  let signals: Map<string | symbol, () => unknown>;
  let printed: string[];

  beforeEach(() => {
    signals = new Map();
    printed = [];
    vi.spyOn(process, 'once').mockImplementation((name, listener) => {
      signals.set(name, listener);
      return process;
    });
    // As in life, nothing runs after it.
    vi.spyOn(process, 'exit').mockImplementation((code) => {
      throw new Error(`exit ${code}`);
    });
    vi.spyOn(console, 'log').mockImplementation((text) => printed.push(text));
    vi.spyOn(console, 'error').mockImplementation((text) => printed.push(text));
  });
  afterEach(async () => {
    vi.useRealTimers();
    await stopped('SIGTERM').catch(() => {});
  });

  async function started(app: RequestListener, serving: Partial<Serving> = {}): Promise<number> {
    const port = await freePort();
    await serve(app, { port, hosts: ['127.0.0.1'], welcome, ...serving });
    return port;
  }

  const stopped = async (signal: string): Promise<unknown> => signals.get(signal)?.();

  test.each([
    ['SIGTERM', 'SIGINT'],
    ['SIGINT', 'SIGTERM'],
  ])('fault 15: %s takes no new visitors, finishes what is under way, and ends', async (signal) => {
    const released = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    const steps: string[] = [];
    const app: RequestListener = async (_request, response) => {
      arrived.resolve();
      await released.promise;
      steps.push('response');
      response.end('page');
    };
    const port = await started(app, { beforeExit: async () => void steps.push('before exit') });
    const client = await rawClient(port, 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await arrived.promise;
    const ended = stopped(signal);
    await expect(page(port)).rejects.toThrow('ECONNREFUSED');
    released.resolve();
    await expect(ended).rejects.toThrow('exit 0');
    expect(await client.closed).toMatch(/page$/);
    expect(steps).toEqual(['response', 'before exit']);
  });

  test('fault 15: after ten seconds, it waits for nobody', async () => {
    const arrived = Promise.withResolvers<void>();
    const port = await started(() => arrived.resolve());
    const client = await rawClient(port, 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await arrived.promise;
    const all = vi.spyOn(Server.prototype, 'closeAllConnections');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const ended = stopped('SIGTERM').catch((error) => error);
    vi.advanceTimersByTime(9_999);
    expect(all).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    await client.closed;
    expect(await ended).toMatchObject({ message: 'exit 0' });
  });

  test('has limits against slow clients', async () => {
    const limits = { headersTimeout: 20, connectionsCheckingInterval: 10 };
    const port = await started(respond, { limits });
    expect(await (await rawClient(port, 'GET / HT')).closed).toMatch(/^HTTP\/1\.1 408 /);
  });

  test('a port that is taken ends it with a sentence', async () => {
    const port = await started(respond);
    await expect(serve(respond, { port, hosts: ['127.0.0.1'], welcome })).rejects.toThrow('exit 1');
    expect(printed).toEqual([
      welcome,
      `Port ${port} is already in use: stop the other program, or choose another port, for example "PORT=${port + 1} npm start". If there is a REDIRECT_URI, it must name the same port.`,
    ]);
  });

  test('an address that this machine lacks ends it with a sentence, too', async () => {
    await expect(started(respond, { hosts: ['203.0.113.1'] })).rejects.toThrow('exit 1');
    expect(printed).toEqual(['This machine has no address 203.0.113.1: change HOST.']);
  });

  test('an error that is not about where it listens is not hidden', async () => {
    await expect(serve(respond, { port: 70_000, welcome })).rejects.toThrow(RangeError);
  });

  test.each([
    [['127.0.0.1', '::1'], welcome],
    [['0.0.0.0'], `${welcome} · other computers may reach it: HOST is 0.0.0.0`],
    [undefined, welcome],
  ])('the welcome of one that listens on %j tells who can reach it', async (hosts, line) => {
    await started(respond, { hosts });
    expect(printed).toEqual([line]);
  });
});
