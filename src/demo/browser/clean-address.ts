/* The identity provider's response holds a code and a state: keep both out of the address bar and the history. */
if (location.search !== '') history.replaceState(history.state, '', location.pathname);

export {};
