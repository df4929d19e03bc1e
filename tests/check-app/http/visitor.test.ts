import { createServer, type RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { Trace } from '../../../src/check-app/http/trace.ts';
import { Visitor } from '../../../src/check-app/http/visitor.ts';

async function askedOnce(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const trace = new Trace();
  const { status } = await new Visitor(trace).open(new URL(`http://127.0.0.1:${port}/`));
  await new Promise((resolve) => server.close(resolve));
  return { status, requests: trace.messages.length };
}

test.each(['retry-after', 'x-retry-after'])(
  'a browser that’s told to wait in %s waits, and asks once more',
  async (name) => {
    let count = 0;
    const asked = await askedOnce((_, response) => {
      count += 1;
      response.writeHead(count === 1 ? 429 : 200, { [name]: '0' }).end();
    });
    expect(asked).toEqual({ status: 200, requests: 2 });
  },
);

test.each([{}, { 'retry-after': '3600' }, { 'retry-after': 'Sun, 06 Nov 1994 08:49:37 GMT' }])(
  'one that isn’t told, or for too long, shows the refusal: %j',
  async (headers) => {
    const asked = await askedOnce((_, response) => response.writeHead(429, headers).end());
    expect(asked).toEqual({ status: 429, requests: 1 });
  },
);
