import { routesOfApplications } from './applications/routes.ts';
import { routesOfIdentity } from './identity/routes.ts';
import type { Routes } from './odata/operation.ts';
import { routesOfPeople } from './people/routes.ts';

/** Every address that Graph has here. */
export const routes: Routes = {
  ...routesOfPeople,
  ...routesOfApplications,
  ...routesOfIdentity,
};
