import { createClient } from '@redis/client';
import { causesOf } from '../../sign-in/index.ts';
import { check } from '../check.ts';
import { secondsForRequest } from '../requests.ts';

/** Whether the Redis server takes the app's username and password. */
export const redis = check({
  id: 'redis',
  title: 'Redis',
  needs: ['settings'],
  async run(say, { settings: { redisUrl } }) {
    if (redisUrl === undefined)
      return say.ok("REDIS_URL isn't set: sessions are in the memory of one process");
    const { host, protocol } = new URL(redisUrl);
    const secure = protocol === 'rediss:' ? 'with TLS' : 'without TLS';
    const client = clientFor(redisUrl);
    // Without a listener an 'error' event would end the process; connect() rejects with the same error.
    client.on('error', () => {});
    try {
      const version = await withinSeconds(secondsForRequest, versionOf(client));
      return say.ok(`${host} responds ${secure}${version ? `, version ${version}` : ''}`);
    } catch (error) {
      const cause = causesOf(error);
      return say.failed(`${host} ${secure}: ${cause}`, whatToDo(cause), 'store_unavailable');
    } finally {
      client.destroy();
    }
  },
});

/** One try is enough: the app would go on trying. */
const clientFor = (url: string) => createClient({ url, socket: { reconnectStrategy: false } });

/** Connects, which includes the password. undefined for a server that doesn't tell: some keep INFO from their users. */
async function versionOf(client: ReturnType<typeof clientFor>): Promise<string | undefined> {
  await client.connect();
  await client.ping();
  const information = await client.info('server').catch(() => '');
  return /redis_version:(\S+)/.exec(information)?.[1];
}

/** A server can take the connection and then say nothing. */
async function withinSeconds<T>(seconds: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const error = new Error(`no response within ${seconds} seconds`);
  const timer = setTimeout(() => late.reject(error), seconds * 1000);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}

function whatToDo(cause: string): string {
  if (/WRONGPASS|NOAUTH|invalid (?:username|password)/i.test(cause))
    return 'Copy the access key into REDIS_URL, with every special character percent-encoded.';
  if (/Socket closed|ECONNRESET|wrong version|SSL|TLS|no response/i.test(cause))
    return 'Compare the port and the beginning of REDIS_URL with what the server expects: rediss:// is for TLS, redis:// for none. If both are right, check whether the server is overloaded.';
  return 'Check the host and the port in REDIS_URL, whether the server runs, and whether its firewall lets this computer in.';
}
