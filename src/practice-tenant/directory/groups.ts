/** Security groups of the workforce tenant, as tokens name them: by object ID. */
export const groupIds = {
  staff: '0a0a0a0a-aaaa-4aaa-8aaa-000000000001',
  taskAdmins: '0a0a0a0a-aaaa-4aaa-8aaa-000000000002',
} as const;

/** Display names, by object ID. */
export const groupNames: ReadonlyMap<string, string> = new Map<string, string>([
  [groupIds.staff, 'Staff'],
  [groupIds.taskAdmins, 'Task admins'],
]);

/** The display name. */
export const groupName = (id: string): string => groupNames.get(id) ?? id;
