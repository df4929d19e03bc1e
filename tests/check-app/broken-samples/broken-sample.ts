/** A change to one of the sample's sources. */
export interface SourceChange {
  /** Relative to samples/web-app. */
  file: string;
  /** Occurs there exactly once. */
  replace: string;
  with: string;
}

/** The sample without what one check is about. */
export interface BrokenSample {
  /** The ID of the check that must notice. */
  check: string;
  /** What a careless developer did. */
  mistake: string;
  changes: readonly [SourceChange, ...SourceChange[]];
}
