import type { Directory } from './directory.ts';
import type { Registration } from './model.ts';

/** The apps that are registered in the tenant itself. */
export const ownRegistrations = async (directory: Directory): Promise<Registration[]> =>
  (await directory.registrations()).filter(({ homeTenant }) => homeTenant === undefined);
