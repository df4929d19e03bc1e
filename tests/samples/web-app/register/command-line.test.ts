import { describe, expect, test } from 'vitest';
import { help, optionsFrom } from '../../../../samples/web-app/register/command-line.ts';

const refused = (args: string[]) => {
  try {
    optionsFrom(args);
  } catch (error) {
    return error;
  }
  return undefined;
};

test('without options, everything has its default', () => {
  expect(optionsFrom([])).toMatchObject({ tenant: undefined, consent: true, yes: false });
});

test.each([
  [['--practice-tenant'], 'https://localhost:8443'],
  [['--practice-tenant', '--yes'], 'https://localhost:8443'],
  [['--practice-tenant', 'https://localhost:9000'], 'https://localhost:9000'],
  [['--practice-tenant=https://localhost:9000', '--yes'], 'https://localhost:9000'],
])('the origin of the practice tenant may be left out: %j', (args, origin) => {
  expect(optionsFrom(args).practiceTenant).toBe(origin);
});

describe('wrong use', () => {
  test.each([
    ['--tenant', '--oops'],
    ['--tenant', 'no tenant; rm'],
    ['--url', 'http://app.example.com'],
    ['--url', 'https://app.example.com/path'],
    ['--url', 'app.example.com'],
    ['--url', 'http://127.0.0.1:3000'],
    ['--name', '   '],
    ['--secret-days', '0'],
    ['--secret-days', '731'],
    ['--secret-days', 'soon'],
    ['--account-types', 'everyone'],
    ['--sign-in', 'password'],
    ['--tenant-type', 'adfs'],
    ['--custom-domain', 'not a domain'],
    ['--practice-tenant=localhost'],
    ['--typo'],
    ['extra'],
  ])('is told and has the exit status 2: %s %s', (...args) => {
    expect(refused(args)).toMatchObject({
      name: 'Stop',
      exitStatus: 2,
      message: expect.stringContaining('--help'),
    });
  });
});

test('the help names every option', () => {
  const [, list = ''] = help.split('[options]\n');
  expect(list.match(/^ {2}--[a-z-]+/gm)?.map((each) => each.trim())).toEqual([
    '--tenant',
    '--name',
    '--url',
    '--custom-domain',
    '--certificate',
    '--secret-days',
    '--user-flow',
    '--account-types',
    '--no-consent',
    '--sign-in',
    '--practice-tenant',
    '--tenant-type',
    '--yes',
    '--dry-run',
    '--remove',
    '--help',
  ]);
});
