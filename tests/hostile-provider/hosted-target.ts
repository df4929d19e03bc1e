import { freePort } from '../e2e/free-ports.ts';
import { startRedis } from '../faults/redis-process.ts';
import { hostedBuild } from '../hosted/hosted-build.ts';
import { labHosts } from '../hosted/lab-origins.ts';
import { tlsProxy } from '../practice-tenant/hosted/tls-proxy.ts';
import type { HostileProvider } from './provider.ts';
import { siteTarget } from './site-target.ts';
import type { RunningTarget, Target, TargetOptions } from './target.ts';

/** The site as a hosted lab, behind a proxy with TLS and with Redis; everything else is as for the site. */
export const hostedTarget: Target = {
  name: 'live demo of a hosted lab',
  needsRedis: true,

  async start(provider: HostileProvider, options: TargetOptions = {}): Promise<RunningTarget> {
    const built = await hostedBuild();
    const [redis, proxy] = await Promise.all([startRedis(), tlsProxy(labHosts)]);
    const running = await siteTarget.start(provider, {
      ...options,
      publicOrigin: options.publicOrigin ?? proxy.origin,
      environment: {
        DIST_FOLDER: built,
        PRACTICE_TENANT: 'hosted',
        PRACTICE_TENANT_FRONT_PORT: String(await freePort()),
        REDIS_URL: redis.url,
        ...options.environment,
        ...withProxy(options.environment),
      },
    });
    proxy.to(Number(new URL(running.origin).port));
    return {
      ...running,
      ...(options.publicOrigin === undefined && { origin: proxy.origin }),
      async stop() {
        await running.stop();
        await proxy.close();
        await redis.stop();
      },
    };
  },
};

/** The proxies that a test plays itself, and the real one in front. */
const withProxy = ({ TRUST_PROXY: played }: Record<string, string | undefined> = {}) =>
  played === undefined ? {} : { TRUST_PROXY: String(Number(played) + 1) };
