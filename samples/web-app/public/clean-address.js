// The identity provider's response holds a code and a state: keep both out of the address bar and the history.
history.replaceState(null, '', location.pathname);
