import { zipTarget } from './express-target.ts';
import { hostedTarget } from './hosted-target.ts';
import { siteTarget } from './site-target.ts';
import type { Target } from './target.ts';

/** Everything that the hostile suites run against: the sample that readers get, and the site, on this machine and hosted. */
export const targets: readonly Target[] = [zipTarget, siteTarget, hostedTarget];
