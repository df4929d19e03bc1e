import { createClient } from '@redis/client';
import { causesOf } from '../../sign-in/index.ts';
import { check } from '../check.ts';

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
    const client = createClient({
      url: redisUrl,
      socket: { connectTimeout: 3_000, reconnectStrategy: false },
    });
    // Without a listener an 'error' event would end the process; connect() rejects with the same error.
    client.on('error', () => {});
    try {
      await client.connect();
      await client.ping();
      // Some servers keep INFO from their users.
      const information = await client.info('server').catch(() => '');
      const version = /redis_version:(\S+)/.exec(information)?.[1];
      return say.ok(`${host} responds ${secure}${version ? `, version ${version}` : ''}`);
    } catch (error) {
      const cause = causesOf(error);
      return say.failed(`${host} ${secure}: ${cause}`, whatToDo(cause), 'store_unavailable');
    } finally {
      client.destroy();
    }
  },
});

function whatToDo(cause: string): string {
  if (/WRONGPASS|NOAUTH|invalid (?:username|password)/i.test(cause))
    return 'Copy the access key into REDIS_URL, with every special character percent-encoded.';
  if (/Socket closed|ECONNRESET|wrong version|SSL|TLS/i.test(cause))
    return 'Compare the port and the beginning of REDIS_URL with what the server expects: rediss:// is for TLS, redis:// for none.';
  return 'Check the host and the port in REDIS_URL, whether the server runs, and whether its firewall lets this computer in.';
}
