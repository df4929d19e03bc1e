import { expect, test } from 'vitest';
import { redirectUri } from '../../../../../samples/web-app/doctor/outside/sign-in.ts';
import type { Visitor } from '../../../../../samples/web-app/doctor/outside/visit.ts';

const asked = new URL('https://login.microsoftonline.com/contoso.onmicrosoft.com/authorize');
asked.searchParams.set('redirect_uri', 'https://app.example/auth/redirect');

/** An identity provider that shows a page of its own. */
const showing = (body: string): Visitor => ({
  count: 0,
  visit: async (url) => ({ url, status: 200, headers: {}, body, tls: undefined }),
});

test.each([
  // The page on which Microsoft Entra asks for an account has this number, too.
  ['$Config={"pgid":"ConvergedSignIn","sErrorCode":"50058"};', 'unknown'],
  ['$Config={"pgid":"ConvergedError","sErrorCode":"90033"};', 'unknown'],
  ['<html>', 'unknown'],
  ['$Config={"pgid":"ConvergedError","sErrorCode":"50011"};', 'failed'],
  ['AADSTS500113: No reply address is registered for the application.', 'failed'],
  ['AADSTS700016: Application not found.', 'failed'],
])('the page %s makes the redirect URI %s', async (body, status) => {
  const { finding } = await redirectUri(asked, showing(body));
  expect(finding.status).toBe(status);
});
