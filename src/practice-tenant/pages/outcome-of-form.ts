import { type Html, html } from './html.ts';
import { problem } from './sign-in.ts';

/** Where a form was, what came of it. */
export const outcomeOfForm = (error: string | undefined): Html =>
  error === undefined ? html`<p class="saved" role="status">Saved.</p>` : problem(error);
