// Credentials of @azure/identity: `CREDENTIAL` names one, and the app sends the token.
import {
  ClientCertificateCredential,
  ClientSecretCredential,
  DeviceCodeCredential,
} from '@azure/identity';

const { CREDENTIAL, TENANT_ID, CLIENT_ID, CLIENT_SECRET, CERTIFICATE, AUTHORITY_HOST, SCOPE } =
  process.env;
// It would ask login.microsoftonline.com whether the host is one of Microsoft’s.
const options = { authorityHost: AUTHORITY_HOST, disableInstanceDiscovery: true };
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
const { token, expiresOnTimestamp } = await credentials[CREDENTIAL]().getToken(SCOPE);
process.send?.({ token, expiresOnTimestamp });
