/** Replaces the static, signed-out panel by what is true, when it is first seen and after "back". */
class TryIt extends HTMLElement {
  #seen = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) {
      this.#seen.disconnect();
      void this.#refresh();
    }
  });
  #restored = (event: PageTransitionEvent) => {
    if (event.persisted) void this.#refresh();
  };

  connectedCallback(): void {
    this.#seen.observe(this);
    addEventListener('pageshow', this.#restored);
  }

  disconnectedCallback(): void {
    this.#seen.disconnect();
    removeEventListener('pageshow', this.#restored);
  }

  async #refresh(): Promise<void> {
    const { fragment } = this.dataset;
    if (fragment === undefined) return;
    this.setAttribute('aria-busy', 'true');
    try {
      const response = await fetch(fragment, { cache: 'no-store' });
      const html = await response.text();
      // Only the site's own response replaces the panel, whose buttons work either way.
      if (!response.headers.get('content-type')?.startsWith('text/html')) return;
      const hadFocus = this.contains(document.activeElement);
      this.innerHTML = html;
      const result = location.hash === '#try-it' ? '#result' : undefined;
      if (result || hadFocus) this.querySelector<HTMLElement>(result ?? 'button')?.focus();
    } catch {
      // Offline: the static panel stays.
    } finally {
      this.removeAttribute('aria-busy');
    }
  }
}

customElements.define('try-it', TryIt);
