import type { PracticeTenant, RunUser, TenantOfPractice } from './practice/practice-tenant.ts';
import { CannotTry } from './verdicts/failures.ts';

/** The users that a run makes, and removes at its end. */
export class UsersOfRun {
  #place: { practice: PracticeTenant; tenant: TenantOfPractice; clientId?: string } | undefined;
  /** Those that are being made too: a run can end in the middle of it. */
  readonly #made = new Set<Promise<RunUser>>();
  #isOver = false;

  /** @param clientId of an app that they're assigned to */
  areMadeIn(practice: PracticeTenant, tenant: TenantOfPractice, clientId?: string): void {
    this.#place = { practice, tenant, ...(clientId !== undefined && { clientId }) };
  }

  /** @throws CannotTry once the run is over */
  make = async (more?: Record<string, unknown>): Promise<RunUser> => {
    if (this.#isOver || this.#place === undefined) throw new CannotTry('The run was stopped.');
    const { practice, tenant, clientId } = this.#place;
    const assigned = clientId !== undefined && { assignedTo: [clientId] };
    const user = practice.makeUser(tenant, { ...assigned, ...more });
    this.#made.add(user);
    return user;
  };

  async remove(): Promise<void> {
    this.#isOver = true;
    for (const each of await Promise.allSettled(this.#made)) {
      if (each.status === 'fulfilled')
        await this.#place?.practice.removeUser(each.value).catch(() => {});
    }
  }
}
