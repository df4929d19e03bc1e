import { type Audience, SignInError } from './sign-in-error.ts';

interface Particulars {
  /** The values or IDs that the page takes, of which the user has none. */
  needed: readonly string[];
  audience: Audience;
}

// #region forbidden
/**
 * The user is signed in but lacks what the page needs. Signing in again wouldn't help, so it isn't offered:
 * someone who manages access has to give it to them first.
 */
export class Forbidden extends SignInError {
  override readonly name = 'Forbidden';
  readonly needed: readonly string[];

  constructor(code: 'role_missing' | 'group_missing', { needed, audience }: Particulars) {
    super(code, { detail: `the page needs one of: ${needed.join(', ')}`, audience });
    this.needed = needed;
  }
}
// #endregion forbidden
