import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The one style sheet of every page, put into each of them: a page then needs no second request. */
export const style = readFileSync(new URL('./practice.css', import.meta.url), 'utf8');

/** For the policy, which allows exactly this style sheet and no other. */
export const styleHash = createHash('sha256').update(style).digest('base64');
