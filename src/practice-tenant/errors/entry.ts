/** One error that the practice tenant can return. */
export interface Entry {
  /** The protocol's error code. */
  error: string;
  /** The description, with `{name}` for a value of the request. */
  text: string;
  /** HTTP status; 400 unless said otherwise. */
  status?: number;
  suberror?: string;
  /** Never sent back to the app: shown to the user, because the redirect URI can't be trusted. */
  page?: true;
}
