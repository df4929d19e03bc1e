import type { Registration, Tenant } from '../../../directory/model.ts';
import { applicationId } from '../../../directory/object-ids.ts';
import { ownRegistrations } from '../../../directory/own-registrations.ts';
import { badRequest, denied, notFound } from '../odata/graph-error.ts';
import { type GraphRequest, idAt } from '../odata/graph-request.ts';
import { isGuid } from '../odata/guid.ts';
import { hasPermission } from '../odata/operation.ts';

/** What an address names an application or service principal by: its object ID, or `appId=…`. */
export interface Key {
  /** As it was sent. */
  text: string;
  matches(objectId: string, clientId: string): boolean;
}

/** As Graph puts it. */
const malformedAppId =
  // prose-ignore: Microsoft Graph's own words
  "Invalid value specified for object reference property 'appId'. Please ensure that this value has an appropriate syntax and length.";

/** @throws GraphError for what isn't an ID at all */
export function keyAt(request: GraphRequest): Key {
  const sent = idAt(request, 0);
  const text = /^appid=(.*)$/i.exec(sent)?.[1];
  const wanted = (text ?? sent).toLowerCase();
  if (!isGuid(wanted)) {
    throw badRequest(text === undefined ? `Invalid object identifier '${sent}'.` : malformedAppId);
  }
  return {
    text: text ?? sent,
    matches: (objectId, clientId) => (text === undefined ? objectId : clientId) === wanted,
  };
}

/** @throws GraphError */
export async function applicationAt(request: GraphRequest): Promise<Registration> {
  const { tenant, directory } = request.realm;
  const key = keyAt(request);
  const app = (await ownRegistrations(directory)).find((each) =>
    key.matches(applicationId(tenant, each.clientId), each.clientId),
  );
  if (app === undefined) throw notFound(key.text);
  return app;
}

/** The same application, for those who may change it. @throws GraphError */
export async function writableApplicationAt(request: GraphRequest): Promise<Registration> {
  const app = await applicationAt(request);
  requireOwned(request, app.owners);
  return app;
}

/**
 * Administrators change every app, and so do apps with the permission for all; a user and an app with the
 * permission for those it owns change no others.
 */
export function mayChange(
  { caller, user }: GraphRequest,
  owners: readonly string[] | undefined = [],
): boolean {
  if (user?.administrator === true || owners.includes(caller.objectId)) return true;
  return user === undefined && hasPermission(caller, 'Application.ReadWrite.All');
}

/** @throws GraphError */
export function requireOwned(request: GraphRequest, owners: readonly string[] | undefined): void {
  if (mayChange(request, owners)) return;
  if (request.user === undefined) throw denied('The app does not own this application.');
  throw denied('Only an administrator or an owner may do this.');
}

/** The tenant's registrations by object ID. */
export const withObjectIds = (tenant: Tenant, apps: readonly Registration[]) =>
  apps.map((app) => ({ id: applicationId(tenant, app.clientId), app }));
