import type { Group, User } from '../directory/model.ts';
import { tooMany } from './amounts.ts';
import { filled } from './filled.ts';
import { problemsWithSize, problemWithLength } from './sizes.ts';

/** A username is on the pages of a sign-in, so it's nothing but that. */
const username = /^[\w.+#'-]{1,80}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,4}$/i;
const largest = 8_000;

/** Everything that keeps a hosted practice tenant from keeping a user, in a sentence each. */
export const problemsWithUser = (user: User): string[] =>
  filled([
    ...[user.username, user.email].map(
      (each) =>
        !username.test(each) &&
        'In this lab, a username and an email address have only letters, digits, and . _ + - around one @. Choose a different one.',
    ),
    ...[user.name, user.givenName, user.surname].map((each) =>
      problemWithLength('name', each, 120),
    ),
    ...Object.values(user.attributes ?? {}).map((each) =>
      problemWithLength('user attribute', each, 120),
    ),
    tooMany('attributes', Object.keys(user.attributes ?? {}).length, 20),
    problemsWithSize('user', user, largest),
  ]);

export const problemsWithGroup = (group: Group): string[] =>
  filled([
    problemWithLength('name', group.name, 120),
    problemWithLength('description', group.description, 1_000),
    problemsWithSize('group', group, largest),
  ]);
