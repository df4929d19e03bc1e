import { afterAll, beforeAll, beforeEach } from 'vitest';
import { HostileProvider } from './provider.ts';
import type { RunningTarget, Target, TargetOptions } from './target.ts';
import { Visitor } from './visitor.ts';

export interface Stage {
  readonly provider: HostileProvider;
  readonly app: RunningTarget;
  /** A new one for each test. */
  readonly visitor: Visitor;
}

/** One identity provider and one app for the tests of a `describe`; each test starts with an honest identity provider. */
export function stage(target: Target, options?: TargetOptions): Stage {
  let provider: HostileProvider | undefined;
  let app: RunningTarget | undefined;
  let visitor: Visitor | undefined;
  const there = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('The stage is not set yet.');
    return part;
  };
  beforeAll(async () => {
    provider = await HostileProvider.start(options?.accountType);
    app = await target.start(provider, options);
  });
  afterAll(async () => {
    await app?.stop();
    await provider?.close();
  });
  beforeEach(async () => {
    there(provider).reset();
    await there(app).moveClock(0);
    visitor = new Visitor(there(app), there(provider));
  });
  return {
    get provider() {
      return there(provider);
    },
    get app() {
      return there(app);
    },
    get visitor() {
      return there(visitor);
    },
  };
}
