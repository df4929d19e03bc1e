// Angular without templates: what an app of angular-oauth2-oidc does, for a page to call.
import '@angular/compiler';
import { provideHttpClient } from '@angular/common/http';
import { provideZonelessChangeDetection } from '@angular/core';
import { createApplication } from '@angular/platform-browser';
import { OAuthService, provideOAuthClient } from 'angular-oauth2-oidc';

/** Configured as its documentation says for a provider whose endpoints aren't below its issuer. */
export async function oauthService(configuration) {
  const { injector } = await createApplication({
    providers: [provideZonelessChangeDetection(), provideHttpClient(), provideOAuthClient()],
  });
  const service = injector.get(OAuthService);
  service.configure({
    redirectUri: `${location.origin}/`,
    postLogoutRedirectUri: `${location.origin}/`,
    strictDiscoveryDocumentValidation: false,
    ...configuration,
  });
  return service;
}
