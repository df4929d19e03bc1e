import { z } from 'zod';
import { collectionAnswer, countAnswer, type Entry } from '../odata/answers.ts';
import { bodyOf } from '../odata/body.ts';
import type { GraphAnswer, GraphRequest } from '../odata/graph-request.ts';
import { hasPermission } from '../odata/operation.ts';
import { groupEntries, groupType } from './groups.ts';
import { userAt } from './users.ts';

async function groupsOf(request: GraphRequest): Promise<Entry[]> {
  const { groups = [] } = await userAt(request);
  return (await groupEntries(request.realm)).filter(({ id }) => groups.includes(id));
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
  return collectionAnswer(request, 'directoryObjects', groupType, entries);
}

/** The same after a cast: groups are all there is, and each has the type that the address names. */
export const listGroupsOf = async (request: GraphRequest): Promise<GraphAnswer> =>
  collectionAnswer(request, 'groups', groupType, await shownGroupsOf(request));

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
  const value = (await groupsOf(request)).map(({ id }) => id);
  const context = `${request.root}/$metadata#Collection(Edm.String)`;
  return { status: 200, json: { '@odata.context': context, value } };
}
