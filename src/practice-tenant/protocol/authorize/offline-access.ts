import type { Context } from 'oidc-provider';
import { scopeList } from '../../directory/scopes.ts';

/**
 * oidc-provider drops `offline_access` unless the person is asked for consent (OpenID Connect Core
 * §11); Entra gives a refresh token whenever the app asks. Runs after the drop and undoes it.
 */
export function restoreOfflineAccess(ctx: Context): void {
  const sent = ctx.method === 'POST' ? ctx.oidc.body?.['scope'] : ctx.query['scope'];
  const { params } = ctx.oidc;
  const kept = scopeList(params['scope']);
  if (!scopeList(sent).includes('offline_access') || kept.includes('offline_access')) return;
  params['scope'] = [...kept, 'offline_access'].join(' ');
}
