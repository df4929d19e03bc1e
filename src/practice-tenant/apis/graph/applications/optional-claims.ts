import { z } from 'zod';
import type { Registration } from '../../../directory/model.ts';

const claims = z.array(
  z.strictObject({
    name: z.string().min(1),
    essential: z.boolean().nullish(),
    source: z.null().optional(),
    additionalProperties: z.array(z.never()).nullish(),
  }),
);

export const sentOptionalClaims = z
  .strictObject({ idToken: claims, accessToken: claims, saml2Token: z.array(z.never()) })
  .partial()
  .nullable();

export function shownOptionalClaims({ optionalClaims }: Registration) {
  if (optionalClaims === undefined) return null;
  const shown = (names: readonly string[] = []) =>
    names.map((name) => ({ additionalProperties: [], essential: false, name, source: null }));
  return {
    accessToken: shown(optionalClaims.accessToken),
    idToken: shown(optionalClaims.idToken),
    saml2Token: [],
  };
}

export function keptOptionalClaims(
  sent: z.infer<typeof sentOptionalClaims>,
): Pick<Registration, 'optionalClaims'> {
  if (sent === null) return { optionalClaims: undefined };
  const names = (list: z.infer<typeof claims> = []) => list.map(({ name }) => name);
  return {
    optionalClaims: { idToken: names(sent.idToken), accessToken: names(sent.accessToken) },
  };
}
