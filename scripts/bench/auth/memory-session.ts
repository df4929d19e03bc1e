import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';

/** The session of an app written in a hurry: a map, and an identifier in a cookie. */
export class MemorySessions<T extends object> {
  readonly #sessions = new Map<string, Partial<T>>();

  of(request: Request, response: Response): Partial<T> {
    const id = idIn(request) ?? randomUUID();
    const session = this.#sessions.get(id) ?? {};
    this.#sessions.set(id, session);
    response.cookie('sid', id, { httpOnly: true, sameSite: 'lax' });
    return session;
  }

  end(request: Request, response: Response): void {
    this.#sessions.delete(idIn(request) ?? '');
    response.clearCookie('sid');
  }
}

const idIn = ({ headers }: Request): string | undefined =>
  /(?:^|; )sid=([^;]+)/.exec(headers.cookie ?? '')?.[1];
