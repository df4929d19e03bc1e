import { expect, it } from 'vitest';
import { createLog } from '../../../src/server/log/log.ts';
import { type LogFormat, logFormatFrom } from '../../../src/server/log/log-format.ts';
import { requestContext, requestIdFrom } from '../../../src/server/log/request-context.ts';

function logOf(format: LogFormat) {
  const lines: { level: string; line: unknown[] }[] = [];
  const problems: string[] = [];
  const to =
    (level: string) =>
    (...line: unknown[]) =>
      void lines.push({ level, line });
  const log = createLog(format, (level) => problems.push(level), {
    info: to('info'),
    warn: to('warn'),
    error: to('error'),
  });
  const records = () => lines.map(({ line: [text] }) => JSON.parse(String(text)));
  return { log, lines, records, problems };
}

it('prints a sentence for a person, and what was thrown', () => {
  const { log, lines } = logOf('text');
  const error = new Error('broken');
  log.info('started', 'Sign-in Lab is at http://localhost:4321');
  log.error('request_failed', 'A request failed:', { error });
  expect(lines).toEqual([
    { level: 'info', line: ['Sign-in Lab is at http://localhost:4321'] },
    { level: 'error', line: ['A request failed:', error] },
  ]);
});

it('writes one line of JSON for a program, with what the request is', () => {
  const { log, lines, records } = logOf('json');
  const context = { request: 'abcd-1234', at: 'site', route: 'auth' };
  requestContext.run(context, () => log.warn('sign_in_failed', 'Sign-in failed:\nno code'));
  expect(String(lines[0]?.line[0])).not.toContain('\n');
  expect(records()).toEqual([
    {
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      level: 'warn',
      event: 'sign_in_failed',
      message: 'Sign-in failed:\nno code',
      ...context,
    },
  ]);
});

it('leaves out of JSON what belongs to a visitor', () => {
  const { log, lines } = logOf('json');
  const secrets = [
    'https://lab.example/auth/redirect/b2c?code=0.AX-secret&state=s3cr3t',
    'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.sig',
    'ada@contoso.example',
    'redis://user:pass-word@10.0.0.1:6379',
    'Fe26.2*1*0123456789abcdefghijklmnopqrstuvwxyzABCDEFGH',
  ];
  log.error('request_failed', secrets.join(' '), { error: new Error(secrets.join(' ')) });
  const line = String(lines[0]?.line[0]);
  for (const secret of ['AX-secret', 's3cr3t', 'eyJ', 'ada', 'pass-word', 'ABCDEFGH'])
    expect(line).not.toContain(secret);
  expect(line).toContain('https://lab.example/auth/redirect/b2c?…');
  expect(line).toContain('10.0.0.1:6379');
});

it('says where an error came from', () => {
  const { log, records } = logOf('json');
  log.error('request_failed', 'A request failed:', { error: new TypeError('no') });
  const [{ error, stack }] = records();
  expect(error).toBe('TypeError: no');
  expect(stack).toMatch(/^at .+log\.test\.ts/);
});

it('reports the level of each line above info', () => {
  const { log, problems } = logOf('text');
  log.info('a', 'a');
  log.warn('b', 'b');
  log.error('c', 'c');
  expect(problems).toEqual(['warn', 'error']);
});

it('takes over a request ID only if it can be nothing else', () => {
  expect(requestIdFrom('0af7651916cd43dd8448eb211c80319c')).toBe(
    '0af7651916cd43dd8448eb211c80319c',
  );
  for (const header of [
    undefined,
    '',
    'short',
    'a b c d e f g',
    'a'.repeat(65),
    '"}\n{"evil',
    ['abcdefgh'],
  ])
    expect(requestIdFrom(header)).toMatch(/^[\da-f]{8}-[\da-f-]{27}$/);
});

it.each([
  [{}, 'text'],
  [{ PRACTICE_TENANT: 'off' }, 'text'],
  [{ PRACTICE_TENANT: 'hosted' }, 'json'],
  [{ PRACTICE_TENANT: 'hosted', LOG_FORMAT: 'text' }, 'text'],
  [{ LOG_FORMAT: ' json ' }, 'json'],
  [{ LOG_FORMAT: 'xml' }, 'text'],
])('writes for %o as %s', (environment, format) => {
  expect(logFormatFrom(environment)).toBe(format);
});
