/** One error that the practice tenant can answer with. */
export interface Entry {
  /** The protocol's error code. */
  error: string;
  /** What the answer says, `{name}` standing for a value of the request. */
  text: string;
  /** HTTP status; 400 unless said otherwise. */
  status?: number;
  suberror?: string;
  /** Never sent back to the app: shown to the person, because the redirect URI cannot be trusted. */
  page?: true;
}
