import type { KoaContextWithOIDC } from 'oidc-provider';
import { html } from '../../pages/html.ts';
import { problemPage } from '../../pages/problem.ts';
import { contentSecurityPolicy, page } from '../../pages/shell.ts';
import { contextOf } from '../../tenant/request-context.ts';
import { failureOf, rememberProblem } from './failure.ts';

/** What oidc-provider shows when it cannot, or must not, answer the app. */
export async function renderError(ctx: KoaContextWithOIDC, error: unknown): Promise<void> {
  // Device sign-in renders before its event tells what went wrong.
  const { problem, realm } = contextOf(ctx);
  if (problem === undefined) rememberProblem(ctx, error);
  const failure = await failureOf(ctx);
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
