import { z } from 'zod';

/**
 * What readers in trouble search for when this page should come up, beyond the page's own words.
 */
export const searchWordsSchema = z.array(z.string().min(1)).default([]);
