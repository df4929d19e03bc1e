// Credentials of @azure/identity: `CREDENTIAL` names one, and the app sends what it gets, or the error.
import {
  ClientCertificateCredential,
  ClientSecretCredential,
  DeviceCodeCredential,
} from '@azure/identity';

const { CREDENTIAL, TENANT_ID, CLIENT_ID, CLIENT_SECRET, CERTIFICATE, AUTHORITY_HOST, SCOPE } =
  process.env;
const options = {
  authorityHost: AUTHORITY_HOST,
  ...(process.env.DISABLE_INSTANCE_DISCOVERY === 'yes' && { disableInstanceDiscovery: true }),
};
const credentials = {
  ClientSecretCredential: () =>
    new ClientSecretCredential(TENANT_ID, CLIENT_ID, CLIENT_SECRET, options),
  ClientCertificateCredential: () =>
    new ClientCertificateCredential(TENANT_ID, CLIENT_ID, CERTIFICATE, options),
  DeviceCodeCredential: () =>
    new DeviceCodeCredential({
      ...options,
      tenantId: TENANT_ID,
      clientId: CLIENT_ID,
      userPromptCallback: ({ userCode, verificationUri }) =>
        process.send?.({ userCode, verificationUri }),
    }),
};
process.send?.('listening');
try {
  const { token, expiresOnTimestamp } = await credentials[CREDENTIAL]().getToken(SCOPE);
  process.send?.({ token, expiresOnTimestamp });
} catch (error) {
  console.error(error);
  process.exitCode = 1;
  process.disconnect?.();
}
