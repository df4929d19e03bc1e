import { expressTarget } from './express-target.ts';
import { siteTarget } from './site-target.ts';
import type { Target } from './target.ts';

/** Everything that the hostile suites are run against. */
export const targets: readonly Target[] = [expressTarget, siteTarget];
