import { freePort } from '../e2e/free-ports.ts';
import { type RedisProcess, startRedis } from '../faults/redis-process.ts';
import { hostedBuild } from './hosted-build.ts';
import { HttpVisitor } from './http-visitor.ts';
import { type Instance, instance } from './instance.ts';
import { labFetch } from './lab-fetch.ts';
import {
  type LabCertificate,
  labCertificate,
  type RunningProxy,
  startProxy,
} from './proxy-process.ts';
import type { ProxyName } from './proxy-programs.ts';

/** A lab as an operator runs it: two instances, one Redis, and a proxy that ends TLS, without affinity. */
export interface HostedLab {
  proxy: RunningProxy;
  certificate: LabCertificate;
  redis: RedisProcess;
  instances: readonly [Instance, Instance];
  fetch: typeof fetch;
  /** Someone who comes for the first time, from an address that can change with each request. */
  visitor(from?: () => string): HttpVisitor;
  stop(): Promise<void>;
}

export interface HostedLabOptions {
  proxy?: ProxyName;
  /** In place of, or besides, what every instance is started with. */
  environment?: Record<string, string>;
  /** What differs at the second instance. */
  ofSecond?: Record<string, string>;
}

export async function startHostedLab({
  proxy: name = 'nginx',
  environment = {},
  ofSecond = {},
}: HostedLabOptions = {}): Promise<HostedLab> {
  const built = await hostedBuild();
  const certificate = await labCertificate();
  const redis = await startRedis({ persistent: true });
  const port = await freePort();
  const options = {
    redisUrl: redis.url,
    proxyPort: port,
    caFile: certificate.caFile,
    built,
    environment,
  };
  const second = { ...options, environment: { ...environment, ...ofSecond } };
  const instances = [await instance(options), await instance(second)] as const;
  const [one, two] = instances;
  await Promise.all(instances.map((each) => each.start()));
  // Last: a proxy that once found no instance needs a while to look again.
  const proxy = await startProxy(name, { certificate, instances: [one.ports, two.ports], port });
  const through = labFetch(proxy);
  return {
    proxy,
    certificate,
    redis,
    instances,
    fetch: through,
    visitor: (from) => new HttpVisitor({ fetch: labFetch(proxy, from) }),
    stop: async () => {
      await Promise.all(instances.map((each) => each.remove()));
      await proxy.stop();
      await redis.stop();
      certificate.remove();
    },
  };
}
