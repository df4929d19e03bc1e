/** Values as JSON has them. */
export type Values = Readonly<Record<string, unknown>>;

/** A kind of resource, as the metadata of the real service names it. */
export interface EntityType {
  /** Such as `microsoft.graph.user`. */
  name: string;
  /** What error messages call it, such as `User`. */
  resource: string;
  /** What is given without $select; undefined for every property. */
  byDefault?: readonly string[];
  /** What $filter takes. */
  filterable: readonly string[];
}

/** A property by its name in any case, as the real service takes it. */
export const propertyNamed = (values: Values, name: string): string | undefined =>
  Object.keys(values).find((each) => each.toLowerCase() === name.toLowerCase());
