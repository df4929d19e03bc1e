import type { AstroIntegration } from 'astro';

/** Renders the pages of the live demo inside a shell that is made once. */
export default function demoShell(): AstroIntegration {
  return {
    name: 'sign-in-lab:demo',
    hooks: {
      'astro:config:setup': ({ addMiddleware }) => {
        addMiddleware({
          order: 'post',
          entrypoint: new URL('./shell-once.ts', import.meta.url),
        });
      },
      'astro:config:done': ({ injectTypes }) => {
        injectTypes({
          filename: 'locals.d.ts',
          content:
            "declare namespace App { interface Locals { shown?: import('../../../../src/demo/shell-once.ts').Shown } }",
        });
      },
    },
  };
}
