import { z } from 'zod';
import type { Registration } from '../../../directory/model.ts';
import { applicationId } from '../../../directory/object-ids.ts';
import { collectionAnswer, countAnswer, type Entry } from '../odata/answers.ts';
import { asRelated, type EntityType } from '../odata/entity-type.ts';
import { badRequest, invalidValue, notFound } from '../odata/graph-error.ts';
import { type GraphAnswer, type GraphRequest, idAt, noContent } from '../odata/graph-request.ts';
import { userEntry, userType } from '../people/users.ts';
import { applicationAt, requireOwned, writableApplicationAt } from './find-application.ts';
import {
  principalAt,
  principalEntry,
  principalsOf,
  servicePrincipalType,
} from './service-principals.ts';

const ownerType: EntityType = {
  name: 'microsoft.graph.directoryObject',
  resource: 'DirectoryObject',
  filterable: ['id'],
  sortableIfAdvanced: ['displayName'],
};

/** What has owners: an application, or its service principal, whose owners are others. */
interface Owned {
  app: Registration;
  path: string;
  owners: readonly string[];
  withOwners(owners: readonly string[]): Registration;
}

type OwnedAt = (request: GraphRequest, mayChange: boolean) => Promise<Owned>;

const applicationOwnedAt: OwnedAt = async (request, mayChange) => {
  const app = await (mayChange ? writableApplicationAt : applicationAt)(request);
  return {
    app,
    path: `applications('${applicationId(request.realm.tenant, app.clientId)}')`,
    owners: app.owners ?? [],
    withOwners: (owners) => ({ ...app, owners }),
  };
};

const principalOwnedAt: OwnedAt = async (request, mayChange) => {
  const { api, app } = await principalAt(request);
  // Microsoft Graph's service principal belongs to every tenant.
  if (app === undefined) throw notFound(api.servicePrincipalId);
  const owners = app.servicePrincipalOwners ?? [];
  if (mayChange) requireOwned(request, owners);
  return {
    app,
    path: `servicePrincipals('${api.servicePrincipalId}')`,
    owners,
    withOwners: (servicePrincipalOwners) => ({ ...app, servicePrincipalOwners }),
  };
};

type Kind = 'user' | 'servicePrincipal';
interface Owner extends Entry {
  kind: Kind;
}

/** Everyone and everything that can own an app. */
async function possibleOwners(request: GraphRequest): Promise<Owner[]> {
  const { realm } = request;
  const users = (await realm.directory.users()).map((user): Owner => {
    const annotations = { '@odata.type': `#${userType.name}` };
    return { ...userEntry(realm, user), annotations, type: userType, kind: 'user' };
  });
  const apps = (await principalsOf(request)).map((principal): Owner => {
    const annotations = { '@odata.type': `#${servicePrincipalType.name}` };
    const entry = principalEntry(realm.tenant, principal);
    return { ...entry, annotations, type: servicePrincipalType, kind: 'servicePrincipal' };
  });
  return [...users, ...apps];
}

async function ownersOf(request: GraphRequest, { owners }: Owned): Promise<Owner[]> {
  const all = await possibleOwners(request);
  return owners.flatMap((owner) => all.find(({ id }) => id === owner) ?? []);
}

const sent = z.object({ '@odata.id': z.string() });

/** The object that the body refers to by its address, whatever the host in it. @throws GraphError */
async function referredOwner(request: GraphRequest): Promise<string> {
  const body = sent.safeParse(await request.body());
  const address = body.data?.['@odata.id'] ?? '';
  const [, , quoted, plain] =
    /\/(directoryObjects|users|servicePrincipals)(?:\('([^']+)'\)|\/([^/?]+))$/i.exec(address) ??
    [];
  const id = (quoted ?? plain)?.toLowerCase();
  if (id === undefined) {
    const detail = 'Send the address of the owner, such as …/directoryObjects/<object ID>.';
    throw invalidValue('@odata.id', 'DirectoryObject', detail);
  }
  const owner = (await possibleOwners(request)).find((each) => each.id === id);
  if (owner === undefined) throw notFound(id);
  return owner.id;
}

const actionsAt = (at: OwnedAt) => {
  const list = async (request: GraphRequest): Promise<GraphAnswer> =>
    collectionAnswer(
      request,
      'directoryObjects',
      ownerType,
      await ownersOf(request, await at(request, false)),
    );
  const ofKind = async (request: GraphRequest, kind: Kind): Promise<Entry[]> =>
    (await ownersOf(request, await at(request, false)))
      .filter((owner) => owner.kind === kind)
      .map(({ id, values }) => ({ id, values }));
  const listUsers = async (request: GraphRequest): Promise<GraphAnswer> =>
    collectionAnswer(request, 'users', asRelated(userType), await ofKind(request, 'user'));
  const listPrincipals = async (request: GraphRequest): Promise<GraphAnswer> => {
    const type = asRelated(servicePrincipalType);
    const entries = await ofKind(request, 'servicePrincipal');
    return collectionAnswer(request, 'servicePrincipals', type, entries);
  };
  const count = async (request: GraphRequest): Promise<GraphAnswer> =>
    countAnswer(request, ownerType, await ownersOf(request, await at(request, false)));
  const countOf = (kind: Kind, type: EntityType) => async (request: GraphRequest) =>
    countAnswer(request, type, await ofKind(request, kind));
  const listReferences = async (request: GraphRequest): Promise<GraphAnswer> => {
    const { root } = request;
    const owners = await ownersOf(request, await at(request, false));
    const value = owners.map(({ id }) => ({ '@odata.id': `${root}/directoryObjects/${id}` }));
    return {
      status: 200,
      json: { '@odata.context': `${root}/$metadata#Collection($ref)`, value },
    };
  };
  const add = async (request: GraphRequest): Promise<GraphAnswer> => {
    const owned = await at(request, true);
    const owner = await referredOwner(request);
    if (owned.owners.includes(owner)) {
      throw badRequest(
        // prose-ignore: Microsoft Graph's own words
        "One or more added object references already exist for the following modified properties: 'owners'.",
      );
    }
    await request.realm.directory.saveRegistration(owned.withOwners([...owned.owners, owner]));
    return noContent;
  };
  const remove = async (request: GraphRequest): Promise<GraphAnswer> => {
    const owned = await at(request, true);
    const gone = idAt(request, 1).toLowerCase();
    if (!owned.owners.includes(gone)) throw notFound(idAt(request, 1));
    const left = owned.owners.filter((owner) => owner !== gone);
    await request.realm.directory.saveRegistration(owned.withOwners(left));
    return noContent;
  };
  return {
    list,
    count,
    listUsers,
    countUsers: countOf('user', userType),
    listPrincipals,
    countPrincipals: countOf('servicePrincipal', servicePrincipalType),
    listReferences,
    add,
    remove,
  };
};

/** Who owns an application, and who owns its service principal. */
export const owners = {
  ofApplication: actionsAt(applicationOwnedAt),
  ofPrincipal: actionsAt(principalOwnedAt),
};
