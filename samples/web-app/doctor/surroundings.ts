import { lookup } from 'node:dns/promises';
import { useNetwork } from '../outbound-network.ts';
import type { Environment, NetworkSettings } from '../sign-in/index.ts';

/** What a check can reach outside this program; a test can replace any of it. */
export interface Surroundings {
  /** Where `.env` and package.json are. */
  folder: string;
  /** The variables of the shell. */
  shell: Environment;
  nodeVersion: string;
  /** A check that takes longer is given up, so that the whole always ends. */
  seconds: number;
  fetch: typeof fetch;
  /** Milliseconds since 1970. */
  now(): number;
  /** The addresses of a host, by the operating system. */
  addressesOf(host: string): Promise<readonly string[]>;
  /** Makes the settings count for every request. Returns a sentence for each that Node.js can't use. */
  useNetwork(settings: NetworkSettings): readonly string[];
}

export const realSurroundings = (): Surroundings => ({
  folder: process.cwd(),
  shell: process.env,
  nodeVersion: process.versions.node,
  seconds: 5,
  fetch,
  now: Date.now,
  addressesOf: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  useNetwork,
});
