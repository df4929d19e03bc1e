import { expect, it } from 'vitest';
import { forwardRejections } from '../../../../../samples/web-app/sign-in/express/forward-rejections.ts';
import { SignInRequired } from '../../../../../samples/web-app/sign-in/index.ts';
import { runningApp } from './running-app.ts';

/** What a page behind a guard responds that fails with this. */
async function behind(reason: unknown): Promise<string> {
  const app = await runningApp({
    routes(application) {
      const guard = forwardRejections(() => Promise.reject(reason));
      application.get('/admin', guard, (_request, response) => void response.send('the page'));
      application.get('/admin', (_request, response) => void response.send('the next route'));
    },
  });
  try {
    return (await app.browser().send('/admin')).text;
  } finally {
    await app.stop();
  }
}

it.each([[undefined], [null], [''], ['route'], ['router']])(
  'a guard that fails with %j lets nobody pass',
  async (reason) => {
    expect(await behind(reason)).toBe('page: failure 500');
  },
);

it('an error reaches the error page as it is', async () => {
  expect(await behind(new SignInRequired([], { detail: 'not signed in' }))).toBe(
    'page: sign_in_required, back to /admin',
  );
  expect(await behind({ status: 400 })).toBe('page: failure 400');
});
