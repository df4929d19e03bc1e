import type { KoaContextWithOIDC } from 'oidc-provider';
import { showPage } from '../../http/answer.ts';
import { isHosted } from '../../http/hosted-response.ts';
import { html } from '../../pages/html.ts';
import { problemPage } from '../../pages/problem.ts';
import { contextOf } from '../../tenant/request-context.ts';
import { failureOf, rememberProblem } from './failure.ts';

/** What oidc-provider shows when it can't, or must not, respond to the app. */
export async function renderError(ctx: KoaContextWithOIDC, error: unknown): Promise<void> {
  // Device sign-in renders before its event shows what went wrong.
  const { problem, realm } = contextOf(ctx);
  if (problem === undefined) rememberProblem(ctx, error);
  const failure = await failureOf(ctx);
  const { tenant, siteOrigin } = realm;
  ctx.status = failure?.error.status ?? 500;
  if (failure === undefined) {
    const body = html`<h1>The practice tenant failed</h1><p>Its log shows why.</p>`;
    return showPage(ctx, { title: 'Failed', tenant }, body);
  }
  const { error: found, body } = failure;
  showPage(
    ctx,
    { title: found.code, tenant },
    problemPage(found, body, siteOrigin, isHosted(ctx.res)),
  );
}
