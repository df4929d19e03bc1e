/** In localStorage; nothing is there before the learner enters a value. */
export const storageKey = 'sign-in-lab:your-tenant';
