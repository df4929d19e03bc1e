import { zipTarget } from './express-target.ts';
import { siteTarget } from './site-target.ts';
import type { Target } from './target.ts';

/** Everything that the hostile suites run against: the site that visitors see, and the sample that readers get. */
export const targets: readonly Target[] = [zipTarget, siteTarget];
