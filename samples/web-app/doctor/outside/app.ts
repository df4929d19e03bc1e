import type { Finding } from '../finding.ts';
import { sayFor } from '../say.ts';
import type { Place } from './place.ts';
import { hasPlatformSignIn, type WhoAnswers } from './seen-app.ts';
import { titles } from './titles.ts';
import { NoResponse, type Visit, type Visitor } from './visit.ts';

/** Whether it's the sample that answers, or what else does. */
export function answers(home: Visit, who: WhoAnswers): Finding {
  const say = sayFor('responds', titles.responds);
  const at = home.url.href;
  switch (who.kind) {
    case 'platform-sign-in':
      return say.failed(
        who.seen,
        'Turn off App Service Authentication (Easy Auth) for this app, under Settings > Authentication: the app signs users in on its own.',
      );
    case 'placeholder':
      return say.failed(
        who.seen,
        'Deploy the app. If you have, check the startup command and the log stream: App Service found no app to start.',
      );
    case 'failing':
      return say.failed(
        who.seen,
        "Check the app's log, which has a line for each mistake in its variables, and the log of the proxy in front of it.",
      );
    case 'other':
      return say.unknown(
        `the page ${at} (status ${home.status}) has no button that signs in as the sample's has, so this is another app, or you changed it`,
        'Check the address. If the app is yours and changed, only what holds for every app is checked here.',
      );
    default:
      return hasPlatformSignIn(home)
        ? say.warning(
            `the sample, with App Service Authentication (Easy Auth) in front of it, which lets requests through`,
            'Turn it off under Settings > Authentication of the App Service app: users can be asked to sign in twice, and signing out here leaves them signed in there.',
          )
        : say.ok(`the sample, at ${at}`);
  }
}

/** The address that platforms ask whether the app is alive. */
export async function health({ origin }: Place, visitor: Visitor): Promise<Finding> {
  const say = sayFor('health', titles.health);
  const url = new URL('/healthz', origin);
  try {
    const { status } = await visitor.visit(url);
    return status === 200
      ? say.ok('/healthz responds with status 200')
      : say.failed(
          `/healthz responds with status ${status}`,
          "Check the app's log: a platform that asks this address considers the app broken.",
        );
  } catch (error) {
    if (!(error instanceof NoResponse)) throw error;
    return say.failed(`/healthz doesn't respond (${error.code})`, 'Check that the app runs.');
  }
}

/** @param isSample another app may do without some of them */
export function securityHeaders({ origin }: Place, home: Visit, isSample: boolean): Finding {
  const say = sayFor('security-headers', titles['security-headers']);
  const { headers } = home;
  const value = (name: string) => [headers[name]].flat().join(', ').toLowerCase();
  const policy = value('content-security-policy');
  const wrong = [
    !policy && 'no Content-Security-Policy',
    policy &&
      !/\bframe-ancestors\b/.test(policy) &&
      'a Content-Security-Policy without frame-ancestors',
    isSample &&
      policy &&
      !/\bdefault-src 'none'/.test(policy) &&
      "a Content-Security-Policy that the app didn't send",
    origin.protocol === 'https:' &&
      !/max-age=[1-9]/.test(value('strict-transport-security')) &&
      'no Strict-Transport-Security',
    !value('x-content-type-options').includes('nosniff') && 'no X-Content-Type-Options',
    isSample &&
      !/no-store/.test(value('cache-control')) &&
      `Cache-Control ${value('cache-control') || 'missing'}, so a page can be kept and shown to others`,
    headers['x-powered-by'] !== undefined && `X-Powered-By: ${value('x-powered-by')}`,
  ].filter((each) => each !== false && each !== '');
  if (wrong.length === 0)
    return say.ok(
      `Content-Security-Policy with frame-ancestors, ${origin.protocol === 'https:' ? 'Strict-Transport-Security, ' : ''}X-Content-Type-Options, no X-Powered-By`,
    );
  const seen = `the home page has ${wrong.join('; ')}`;
  return isSample
    ? say.failed(
        seen,
        'The app sends these headers itself: let the proxy or the platform in front of it pass them on unchanged.',
      )
    : say.warning(seen, 'Let your app send what is missing.');
}
