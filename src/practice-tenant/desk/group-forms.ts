import { randomUUID } from 'node:crypto';
import type { Group } from '../directory/model.ts';
import { orProblem } from '../hosted/refused-here.ts';
import { type Fields, ownEntry, typed } from '../http/form.ts';
import type { Realm } from '../tenant/realm.ts';

/** What a form about groups led to: the group to show, or the problem. */
export type GroupResult = { group: Group } | { problem: string };

/** "New group" of the admin center. Several groups may have one name. */
export const createGroup = (realm: Realm, fields: Fields): Promise<GroupResult> =>
  orProblem(() => created(realm, fields));

async function created({ directory }: Realm, fields: Fields): Promise<GroupResult> {
  const named = nameAndDescription(fields);
  if ('problem' in named) return named;
  const group = { id: randomUUID(), ...named };
  await directory.saveGroup(group);
  return { group };
}

function nameAndDescription(
  fields: Fields,
): Pick<Group, 'name' | 'description'> | { problem: string } {
  const name = typed(fields, 'group-name');
  const description = typed(fields, 'group-description');
  if (name === '') return { problem: 'Enter a group name.' };
  if (name.length > 256) return { problem: 'The name can’t be longer than 256 characters.' };
  if (description.length > 1024)
    return { problem: 'The description can’t be longer than 1024 characters.' };
  return { name, ...(description !== '' && { description }) };
}

type Form = (realm: Realm, group: Group, fields: Fields) => Promise<GroupResult>;

const properties: Form = async ({ directory }, { description: _, ...group }, fields) => {
  const named = nameAndDescription(fields);
  if ('problem' in named) return named;
  const changed = { ...group, ...named };
  await directory.saveGroup(changed);
  return { group: changed };
};

const membership =
  (isMember: boolean): Form =>
  async ({ directory, tenant }, group, fields) => {
    const name = typed(fields, 'member');
    const user = (await directory.user(name.toLowerCase())) ?? (await directory.userNamed(name));
    if (user === undefined)
      return { problem: `${tenant.name} has no user ${name}: check the name.` };
    const others = (user.groups ?? []).filter((id) => id !== group.id);
    await directory.saveUser({ ...user, groups: isMember ? [...others, group.id] : others });
    return { group };
  };

/** The forms of one group, by the value of their `do`. */
const forms: Readonly<Record<string, Form>> = {
  properties,
  'add-member': membership(true),
  'remove-member': membership(false),
};

/** @returns undefined when there is no such form */
export const changeGroup = (
  realm: Realm,
  group: Group,
  fields: Fields,
): Promise<GroupResult | undefined> =>
  orProblem(() => ownEntry(forms, fields.get('do') ?? '')?.(realm, group, fields));
