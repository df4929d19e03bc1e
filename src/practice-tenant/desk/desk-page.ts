import type { ServerResponse } from 'node:http';
import type { Tenant } from '../directory/model.ts';
import { sendPage } from '../http/answer.ts';
import { missingPage } from '../pages/desk.ts';
import { movedClock } from '../pages/desk-clock.ts';
import { type Html, html } from '../pages/html.ts';
import type { Realm } from '../tenant/realm.ts';

export interface DeskFrame {
  title: string;
  tenant?: Tenant;
  clock: Realm['clock'];
}

/** Every page of the desk tells first if the clock was moved. */
export function sendDeskPage(
  response: ServerResponse,
  status: number,
  { title, tenant, clock }: DeskFrame,
  body: Html,
): void {
  const whole = html`${movedClock(clock.offset(), clock.now())}${body}`;
  sendPage(response, status, { title, tenant, wide: true }, whole);
}

/** @param what isn't there, such as "registration" */
export const sendMissing = (
  response: ServerResponse,
  { clock, tenant }: Pick<Realm, 'clock'> & Partial<Pick<Realm, 'tenant'>>,
  what: string,
): void =>
  sendDeskPage(
    response,
    404,
    { title: 'Not found', clock, ...(tenant && { tenant }) },
    missingPage(what, tenant),
  );
