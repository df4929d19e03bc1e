import { faultCatalogue, isFault } from '../faults/catalogue.ts';
import { type Answer, type Call, ok, realmOf } from './call.ts';
import { namedApp } from './named-app.ts';
import { AdminProblem } from './problem.ts';

export const listFaults = async (call: Call): Promise<Answer> =>
  ok(await realmOf(call).faults.all());

export const switchFault =
  (on: boolean) =>
  async (call: Call): Promise<Answer> => {
    const { faults } = realmOf(call);
    const { clientId } = await namedApp(call);
    const { fault = '' } = call.parts;
    if (!isFault(fault)) {
      const known = Object.keys(faultCatalogue).join(', ');
      throw new AdminProblem(404, `There’s no fault ${fault}. The faults are: ${known}.`);
    }
    if (!faults.areOffered) {
      throw new AdminProblem(403, 'Faults are turned off here. Ask the operator of this lab.');
    }
    await faults.set(clientId, fault, on);
    return ok(await faults.all());
  };
