import express from 'express';
import { describe, expect, it } from 'vitest';
import { clientAddress } from '../../src/server/client-address.ts';

const chain = '198.51.100.1, 203.0.113.7,192.168.0.4';

describe('the address of a visitor', () => {
  it.each([
    ['without a proxy of ours, whatever the visitor writes', 0, '10.1.2.3'],
    ['with one, what that proxy wrote', 1, '192.168.0.4'],
    ['with two, what the one before wrote', 2, '203.0.113.7'],
    ['with more than have written, the first there is', 9, '198.51.100.1'],
  ])('is, %s', (_, trustedProxies, address) => {
    expect(clientAddress('10.1.2.3', chain, trustedProxies)).toBe(address);
  });

  it('is that of the connection where there is no header, and nothing where there is no connection', () => {
    expect(clientAddress('203.0.113.7', undefined, 2)).toBe('203.0.113.7');
    expect(clientAddress('203.0.113.7', ' , ', 2)).toBe('203.0.113.7');
    expect(clientAddress(undefined, undefined, 2)).toBe('');
  });

  it.each([0, 1, 2, 3, 4, 10])('is the one that Express finds, with %i proxies', (trusted) => {
    const app = express().set('trust proxy', trusted);
    const request = Object.create(app.request, {
      app: { value: app },
      socket: { value: { remoteAddress: '10.1.2.3' } },
      headers: { value: { 'x-forwarded-for': chain } },
    });
    expect(clientAddress('10.1.2.3', chain, trusted)).toBe(request.ip);
  });
});
