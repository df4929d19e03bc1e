import express from 'express';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { listenOrExplain } from '../../../samples/protected-api/listen.ts';

describe('a port that cannot be', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    process.exitCode = undefined;
  });

  it.each(['abc', '70000', '0', '3001.5'])('%s is refused with a sentence', async (PORT) => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    await listenOrExplain('The API', { PORT }, 3001, express);
    expect(said.mock.calls.join()).toMatch(/\n- PORT must be a whole number from 1 to 65535\.$/);
    expect(process.exitCode).toBe(1);
  });
});
