import type { App, Made, Variables } from '../samples/web-app/register/blueprint.ts';
import { graphMe } from '../samples/web-app/register/variables.ts';
import { webApp } from '../samples/web-app/register/web-app.ts';
import { type DemoName, demoFacts, variablePrefix } from '../src/scenarios/demos.ts';

/** A live demo's app: the web app's registration at the demo's own addresses, in the site's `.env`. */
export function liveDemo(name: DemoName): App {
  const sample = webApp('');
  return {
    usualName: `Sign-in Lab live demo (${demoFacts[name].shortName})`,
    variablePrefix: variablePrefix(name),
    files: {
      template: undefined,
      environment: '.env',
      record: `.registration.${name}.json`,
      certificate: `${name}-certificate.pem`,
      key: `${name}-certificate.key`,
    },
    blueprint(settings) {
      const blueprint = sample.blueprint(settings);
      const { tenantType } = settings;
      return {
        ...blueprint,
        redirectPaths: [`/auth/redirect/${name}`, `/auth/signed-out/${name}`],
        frontChannelLogoutPath: `/auth/front-channel-logout/${name}`,
        variables: (made) => ({
          ...ofRegistration(blueprint.variables(made)),
          ...(tenantType === 'b2c' ? userFlows(made) : graph(made)),
        }),
        deployedVariables: () => ({}),
        leftByHand: (made) => blueprint.leftByHand(made).filter((line) => !ofWebApp.test(line)),
        next: ['npm start'],
      };
    },
  };
}

/** The pages of the sample that the demo doesn't have. */
const ofWebApp = /^Who can open \/admin/;

/** The site sets the others itself, from its own address and the demo's name. */
const registrationVariables = [
  'AUTHORITY',
  'OIDC_AUTHORITY',
  'B2C_TENANT_NAME',
  'ALLOWED_TENANTS',
  'CLIENT_ID',
  'CLIENT_SECRET',
  'CLIENT_CERTIFICATE_PATH',
  'CLIENT_CERTIFICATE_KEY_PATH',
];

const ofRegistration = (variables: Variables): Variables =>
  Object.fromEntries(
    Object.entries(variables).filter(([name]) => registrationVariables.includes(name)),
  );

/** With an API, the demo can call it. An operator's own choice stays. */
const graph = ({ settings, current }: Made): Variables =>
  current('ENDPOINT') === undefined ? { ENDPOINT: graphMe(settings), SCOPE: 'User.Read' } : {};

const userFlows = ({ current }: Made): Variables =>
  current('SIGNUPSIGNIN_USER_FLOW') === undefined
    ? {
        SIGNUPSIGNIN_USER_FLOW: 'B2C_1_signupsignin',
        EDITPROFILE_USER_FLOW: 'B2C_1_editprofile',
        RESETPASSWORD_USER_FLOW: 'B2C_1_resetpassword',
      }
    : {};
