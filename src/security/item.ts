/** A row of the page on security: what somebody or something does, and what happens then. */
export interface Item {
  /** As in the names of the tests: "T1", "fault 12". */
  id: string;
  what: string;
  done: string;
  /** Where a reader of the code looks: below samples/web-app/ unless it begins with src/. */
  where: readonly string[];
  /** The checks by whose tests it is shown, when that is not its own number. */
  shownBy?: readonly string[];
  /** Why there is nothing to test. */
  notHere?: string;
}

export interface Group {
  title: string;
  items: readonly Item[];
}
