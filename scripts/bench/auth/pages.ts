import type { Request, Response } from 'express';

/**
 * The home page of the apps compared with the sample: who is signed in, and a link to sign in or
 * out.
 */
export function homePage(name: string | undefined, signIn: string, signOut: string): string {
  return name === undefined
    ? `<!doctype html><h1>Welcome</h1><p>You are not signed in.</p>${signIn}`
    : `<!doctype html><h1>Welcome</h1><p>You are signed in as ${name}.</p>${signOut}`;
}

export const postButton = (action: string, label: string): string =>
  `<form method="post" action="${action}"><button>${label}</button></form>`;

/** A page for signed-in users; everyone else is redirected to the home page. */
export function profilePage(name: string | undefined) {
  return (_request: Request, response: Response): void => {
    if (name === undefined) response.redirect(303, '/');
    else response.type('html').send(`<!doctype html><h1>Profile</h1><p>${name}</p>`);
  };
}
