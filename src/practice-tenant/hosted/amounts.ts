/** @param most of them that one item can have */
export const tooMany = (what: string, number: number, most: number): string | undefined =>
  number <= most
    ? undefined
    : `In this lab, an item has at most ${most} ${what}, not ${number}: remove some.`;

/** How many of each the practice tenants of one visitor can have, those that they start with included. */
export const mostInSet = { users: 100, registrations: 50, groups: 50 } as const;

export type Amounts = Record<keyof typeof mostInSet, number>;

const words = { users: 'users', registrations: 'app registrations', groups: 'groups' } as const;

/** @param number how many there would be */
export const problemWithAmount = (kind: keyof Amounts, number: number): string | undefined =>
  number <= mostInSet[kind]
    ? undefined
    : `Your practice tenants can have ${mostInSet[kind]} ${words[kind]} in all. Delete some that you no longer need, then try again.`;
