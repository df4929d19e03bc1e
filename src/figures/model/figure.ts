import type { TenantType } from '../../scenarios/tenant-types.ts';

/** Who or what a shape is about. Each party looks the same in every picture. */
export type Role = 'browser' | 'app' | 'provider' | 'api' | 'thing' | 'strong';

interface Captioned {
  title: string;
  /** The picture in words: for screen readers, search, and the page's Markdown. */
  description: string;
}

export interface Box {
  id: string;
  role: Role;
  title?: string;
  detail?: string;
  /** What a reader types or opens: an address, a variable, a file. */
  code?: string;
  /** Whose color it has, in a picture of several. */
  tenantType?: TenantType;
}

export interface Arrow {
  from: string;
  to: string;
  label?: string;
  /** Both directions, for a request and its response. */
  both?: boolean;
}

/** Where the boxes are on a grid; `columns` may be fractions, which indents a box. */
export interface Arrangement {
  columns: number;
  /** Between columns, in pixels. */
  gap?: number;
  at: Readonly<Record<string, readonly [column: number, row: number, columns?: number]>>;
  /** What belongs together, such as everything on one machine. */
  frames?: readonly { title: string; around: readonly string[] }[];
}

export interface BoxFigure extends Captioned {
  kind: 'boxes';
  boxes: readonly Box[];
  arrows: readonly Arrow[];
  wide: Arrangement;
  /** On a phone. */
  narrow: Arrangement;
}

export interface Lane {
  id: string;
  role: Role;
  name: string;
}

/** A message, or what happens inside a party if both ends are the same. */
export interface Message {
  from: string;
  to: string;
  text: string;
  /** Heading of the messages from here on. */
  phase?: string;
  back?: boolean;
}

export interface SequenceFigure extends Captioned {
  kind: 'sequence';
  lanes: readonly Lane[];
  messages: readonly Message[];
}

export interface TimeLineFigure extends Captioned {
  kind: 'time line';
  /** In minutes; ticks are equally far apart. */
  ticks: readonly { minutes: number; name: string }[];
  rows: readonly {
    title: string;
    detail: string;
    minutes: number;
    /** Where it may go on until, for example while it's used. */
    atMost?: number;
  }[];
}

export type Figure = BoxFigure | SequenceFigure | TimeLineFigure;
