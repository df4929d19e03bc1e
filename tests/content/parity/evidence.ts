/**
 * What a row of /reference/parity/ rests on, one string each: a test, as "file › title" with the file from tests/
 * (or "file › suite › title" if several suites have it); a published response, as "capture › name"; or the address
 * of a document among the sources of the page.
 */
export type Evidence = readonly [string, ...string[]];

/** By the first cell of the row. */
export type TableEvidence = Readonly<Record<string, Evidence>>;
