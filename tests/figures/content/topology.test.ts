import { expect, it } from 'vitest';
import { topology, topologyOfCustomDomain } from '../../../src/figures/content/topology.ts';
import { localAddresses } from '../../../src/local-addresses/local-addresses.ts';

it('names every address of this machine, and no other', () => {
  const named = [topology, topologyOfCustomDomain].flatMap(
    ({ description }) => description.match(/https?:\/\/[^\s,]+/g) ?? [],
  );
  expect([...new Set(named)].sort()).toEqual(localAddresses.map(({ written }) => written).sort());
});

it.each([topology, topologyOfCustomDomain])('draws the addresses that it describes', (figure) => {
  const described = figure.description.match(/(?<=https?:\/\/)[^\s,]+/g) ?? [];
  expect(figure.boxes.flatMap(({ code = [] }) => code).sort()).toEqual([...described].sort());
});
