import file from './evidence.json';
import { evidenceSchema } from './evidence.ts';

/** What the last recorded run of the tests showed. */
export const lastRun = evidenceSchema.parse(file);
