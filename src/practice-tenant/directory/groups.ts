import type { Group, Tenant } from './model.ts';

/** Security groups that the workforce tenant starts with, as tokens name them: by object ID. */
export const groupIds = {
  staff: '0a0a0a0a-aaaa-4aaa-8aaa-000000000001',
  taskAdmins: '0a0a0a0a-aaaa-4aaa-8aaa-000000000002',
} as const;

export const seededGroups = ({ key }: Tenant): Group[] =>
  key === 'entra-id'
    ? [
        { id: groupIds.staff, name: 'Staff' },
        { id: groupIds.taskAdmins, name: 'Task admins' },
      ]
    : [];

/** The display name. */
export const groupName = (groups: readonly Group[], id: string): string =>
  groups.find((group) => group.id === id)?.name ?? id;
