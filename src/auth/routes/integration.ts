import type { AstroIntegration } from 'astro';

/** The addresses of sign-in and sign-out, under src/auth because they are endpoints, not pages. */
const routes = {
  '/auth/sign-in': new URL('./sign-in.ts', import.meta.url),
  '/auth/redirect': new URL('./redirect-without-demo.ts', import.meta.url),
  '/auth/redirect/[demo]': new URL('./redirect.ts', import.meta.url),
  '/auth/sign-out': new URL('./sign-out.ts', import.meta.url),
  '/auth/signed-out/[demo]': new URL('./signed-out.ts', import.meta.url),
  '/auth/front-channel-logout/[demo]': new URL('./front-channel-logout.ts', import.meta.url),
  '/auth/forget-trace': new URL('./forget-trace.ts', import.meta.url),
  '/auth/let-it-fail': new URL('./let-it-fail.ts', import.meta.url),
  '/auth/call-api': new URL('./call-api.ts', import.meta.url),
  '/practice-tenants/make': new URL('../tenant-sets/routes/make.ts', import.meta.url),
  '/practice-tenants/made': new URL('../tenant-sets/routes/made.ts', import.meta.url),
  '/practice-tenants/enter': new URL('../tenant-sets/routes/enter.ts', import.meta.url),
  '/practice-tenants/end': new URL('../tenant-sets/routes/end.ts', import.meta.url),
  '/auth/admin-page': new URL('./admin-page.ts', import.meta.url),
};

/** Puts the live demo's addresses into the site. */
export default function demoRoutes(): AstroIntegration {
  return {
    name: 'sign-in-lab:auth',
    hooks: {
      'astro:config:setup': ({ injectRoute }) => {
        for (const [pattern, entrypoint] of Object.entries(routes)) {
          injectRoute({ pattern, entrypoint, prerender: false });
        }
      },
      'astro:config:done': ({ injectTypes }) => {
        injectTypes({
          filename: 'locals.d.ts',
          content:
            "declare namespace App { interface Locals { demo: import('../../../../src/auth/demo-configuration.ts').DemoConfiguration; address: string; explained?: import('../../../../src/auth/explain.ts').Explained } }",
        });
      },
    },
  };
}
