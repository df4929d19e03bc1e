import { withAskedFaults } from '../../faults/asked-faults.ts';
import { attemptOf, watchTokenRequest } from '../../faults/attempts.ts';
import { readForm } from '../../http/form.ts';
import type { RequestContext } from '../../tenant/request-context.ts';

/** Runs `work`, which answers a token request, with the faults of the watched sign-in that it belongs to. */
export async function asWatched(context: RequestContext, work: () => Promise<void>): Promise<void> {
  const { store } = context.realm;
  const form = context.form ?? (await readForm(context.request));
  context.form = form;
  const attempt = await attemptOf(store, form.get('code') ?? form.get('refresh_token'));
  if (attempt === undefined) return work();
  await watchTokenRequest(store, attempt, form, () => withAskedFaults(attempt.faults, work));
}
