import { z } from 'zod';

/** What the bench tells each app. */
export const environment = z
  .object({
    PORT: z.string(),
    AUTHORITY: z.string(),
    CLIENT_ID: z.string(),
    CLIENT_SECRET: z.string(),
    REDIRECT_URI: z.string(),
  })
  .parse(process.env);

export const home = `http://localhost:${environment.PORT}/`;
