import type { AppRole, Registration } from './model.ts';

/** The longest value that an app role can have. */
export const longestRoleValue = 120;

/** Microsoft's list of characters, which leaves out the space. */
export const roleValue: RegExp = /^[\w:!#$%&'()*+,\-./;<=>?@[\]^`{|}~]+$/;

/** What is wrong with a new app role, the first thing only; undefined when nothing is. */
export function problemWithAppRole(
  role: Omit<AppRole, 'id'>,
  { appRoles = [] }: Pick<Registration, 'appRoles'>,
): string | undefined {
  if (role.displayName === '') return 'Enter a display name.';
  if (role.allowedMemberTypes.length === 0) return 'Select who can have the role.';
  if (role.value === '') return 'Enter a value. It’s what your app finds in the claim roles.';
  if (/\s/.test(role.value)) return 'The value can’t have spaces. Write it as in Survey.Create.';
  if (role.value.length > longestRoleValue)
    return `The value can’t be longer than ${longestRoleValue} characters.`;
  if (role.value.startsWith('.')) return 'The value can’t begin with a period.';
  if (!roleValue.test(role.value))
    return 'The value has a character that isn’t allowed. Use English letters, digits, and punctuation such as . - and _.';
  if (appRoles.some((each) => each.value === role.value))
    return `Another role already has the value ${role.value}: choose a different one.`;
  if (role.description === '') return 'Enter a description.';
  return undefined;
}

/** The roles that users and groups can be assigned to. */
export const assignableRoles = ({ appRoles = [] }: Pick<Registration, 'appRoles'>): AppRole[] =>
  appRoles.filter(
    ({ allowedMemberTypes, disabled }) => disabled !== true && allowedMemberTypes.includes('User'),
  );
