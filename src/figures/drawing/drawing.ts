import type { TenantType } from '../../scenarios/tenant-types.ts';
import type { Role } from '../model/figure.ts';

export type Point = readonly [x: number, y: number];

export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Shape extends Area {
  tenantType?: TenantType | undefined;
  role: Role | 'frame' | 'number' | 'bar' | 'bar-more';
}

/** A line through these points, with an arrowhead at its end, at both ends, or at none. */
export interface Path {
  points: readonly Point[];
  heads: 0 | 1 | 2;
  /** `back` is a response; `lane` is scenery. */
  style?: 'back' | 'lane';
}

/** Lines of text in an area that they are known to fit in. */
export interface Words extends Area {
  lines: readonly string[];
  anchor: 'start' | 'middle' | 'end';
  style: 'title' | 'detail' | 'label' | 'code' | 'number';
  /** On a box, whose text color is then the role's. */
  role?: Role;
}

/** A picture laid out for one width, in CSS pixels at the default font size. */
export interface Drawing {
  width: number;
  height: number;
  shapes: readonly Shape[];
  paths: readonly Path[];
  words: readonly Words[];
}
