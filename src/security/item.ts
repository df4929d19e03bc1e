/** A row of the security page: what an attacker or a fault does, and what happens then. */
export interface Item {
  /** As in the names of the tests: "T1", "fault 12". */
  id: string;
  what: string;
  done: string;
  /** The files that do it: below samples/web-app/, unless the path begins with src/. */
  where: readonly string[];
  /** The checks whose tests show it, if that isn't its own number. */
  shownBy?: readonly string[];
  /** Why there's nothing to test. */
  notHere?: string;
}

export interface Group {
  title: string;
  items: readonly Item[];
}
