import { describe, expect, test } from 'vitest';
import { hostsFrom, listeningFrom } from '../../../../samples/web-app/server/listening-from.ts';
import { loopbackAddresses } from '../../../../samples/web-app/server/loopback.ts';
import { environmentReader } from '../../../../samples/web-app/sign-in/index.ts';

describe('where a program listens', () => {
  test.each([
    ['on this machine alone while it is used there', undefined, true, loopbackAddresses],
    ['on all addresses once it is used from elsewhere', undefined, false, undefined],
    ['on both loopback addresses for HOST=localhost', 'localhost', false, loopbackAddresses],
    ['where HOST says, in a container', '0.0.0.0', true, ['0.0.0.0']],
    ['where HOST says, for IPv6', '::', true, ['::']],
    ['as if HOST were not there when it is empty', ' ', true, loopbackAddresses],
  ])('%s', (_where, HOST, usedOnThisMachine, hosts) => {
    const reader = environmentReader({ HOST });
    expect(hostsFrom(reader, usedOnThisMachine)).toEqual(hosts);
    expect(reader.mistakes).toEqual([]);
  });

  test.each(['my-machine', '0.0.0.0:3000', 'http://localhost', '256.0.0.1'])(
    'not on HOST=%s, with one sentence',
    (HOST) => {
      const reader = environmentReader({ HOST });
      hostsFrom(reader, true);
      expect(reader.mistakes).toEqual([
        'HOST must be localhost or an IP address of this machine, for example HOST=0.0.0.0 for all of them.',
      ]);
    },
  );
});

describe('an API', () => {
  test('listens on its usual port on this machine, unless PORT and HOST say otherwise', () => {
    expect(listeningFrom({}, 3001)).toEqual({ port: 3001, hosts: loopbackAddresses });
    expect(listeningFrom({ PORT: '80', HOST: '0.0.0.0' }, 3001)).toEqual({
      port: 80,
      hosts: ['0.0.0.0'],
    });
  });

  test('does not start with a wrong PORT or HOST, and names both', () => {
    expect(() => listeningFrom({ PORT: 'x', HOST: 'y' }, 3001)).toThrow(
      /PORT must[^\n]*\nHOST must/,
    );
  });
});
