import type { Answer, Operation, Routes } from '../odata/operation.ts';
import { getAuthorizationPolicy } from './authorization-policy.ts';
import {
  addAppToUserFlow,
  getUserFlow,
  listAppsOfUserFlow,
  listUserFlows,
  removeAppFromUserFlow,
} from './user-flows.ts';

const readsFlows = ['EventListener.Read.All', 'EventListener.ReadWrite.All'];
const flows = (answer: Answer): Operation => ({
  delegated: readsFlows,
  application: readsFlows,
  userMustBe: 'administrator',
  answer,
});

const changesFlows = (answer: Answer): Operation => ({
  delegated: ['EventListener.ReadWrite.All'],
  application: ['EventListener.ReadWrite.All'],
  userMustBe: 'administrator',
  answer,
});

const flowType = 'microsoft.graph.externalUsersSelfServiceSignUpEventsFlow';

/** A user flow, and the apps that it signs users up to. */
const userFlowAt = (address: string): Routes => ({
  [address]: { GET: flows(getUserFlow) },
  [`${address}/conditions/applications/includeApplications`]: {
    GET: flows(listAppsOfUserFlow),
    POST: changesFlows(addAppToUserFlow),
  },
  [`${address}/conditions/applications/includeApplications/{app}`]: {
    DELETE: changesFlows(removeAppFromUserFlow),
  },
});

/** User flows, and what users may do without a role. */
export const routesOfIdentity: Routes = {
  'policies/authorizationPolicy': {
    GET: {
      delegated: ['Policy.Read.All'],
      application: ['Policy.Read.All'],
      userMustBe: 'member',
      answer: getAuthorizationPolicy,
    },
  },
  'identity/authenticationEventsFlows': { GET: flows(listUserFlows) },
  [`identity/authenticationEventsFlows/${flowType}`]: { GET: flows(listUserFlows) },
  ...userFlowAt('identity/authenticationEventsFlows/{id}'),
  ...userFlowAt(`identity/authenticationEventsFlows/{id}/${flowType}`),
};
