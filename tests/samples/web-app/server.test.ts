import { Server } from 'node:http';
import express from 'express';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { serve } from '../../../samples/web-app/server.ts';

describe('the server of the web app', () => {
  let server: Server;
  let signals: Map<string | symbol, () => void>;

  beforeEach(() => {
    vi.useFakeTimers();
    signals = new Map();
    vi.spyOn(process, 'once').mockImplementation((name, listener) => {
      signals.set(name, listener);
      return process;
    });
    const listen = vi.spyOn(Server.prototype, 'listen').mockReturnThis();
    serve(express(), { port: 3000, welcome: 'Open http://localhost:3000' });
    const [started] = listen.mock.contexts;
    if (!(started instanceof Server)) throw new Error('It did not listen.');
    server = started;
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  test('fault 26: does not wait long for slow visitors, nor for too many at once', () => {
    expect(server.headersTimeout).toBe(10_000);
    expect(server.requestTimeout).toBe(20_000);
    expect(server.maxConnections).toBe(1_000);
  });

  test('keeps an idle connection longer than proxies do, which keep it for a minute', () => {
    expect(server.keepAliveTimeout).toBeGreaterThan(60_000);
  });

  test.each(['SIGTERM', 'SIGINT'])(
    'fault 15: %s takes no new visitors, and after ten seconds keeps none',
    (signal) => {
      const [close, idle, all] = [
        vi.spyOn(server, 'close').mockReturnThis(),
        vi.spyOn(server, 'closeIdleConnections'),
        vi.spyOn(server, 'closeAllConnections'),
      ];
      signals.get(signal)?.();
      expect(close).toHaveBeenCalledOnce();
      expect(idle).toHaveBeenCalledOnce();
      vi.advanceTimersByTime(9_999);
      expect(all).not.toHaveBeenCalled();
      vi.advanceTimersByTime(1);
      expect(all).toHaveBeenCalledOnce();
    },
  );

  test('a port that is taken ends it with a sentence', () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.spyOn(process, 'exit').mockImplementation((code) => {
      throw new Error(`exit ${code}`);
    });
    const taken = Object.assign(new Error('listen'), { code: 'EADDRINUSE' });
    expect(() => server.emit('error', taken)).toThrow('exit 1');
    expect(said).toHaveBeenCalledWith(expect.stringContaining('Port 3000 is in use'));
  });

  test('an error that is not about its port is not hidden', () => {
    expect(() => server.emit('error', new Error('another'))).toThrow('another');
  });
});
