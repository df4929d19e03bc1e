import type { IncomingMessage, ServerResponse } from 'node:http';
import type { InteractionResults, Provider } from 'oidc-provider';
import type { Origins } from '../directory/addresses.ts';
import { redirect, sendJson, sendPage, sendText } from '../http/answer.ts';
import { readForm } from '../http/form.ts';
import { signInExpired } from '../pages/expired.ts';
import { socialPicker } from '../pages/social.ts';
import { forgetOther } from '../provider/forget-other.ts';
import { mounted } from '../provider/mounted.ts';
import { socialBaseOf, socialDiscovery, socialPaths } from './addresses.ts';
import { socialPeople, socialPerson } from './people.ts';

export interface OpenSocial {
  provider: Provider;
  callback: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  origins: Origins;
}

/**
 * The response to a form redirects to the B2C tenant and from there to its app, which the social provider
 * doesn't know; browsers apply the policy of the page with the form to all of these redirects.
 */
const formTargets = ['http:', 'https:'];

/** Answers everything below `/social`. @throws EntraError AADSTS9002313 for a form that cannot be read */
export async function answerSocial(
  social: OpenSocial,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { origins } = social;
  const base = socialBaseOf(origins);
  const path = url.pathname.slice(base.length) || '/';
  if (path === socialPaths.discovery) return sendJson(response, 200, socialDiscovery(origins));
  if (path.startsWith('/interaction/')) return answerPage(social.provider, request, response);
  const known: readonly string[] = Object.values(socialPaths);
  if (!known.includes(path) && !path.startsWith(`${socialPaths.authorize}/`)) {
    return sendText(response, 404, 'Practice Social has no such page.\n');
  }
  await social.callback(mounted(request, base, path + url.search), response);
}

async function answerPage(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const interaction = await provider.interactionDetails(request, response).catch(() => undefined);
  if (interaction === undefined) {
    return sendPage(response, 400, { title: 'Expired' }, signInExpired);
  }
  const result = request.method === 'POST' ? decided(await readForm(request)) : undefined;
  if (result === undefined) {
    const title = 'Practice Social';
    return sendPage(response, 200, { title }, socialPicker(socialPeople), { formTargets });
  }
  const next = await provider.interactionResult(request, response, result);
  if (result.login !== undefined) await forgetOther(provider, interaction, result.login.accountId);
  redirect(response, next);
}

/** @returns undefined when the form names nobody */
function decided(fields: ReadonlyMap<string, string>): InteractionResults | undefined {
  if (fields.get('do') === 'cancel') {
    return { error: 'access_denied', error_description: 'The user canceled.' };
  }
  const person = socialPerson(fields.get('account') ?? '');
  return person && { login: { accountId: person.subject }, select_account: {} };
}
