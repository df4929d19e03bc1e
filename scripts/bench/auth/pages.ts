import type { Request, Response } from 'express';

/** The home page of the apps beside the sample: who is signed in, and the way to the other state. */
export function homePage(name: string | undefined, signIn: string, signOut: string): string {
  return name === undefined
    ? `<!doctype html><h1>Welcome</h1><p>You are not signed in.</p>${signIn}`
    : `<!doctype html><h1>Welcome</h1><p>You are signed in as ${name}.</p>${signOut}`;
}

export const postButton = (action: string, label: string): string =>
  `<form method="post" action="${action}"><button>${label}</button></form>`;

/** A page for those who are signed in; everybody else is sent home. */
export function profilePage(name: string | undefined) {
  return (_request: Request, response: Response): void => {
    if (name === undefined) response.redirect(303, '/');
    else response.type('html').send(`<!doctype html><h1>Profile</h1><p>${name}</p>`);
  };
}
