import { connect } from 'node:net';
import { causesOf, type NetworkSettings, type Registration } from '../../sign-in/index.ts';
import { check } from '../check.ts';
import { proxyFor } from '../proxy-for.ts';

/** The company's proxy, if there is one. From here on, every request takes the way that the app's would. */
export const proxy = check({
  id: 'proxy',
  title: 'Proxy',
  needs: ['network'],
  provides: ['networkInUse'],
  async run(say, { network, registration }, { useNetwork }) {
    const unusable = useNetwork(network).map((sentence) =>
      say.failed(sentence, 'Without this, the app starts but reaches no identity provider.'),
    );
    const addresses = [network.proxies?.https_proxy, network.proxies?.http_proxy];
    const proxies = [...new Set(addresses.filter((each) => each !== undefined))];
    if (proxies.length === 0)
      return {
        findings: unusable.length > 0 ? unusable : [say.ok('none is set')],
        learned: unusable.length > 0 ? {} : { networkInUse: network },
      };
    const closed: string[] = [];
    const reached = await Promise.all(
      proxies.map(async (address) => {
        const { host, href } = new URL(address);
        const problem = await connectionProblem(new URL(address));
        if (problem === undefined) return say.ok(`${host} accepts connections`);
        closed.push(href);
        return say.failed(
          `${host} can't be reached: ${problem}`,
          'Check HTTPS_PROXY and HTTP_PROXY with the people who run the network, or remove them outside the company.',
        );
      }),
    );
    const isOpen = ways(registration, network).every((way) => !closed.includes(way.href));
    return {
      findings: [...unusable, ...reached],
      learned: unusable.length === 0 && isOpen ? { networkInUse: network } : {},
    };
  },
});

/** The proxies to the authority and to the API: NO_PROXY can name either. */
const ways = (registration: Registration | undefined, network: NetworkSettings): URL[] =>
  [registration?.authority, registration?.api?.endpoint].flatMap(
    (address) => (address && proxyFor(new URL(address), network)) || [],
  );

function connectionProblem({ hostname, port, protocol }: URL): Promise<string | undefined> {
  const usual = protocol === 'https:' ? 443 : 80;
  const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || usual) });
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  socket.setTimeout(3_000, () => resolve('no connection within 3 seconds'));
  socket.once('connect', () => resolve(undefined));
  socket.once('error', (error) => resolve(causesOf(error)));
  return promise.finally(() => socket.destroy());
}
