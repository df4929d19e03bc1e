/* The answer of a provider holds a code and a state: neither stays in the address bar or in the history. */
if (location.search !== '') history.replaceState(history.state, '', location.pathname);

export {};
