import { z } from 'zod';

/** What a learner in trouble types who shall end here, beyond the words of the page itself. */
export const searchWordsSchema = z.array(z.string().min(1)).default([]);
