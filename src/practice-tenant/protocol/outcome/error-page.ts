import type { Context } from 'oidc-provider';
import { html } from '../../pages/html.ts';
import { problemPage } from '../../pages/problem.ts';
import { contentSecurityPolicy, page } from '../../pages/shell.ts';
import type { Realm } from '../../realm/realm.ts';
import { failureOf, hasFailed, rememberFailure } from './failure.ts';

/** What oidc-provider shows when it cannot, or must not, answer the app. */
export async function renderError(realm: Realm, ctx: Context, error: unknown): Promise<void> {
  // Device sign-in renders before its event tells what went wrong.
  if (!hasFailed(ctx)) rememberFailure(ctx, error);
  const failure = await failureOf(realm, ctx);
  const { tenant } = realm;
  ctx.type = 'html';
  ctx.set('content-security-policy', contentSecurityPolicy());
  ctx.status = failure?.error.status ?? 500;
  ctx.body =
    failure === undefined
      ? page(
          { title: 'Failed', tenant },
          html`<h1>The practice tenant failed</h1><p>Its log says why.</p>`,
        )
      : page({ title: failure.error.code, tenant }, problemPage(failure.error, failure.body));
}
