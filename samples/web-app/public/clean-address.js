// The answer of a provider holds a code and a state: neither stays in the address bar or in the history.
history.replaceState(null, '', location.pathname);
