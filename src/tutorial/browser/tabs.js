// @ts-check
if (!customElements.get('tabs-end'))
  customElements.define(
    'tabs-end',
    class extends HTMLElement {
      connectedCallback() {
        const group = this.parentElement;
        const list = group?.querySelector('[role="tablist"]');
        if (!group || !list) return;
        const syncKey = group.dataset['syncKey'];
        const stored = `sign-in-lab.tabs.${syncKey}`;
        const number = document.querySelectorAll('tabs-end').length;
        /** @type {NodeListOf<HTMLElement>} */
        const panels = group.querySelectorAll(':scope > [data-tab]');
        const tabs = [...panels].map((panel, index) => {
          const tab = document.createElement('button');
          panel.id ||= `tabs-${number}-${index + 1}`;
          panel.role = 'tabpanel';
          tab.id = `${panel.id}-tab`;
          tab.type = 'button';
          tab.role = 'tab';
          tab.textContent = panel.dataset['tab'] ?? '';
          tab.setAttribute('aria-controls', panel.id);
          panel.setAttribute('aria-labelledby', tab.id);
          list.append(tab);
          return tab;
        });

        /** @param {HTMLButtonElement} tab */
        const panelOf = (tab) => document.getElementById(tab.getAttribute('aria-controls') ?? '');
        /** @param {string | null} label @param {readonly HTMLButtonElement[]} all */
        const show = (label, all) => {
          for (const tab of all.some((one) => one.textContent === label) ? all : []) {
            const chosen = tab.textContent === label;
            tab.ariaSelected = String(chosen);
            tab.tabIndex = chosen ? 0 : -1;
            panelOf(tab)?.toggleAttribute('data-shown', chosen);
            if (chosen) panelOf(tab)?.dispatchEvent(new Event('tab-shown'));
          }
        };
        /** @param {HTMLButtonElement} tab */
        const choose = (tab) => {
          const label = tab.textContent;
          const { top } = tab.getBoundingClientRect();
          show(label, tabs);
          if (syncKey === undefined) return;
          for (const other of document.querySelectorAll(`[data-sync-key="${syncKey}"]`))
            show(
              label,
              [...other.querySelectorAll('button')].filter(({ role }) => role === 'tab'),
            );
          scrollBy(0, tab.getBoundingClientRect().top - top);
          try {
            localStorage.setItem(stored, label);
          } catch {
            // Refused: the choice holds for this page.
          }
        };
        const reveal = () => {
          const target = document.getElementById(location.hash.slice(1));
          const tab = tabs.find((one) => target && panelOf(one)?.contains(target));
          if (!target || !tab || tab.tabIndex === 0) return;
          show(tab.textContent, tabs);
          target.scrollIntoView();
        };

        for (const [index, tab] of tabs.entries()) {
          tab.addEventListener('click', () => choose(tab));
          tab.addEventListener('keydown', (event) => {
            const turn = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: -1 };
            const to = Object.entries(turn).find(([key]) => key === event.key)?.[1];
            const next = to === undefined ? undefined : tabs.at(to % tabs.length);
            if (!next) return;
            event.preventDefault();
            next.focus();
            choose(next);
          });
        }
        show(tabs[0]?.textContent ?? null, tabs);
        try {
          if (syncKey !== undefined) show(localStorage.getItem(stored), tabs);
        } catch {
          // Refused: the first is shown.
        }
        reveal();
        addEventListener('hashchange', reveal);
      }
    },
  );
