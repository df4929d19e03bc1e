import { zipTarget } from './express-target.ts';
import { siteTarget } from './site-target.ts';
import type { Target } from './target.ts';

/** Everything that the hostile suites are run against: what a visitor meets, and what a learner gets. */
export const targets: readonly Target[] = [zipTarget, siteTarget];
