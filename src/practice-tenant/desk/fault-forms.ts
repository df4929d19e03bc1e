import type { Registration } from '../directory/model.ts';
import { type Fault, isFault } from '../faults/catalogue.ts';
import type { Realm } from '../tenant/realm.ts';

/** Turns a fault on or off, if that's what the form is for. */
export async function switchFault(
  { faults }: Realm,
  { clientId }: Registration,
  fields: ReadonlyMap<string, string>,
): Promise<void> {
  if (fields.get('do') !== 'fault') return;
  const on = fields.get('on');
  const fault = on ?? fields.get('off') ?? '';
  if (isFault(fault)) await faults.set(clientId, fault, on !== undefined);
}

/** Faults that are on for one registration; undefined where none is offered. */
export const faultsOf = async (
  { faults }: Realm,
  { clientId }: Registration,
): Promise<Fault[] | undefined> =>
  faults.areOffered
    ? (await faults.all()).filter((each) => each.clientId === clientId).map(({ fault }) => fault)
    : undefined;
