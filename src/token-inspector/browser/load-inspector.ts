/*
 * Fetches the inspector when the reader first uses the form. Its script is in a template, where it stays inert,
 * and not behind import(): a second entry with import() would give every page of the site one more file to fetch.
 */
const form = document.querySelector('.token-form');
const template = document.querySelector<HTMLTemplateElement>('#token-module');
const status = document.querySelector('#token-status');

let isLoading = false;
/** What the reader selected before the inspector was there. */
let selected: HTMLButtonElement | null = null;

function load(): void {
  const script = template?.content.querySelector('script');
  if (isLoading || !script) return;
  isLoading = true;
  const copy = document.importNode(script);
  copy.addEventListener('load', () => {
    form?.removeEventListener('click', remember);
    selected?.click();
  });
  copy.addEventListener('error', () => {
    isLoading = false;
    copy.remove();
    status?.replaceChildren(
      'The inspector didn’t load. Make sure that the site is running, and try again.',
    );
  });
  document.head.append(copy);
}

function remember({ target }: Event): void {
  selected = target instanceof Element ? target.closest('button') : null;
  load();
}

form?.addEventListener('click', remember);
for (const event of ['focusin', 'input']) form?.addEventListener(event, load);

export {};
