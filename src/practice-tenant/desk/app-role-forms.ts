import { randomUUID } from 'node:crypto';
import { problemWithAppRole } from '../directory/app-roles.ts';
import type { AppRole, Registration } from '../directory/model.ts';
import { type Fields, typed } from '../http/form.ts';

type Outcome = { registration: Registration } | { problem: string };

const memberTypesOf = (sent: string): AppRole['allowedMemberTypes'] => {
  if (sent === 'both') return ['User', 'Application'];
  return sent === 'User' || sent === 'Application' ? [sent] : [];
};

/** "Create app role" of the admin center. */
export function createAppRole(app: Registration, fields: Fields): Outcome {
  const role = {
    value: typed(fields, 'role-value'),
    displayName: typed(fields, 'role-display-name'),
    description: typed(fields, 'role-description'),
    allowedMemberTypes: memberTypesOf(typed(fields, 'allowed-member-types')),
    ...(fields.get('enabled') !== 'yes' && { disabled: true }),
  };
  const problem = problemWithAppRole(role, app);
  if (problem !== undefined) return { problem };
  const appRoles = [...(app.appRoles ?? []), { id: randomUUID(), ...role }];
  return { registration: { ...app, appRoles } };
}

/** Whether a role can be assigned to more users, groups, and apps. */
export const enableAppRole =
  (isEnabled: boolean) =>
  (app: Registration, fields: Fields): Outcome => {
    const appRoles = (app.appRoles ?? []).map((role) =>
      role.id === typed(fields, 'id') ? { ...role, disabled: isEnabled ? undefined : true } : role,
    );
    return { registration: { ...app, appRoles } };
  };

export function deleteAppRole(app: Registration, fields: Fields): Outcome {
  const { appRoles = [] } = app;
  const role = appRoles.find(({ id }) => id === typed(fields, 'id'));
  if (role !== undefined && role.disabled !== true)
    return { problem: `${role.displayName} is enabled: disable it first, then delete it.` };
  return { registration: { ...app, appRoles: appRoles.filter((each) => each !== role) } };
}
