import { exposedApi, read } from '../../protected-api/register/tasks-api.ts';
import { type App, microsoftGraph } from '../../web-app/register/blueprint.ts';
import { graphMe, ofCredential } from '../../web-app/register/variables.ts';

/** Where the API listens, for the commands that are left to the developer. */
export const middleTierOrigin = 'http://localhost:3002';

/** An API that's also a client: it proves its identity, and calls Microsoft Graph for the user. */
export const middleTier = (template: string): App => ({
  usualName: 'Sign-in Lab middle tier',
  variablePrefix: '',
  files: {
    template,
    environment: '.env',
    record: '.registration.json',
    certificate: 'app-certificate.pem',
    key: 'app-certificate.key',
  },
  blueprint(settings) {
    const api = exposedApi(settings, [read], `${middleTierOrigin}/me`);
    const graph = [{ api: microsoftGraph, scopes: ['User.Read'] }];
    return {
      ...api,
      appRoles: [],
      permissions: graph,
      // There's no page on which a user could consent to what the middle tier does.
      consent: graph,
      needsCredential: true,
      variables: (made) => ({
        ...api.variables(made),
        ...(made.credential && ofCredential(made.credential)),
        ENDPOINT: graphMe(settings),
        SCOPE: 'User.Read',
      }),
    };
  },
});
