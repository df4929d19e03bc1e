import { z } from 'zod';
import { appOnly, authorityOf, isIssuerOf, parseJson, SignInError } from '../../sign-in/index.ts';
import { check } from '../check.ts';
import { requests } from '../requests.ts';

const Named = z.object({ issuer: z.string() });

/** Whether the metadata is this tenant's, by the rules that every sign-in checks. */
export const issuer = check({
  id: 'issuer',
  title: 'Issuer',
  needs: ['registration', 'document', 'tenantFound'],
  provides: ['metadata'],
  async run(say, { registration, document }, surroundings) {
    try {
      const metadata = await appOnly(registration, requests(surroundings)).metadata();
      return { findings: [say.ok(metadata.issuer)], learned: { metadata } };
    } catch (error) {
      if (!(error instanceof SignInError)) throw error;
      const named = Named.safeParse(parseJson(document.text)).data?.issuer;
      const { tenantType } = registration;
      const todo =
        named !== undefined && isIssuerOf(tenantType, authorityOf(registration), named)
          ? "Don't sign in here: an address in the metadata document leads to another host."
          : 'Check TENANT_TYPE and the authority in .env: host, tenant ID, and in Azure AD B2C the user flow.';
      return say.failed(error.detail, todo, error.errorCode ?? error.code);
    }
  },
});
