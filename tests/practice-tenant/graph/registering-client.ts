import { expect } from 'vitest';
import type { RunningTenant } from '../running-tenant.ts';
import { errorOf, type GraphClient, graphFor } from './graph-client.ts';

type Json = Record<string, unknown>;

/** An administrator's Graph, with what registering an app takes. */
export interface RegisteringClient extends GraphClient {
  /** A new application. */
  create(body?: object): Promise<Json>;
  /** A new application's service principal. */
  createPrincipal(appId: unknown): Promise<Json>;
  servicePrincipal(appId: unknown): Promise<Json>;
}

export async function registeringClient(tenant: RunningTenant): Promise<RegisteringClient> {
  const graph = await graphFor(tenant, [
    'Application.ReadWrite.All',
    'AppRoleAssignment.ReadWrite.All',
    'DelegatedPermissionGrant.ReadWrite.All',
  ]);
  const created = async (path: string, body: object): Promise<Json> => {
    const answer = await graph.post(path, body);
    expect(errorOf(answer)).toBe('201');
    return answer.json;
  };
  return Object.assign(graph, {
    create: (body: object = {}) =>
      created('/v1.0/applications', { displayName: 'Made by test', ...body }),
    createPrincipal: (appId: unknown) => created('/v1.0/servicePrincipals', { appId }),
    servicePrincipal: async (appId: unknown) =>
      (await graph(`/v1.0/servicePrincipals(appId='${appId}')`)).json,
  });
}

/** The ID of the scope User.Read, the same in every tenant. */
export const userRead = 'e1fe6dd8-ba31-4d61-89e7-88639da4683d';
export const redirectUri = 'http://localhost:3000/auth/redirect';
