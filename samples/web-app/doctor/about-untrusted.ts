/**
 * What to do about a certificate that isn't trusted. Trusting one more certificate authority helps against neither a
 * wrong date nor a wrong name.
 * @param reason Node.js's, such as `CERT_HAS_EXPIRED`
 * @param issuer who signed the last certificate of the chain
 */
export function aboutUntrusted(reason: string, host: string, issuer = 'no name'): string {
  switch (reason) {
    case 'CERT_HAS_EXPIRED':
      return "Check this computer's clock. If it's right, a certificate has to be renewed by the people who run this host or the network: don't sign in here until then.";
    case 'CERT_NOT_YET_VALID':
      return "Check this computer's clock: by it, the certificate isn't valid yet.";
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `The certificate isn't for ${host}: check how the host is spelled in .env. If it's right, ask the people who run the network, and don't sign in here.`;
    default:
      return `If you know "${issuer}", for example as your company's certificate authority, set NODE_EXTRA_CA_CERTS to a file with its certificate. If you don't, ask the people who run the network, and don't sign in here.`;
  }
}
