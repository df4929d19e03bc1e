/*
 * Starlight stores the sidebar's position in this tab whenever you leave a page. This site stores
 * nothing before the reader acts, and its sidebar has nothing to expand or collapse, so the entry
 * is removed immediately.
 */
addEventListener('visibilitychange', () => {
  try {
    sessionStorage.removeItem('sl-sidebar-state');
  } catch {
    // This browser stores nothing anyway.
  }
});

export {};
