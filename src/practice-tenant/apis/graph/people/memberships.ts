import { z } from 'zod';
import { collectionAnswer, countAnswer, type Entry } from '../odata/answers.ts';
import { bodyOf } from '../odata/body.ts';
import { asRelated } from '../odata/entity-type.ts';
import type { GraphAnswer, GraphRequest } from '../odata/graph-request.ts';
import { hasPermission } from '../odata/operation.ts';
import { groupEntries, groupType } from './groups.ts';
import { userAt } from './users.ts';

async function groupsOf(request: GraphRequest): Promise<Entry[]> {
  const { groups = [] } = await userAt(request);
  const own = new Set(groups);
  return (await groupEntries(request.realm)).filter(({ id }) => own.has(id));
}

/** The scopes that show a group as more than an ID. */
const mayReadGroups = ['GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All'];

/** With User.Read alone, a user's groups have an ID and nothing else, as documented. */
async function shownGroupsOf(request: GraphRequest): Promise<Entry[]> {
  const isLimited = !mayReadGroups.some((each) => hasPermission(request.caller, each));
  return (await groupsOf(request)).map(({ id, values }) => ({
    id,
    values: isLimited ? limited(id, values) : values,
  }));
}

export async function listMemberOf(request: GraphRequest): Promise<GraphAnswer> {
  const entries = (await shownGroupsOf(request)).map((entry) => ({
    ...entry,
    annotations: { '@odata.type': `#${groupType.name}` },
  }));
  return collectionAnswer(request, 'directoryObjects', asRelated(groupType), entries);
}

/** The same after a cast: groups are all there is, and each has the type that the address names. */
export const listGroupsOf = async (request: GraphRequest): Promise<GraphAnswer> =>
  collectionAnswer(request, 'groups', asRelated(groupType), await shownGroupsOf(request));

export const countMemberOf = async (request: GraphRequest): Promise<GraphAnswer> =>
  countAnswer(request, groupType, await shownGroupsOf(request));

const limited = (id: string, values: Entry['values']): Entry['values'] =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      name === 'id' ? id : Array.isArray(value) ? [] : null,
    ]),
  );

const question = z.strictObject({ securityEnabledOnly: z.boolean().default(false) });

/** For `getMemberObjects` and `getMemberGroups`: every group here is a security group, in no other one. */
export async function listMemberIds(request: GraphRequest): Promise<GraphAnswer> {
  await bodyOf(request, question, 'User');
  return idsAnswer(request, await memberOfIds(request));
}

const memberOfIds = async (request: GraphRequest): Promise<string[]> =>
  (await groupsOf(request)).map(({ id }) => id);

function idsAnswer({ root }: GraphRequest, value: readonly string[]): GraphAnswer {
  const context = `${root}/$metadata#Collection(Edm.String)`;
  return { status: 200, json: { '@odata.context': context, value } };
}

const ids = z.array(z.string()).max(20, 'At most 20 IDs can be checked in one request.');
const askedGroups = z.strictObject({ groupIds: ids });
const askedObjects = z.strictObject({ ids });

/** Which of these groups the user is in. */
export async function checkMemberGroups(request: GraphRequest): Promise<GraphAnswer> {
  const { groupIds } = await bodyOf(request, askedGroups, 'User');
  return checked(request, groupIds);
}

/** The same by the parameter's other name; a user is in nothing but groups here. */
export async function checkMemberObjects(request: GraphRequest): Promise<GraphAnswer> {
  const { ids } = await bodyOf(request, askedObjects, 'User');
  return checked(request, ids);
}

async function checked(request: GraphRequest, asked: readonly string[]): Promise<GraphAnswer> {
  const own = new Set(await memberOfIds(request));
  return idsAnswer(
    request,
    asked.filter((id) => own.has(id.toLowerCase())),
  );
}
