import { Agent, request } from 'node:http';

export interface Load {
  url: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  /** The status that every response must have. */
  expect: number;
  requests: number;
}

const together = 8;

/**
 * Requests per second, with eight connections that stay open.
 * @throws an Error when a response has another status: refusing requests doesn't make a server fast
 */
export async function requestsPerSecond(load: Load): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: together });
  const run = async (count: number) => {
    let left = count;
    const visitor = async () => {
      for (; left > 0; ) {
        left -= 1;
        await once(agent, load);
      }
    };
    await Promise.all(Array.from({ length: together }, visitor));
  };
  try {
    await run(Math.ceil(load.requests / 5)); // warm
    const started = performance.now();
    await run(load.requests);
    return load.requests / ((performance.now() - started) / 1000);
  } finally {
    agent.destroy();
  }
}

function once(agent: Agent, { url, method = 'GET', headers = {}, body, expect }: Load) {
  return new Promise<void>((resolve, reject) => {
    const asked = request(url, { agent, method, headers }, (response) => {
      response.resume().once('error', reject);
      response.once('end', () => {
        if (response.statusCode === expect) resolve();
        else reject(new Error(`${url} returned ${response.statusCode}, not ${expect}.`));
      });
    });
    asked.once('error', reject);
    asked.end(body);
  });
}
