/** In localStorage; nothing is there before the reader enters a value. */
export const storageKey = 'sign-in-lab:your-tenant';
