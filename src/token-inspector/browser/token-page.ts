/* What the page does. The inspector itself is fetched when the reader first uses the form. */
import type { InspectorPage } from './inspector.ts';

const find = <Found extends HTMLElement>(id: string, kind: new () => Found): Found => {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${id}.`);
  return found;
};

const page: InspectorPage = {
  token: find('token', HTMLTextAreaElement),
  use: find('token-use', HTMLSelectElement),
  clientId: find('token-client-id', HTMLInputElement),
  sample: find('token-sample', HTMLSelectElement),
  result: find('token-result', HTMLElement),
  status: find('token-status', HTMLElement),
};

const loaded = () => import('./inspector.ts').then(({ createInspector }) => createInspector(page));
let inspector: ReturnType<typeof loaded> | undefined;

function use(work: (inspector: Awaited<ReturnType<typeof loaded>>) => void | Promise<void>) {
  inspector ??= loaded();
  inspector.then(work, () => {
    inspector = undefined;
    page.status.textContent =
      'The inspector didn’t load. Make sure that the site is running, and try again.';
  });
}

page.token.addEventListener('input', () => use((its) => its.changed()));
for (const field of [page.use, page.clientId])
  field.addEventListener('input', () => use((its) => its.read()));
find('token-insert', HTMLButtonElement).addEventListener('click', () =>
  use((its) => its.insertSample()),
);
find('token-read', HTMLButtonElement).addEventListener('click', () =>
  use((its) => {
    its.read();
    its.goToResult();
  }),
);
/** Also before the browser keeps the page for its Back button. */
function clear(): void {
  page.token.value = '';
  page.clientId.value = '';
  page.use.selectedIndex = 0;
  page.result.replaceChildren();
  page.status.textContent = '';
}
find('token-clear', HTMLButtonElement).addEventListener('click', () => {
  clear();
  page.token.focus();
});
addEventListener('pagehide', clear);
