import type { Lane } from '../../auth/trace/message.ts';
import { lanes } from '../site/sequence-picture.ts';

export const laneNames: Readonly<Record<Lane, string>> = lanes;

const order = Object.keys(laneNames);

export const leadsBack = (from: Lane, to: Lane): boolean => order.indexOf(to) < order.indexOf(from);
