import { explainClaim } from '../explanations/claims.ts';
import { explainParameter } from '../explanations/parameters.ts';
import type { Field, Message } from '../messages/message.ts';

/*
 * The rule for what a trace keeps of a person. A value is personal if its name is: every claim that isn't
 * listed as impersonal (`claims`), the parameters that can name someone (`parameters`), and what an API
 * returned.
 * - A trace holds personal values of one session only, and shows them only to a request that brings that
 *   session, alive, along with the trace's cookie. One of the two cookies alone shows nothing about anyone.
 * - Whatever is added without a session, as after a sign-out, removes all personal values on the server.
 *   The messages and the names in them stay, so that the sign-out itself can be read.
 * - A request that fails keeps none of its own: of a refused token, only what it's usually refused for
 *   (issuer, audience, times, nonce, tenant); of an error text, only the code.
 */

/** Of an error text, what people can look up. */
const errorCode = /^AAD(?:STS|B2C)\d{3,9}\b/;

/** The same messages with nothing in them about anyone. */
export const withoutPersonalValues = (messages: readonly Message[]): Message[] =>
  messages.map(({ body, ...message }) => ({
    ...message,
    fields: message.fields.map(withoutPersonalValue),
  }));

function withoutPersonalValue(field: Field): Field {
  const { place, name, value, length, token } = field;
  if (token) {
    const claims = (list: typeof token.claims) =>
      list.map((claim) => (explainClaim(claim.name).impersonal ? claim : { name: claim.name }));
    return { ...field, token: { header: claims(token.header), claims: claims(token.claims) } };
  }
  if (value === undefined || !isPersonal(name, value)) return field;
  const [code] = (name === 'error_description' && errorCode.exec(value)) || [];
  return { place, name, length: length ?? value.length, ...(code && { value: code }) };
}

/** A flag such as “1” names nobody. An email address does, under any name. */
const isPersonal = (name: string, value: string): boolean =>
  value.length > 2 && (explainParameter(name).personal === true || value.includes('@'));
