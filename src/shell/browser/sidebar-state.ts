/*
 * Starlight keeps in this tab where its sidebar stood whenever the page is left. Here nothing is kept
 * before the reader acts, and the sidebar has nothing that opens and closes: it goes at once.
 */
addEventListener('visibilitychange', () => {
  try {
    sessionStorage.removeItem('sl-sidebar-state');
  } catch {
    // The browser keeps nothing anyway.
  }
});

export {};
