import { z } from 'zod';
import { derivedId } from '../../../directory/derived-id.ts';
import type { Registration, SignUpAttribute, Tenant } from '../../../directory/model.ts';
import { collectionAnswer, type Entry, entityAnswer } from '../odata/answers.ts';
import { bodyOf } from '../odata/body.ts';
import type { EntityType, Values } from '../odata/entity-type.ts';
import { alreadyExists, badRequest, notFound } from '../odata/graph-error.ts';
import { type GraphAnswer, type GraphRequest, idAt, noContent } from '../odata/graph-request.ts';

const derived = 'microsoft.graph.externalUsersSelfServiceSignUpEventsFlow';
const included = 'conditions/applications/includeApplications';

const flowType: EntityType = {
  name: 'microsoft.graph.authenticationEventsFlow',
  resource: 'AuthenticationEventsFlow',
  filterable: [
    'id',
    'displayName',
    included,
    'onAuthenticationMethodLoadStart/identityProviders',
    'onAttributeCollection/attributes',
  ],
  sortable: ['displayName', 'priority'],
};

const linkType: EntityType = {
  name: 'microsoft.graph.authenticationConditionApplication',
  resource: 'AuthenticationConditionApplication',
  filterable: ['appId'],
};

const flowsContext = 'identity/authenticationEventsFlows';

/** A tenant that adds apps to a user flow has one, which signs up with an email address and a password. */
const flowId = ({ id }: Tenant): string => derivedId(id, 'user flow');

/** The apps of the user flow: all those whose service principal the tenant knows, until one is removed. */
const linkedApps = (apps: readonly Registration[]): Registration[] =>
  apps.filter((app) => app.withoutUserFlow !== true && app.withoutServicePrincipal !== true);

interface Attribute {
  id: string;
  displayName: string;
  description: string;
}

const email: Attribute = {
  id: 'email',
  displayName: 'Email Address',
  description: 'Email address of the user',
};
const displayName: Attribute = {
  id: 'displayName',
  displayName: 'Display Name',
  description: 'Display Name of the User.',
};

const attributesOf = ({ signUpAttributes }: Tenant): Attribute[] => [
  email,
  displayName,
  ...signUpAttributes.map(({ name, label }: SignUpAttribute) => ({
    id: name,
    displayName: label,
    description: label,
  })),
];

/** How the page asks for an attribute; the verified email address is not asked for again. */
const inputOf = ({ id, displayName: label }: Attribute): Values => ({
  attribute: id,
  label,
  inputType: 'text',
  defaultValue: null,
  hidden: id === 'email',
  editable: id !== 'email',
  writeToDirectory: true,
  required: id === 'email' || id === 'displayName',
  validationRegEx: '^.*',
  options: [],
});

function flowValues({ realm, root }: GraphRequest, apps: readonly Registration[]): Values {
  const { tenant } = realm;
  const id = flowId(tenant);
  const attributes = attributesOf(tenant);
  const typed = (name: string) => `#microsoft.graph.${name}ExternalUsersSelfServiceSignUp`;
  return {
    id,
    displayName: 'SignUpSignIn',
    description: null,
    priority: 500,
    onAttributeCollectionStart: null,
    onAttributeCollectionSubmit: null,
    conditions: {
      applications: {
        includeAllApplications: false,
        'includeApplications@odata.context': `${root}/$metadata#${flowsContext}('${id}')/${derived}/${included}`,
        includeApplications: linkedApps(apps).map(({ clientId }) => ({ appId: clientId })),
      },
    },
    onInteractiveAuthFlowStart: {
      '@odata.type': typed('onInteractiveAuthFlowStart'),
      isSignUpAllowed: true,
    },
    onAuthenticationMethodLoadStart: {
      '@odata.type': typed('onAuthenticationMethodLoadStart'),
      identityProviders: [
        {
          '@odata.type': '#microsoft.graph.builtInIdentityProvider',
          id: 'EmailPassword-OAUTH',
          displayName: 'Email with password',
          identityProviderType: 'EmailPassword',
          state: null,
        },
      ],
    },
    onAttributeCollection: {
      '@odata.type': typed('onAttributeCollection'),
      attributeCollectionPage: {
        customStringsFileId: null,
        views: [{ title: null, description: null, inputs: attributes.map(inputOf) }],
      },
      attributes: attributes.map((each) => ({
        ...each,
        userFlowAttributeType: 'builtIn',
        dataType: 'string',
      })),
    },
    onUserCreateStart: { '@odata.type': typed('onUserCreateStart'), userTypeToCreate: 'member' },
  };
}

async function flows(request: GraphRequest): Promise<Entry[]> {
  const { tenant, directory } = request.realm;
  if (!tenant.addsAppsToUserFlow) return [];
  const values = flowValues(request, await directory.registrations());
  return [{ id: flowId(tenant), values, annotations: { '@odata.type': `#${derived}` } }];
}

/** @throws GraphError where there is none with the ID, or none at all */
async function flowAt(request: GraphRequest): Promise<Entry> {
  const id = idAt(request, 0);
  const found = (await flows(request)).find((flow) => flow.id === id.toLowerCase());
  if (found === undefined) throw notFound(id);
  return found;
}

export const listUserFlows = async (request: GraphRequest): Promise<GraphAnswer> =>
  collectionAnswer(request, flowsContext, flowType, await flows(request));

export async function getUserFlow(request: GraphRequest): Promise<GraphAnswer> {
  const { values, annotations } = await flowAt(request);
  const { json, ...answer } = entityAnswer(request, flowsContext, flowType, values);
  return { ...answer, json: { ...annotations, ...json } };
}

/** As documented, without the derived type, also when the request names it. */
const linksContext = ({ realm }: GraphRequest): string =>
  `${flowsContext}('${flowId(realm.tenant)}')/${included}`;

export async function listAppsOfUserFlow(request: GraphRequest): Promise<GraphAnswer> {
  await flowAt(request);
  const apps = linkedApps(await request.realm.directory.registrations());
  const entries = apps.map(({ clientId }) => ({ id: clientId, values: { appId: clientId } }));
  return collectionAnswer(request, linksContext(request), linkType, entries);
}

const sent = z.strictObject({ appId: z.string() });

/** From here on, users can sign up to the app. */
export async function addAppToUserFlow(request: GraphRequest): Promise<GraphAnswer> {
  await flowAt(request);
  const { directory } = request.realm;
  const { appId } = await bodyOf(request, sent, linkType.resource);
  const app = await directory.registration(appId);
  if (app === undefined || app.withoutServicePrincipal === true) {
    throw badRequest(
      `The appId '${appId}' does not reference a service principal in this tenant.`,
      'Create the service principal first.',
    );
  }
  if (linkedApps([app]).length > 0) {
    throw alreadyExists(`The application ${appId} is already linked to a user flow.`);
  }
  const { withoutUserFlow: _, ...linked } = app;
  await directory.saveRegistration(linked);
  return entityAnswer(request, linksContext(request), linkType, { appId: app.clientId }, 201);
}

/** Users still sign in to the app; they no longer sign up. */
export async function removeAppFromUserFlow(request: GraphRequest): Promise<GraphAnswer> {
  await flowAt(request);
  const { directory } = request.realm;
  const appId = idAt(request, 1);
  const app = await directory.registration(appId);
  if (app === undefined || linkedApps([app]).length === 0) throw notFound(appId);
  await directory.saveRegistration({ ...app, withoutUserFlow: true });
  return noContent;
}
