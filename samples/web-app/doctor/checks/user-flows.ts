import { appOnly, policyOf, SignInError, type UserFlow } from '../../sign-in/index.ts';
import { check } from '../check.ts';
import { registrationRecord } from '../registration-record.ts';
import { requests } from '../requests.ts';

const variables: Record<UserFlow, string> = {
  signUpSignIn: 'SIGNUPSIGNIN_USER_FLOW',
  editProfile: 'EDITPROFILE_USER_FLOW',
  resetPassword: 'RESETPASSWORD_USER_FLOW',
};

const flows: readonly UserFlow[] = ['signUpSignIn', 'editProfile', 'resetPassword'];

/** In Azure AD B2C, each user flow is an address of its own. In External ID, none is. */
export const userFlows = check({
  id: 'user-flows',
  title: 'User flows',
  needs: ['registration', 'metadata'],
  applies: ({ registration }) => registration?.tenantType !== 'entra-id',
  run(say, { registration }, surroundings) {
    if (!registration.userFlows) {
      const record = registrationRecord(surroundings.folder, registration.clientId);
      if (record?.userFlow?.state === 'made')
        return say.ok(`npm run register connected the app to ${record.userFlow.name}`);
      return say.unknown(
        "whether the app is connected to a user flow can't be known before a user signs in",
        'Open "External Identities" > "User flows" > your user flow > "Applications": your app has to be in the list.',
      );
    }
    const app = appOnly(registration, requests(surroundings));
    const named = flows.filter((flow) => policyOf(registration, flow) !== undefined);
    return Promise.all(
      named.map(async (userFlow) => {
        const name = policyOf(registration, userFlow);
        try {
          await app.metadata({ userFlow });
          return say.ok(`${name} is there`);
        } catch (error) {
          if (!(error instanceof SignInError)) throw error;
          if (['provider_untrusted', 'tenant_not_found'].includes(error.code))
            return say.failed(
              `there is no metadata document of ${name}: ${error.detail}`,
              `Copy the name of the user flow into ${variables[userFlow]}, with B2C_1_ before it.`,
              error.errorCode ?? error.code,
            );
          return say.unknown(error.detail, 'Start with the line "Discovery".');
        }
      }),
    );
  },
});
