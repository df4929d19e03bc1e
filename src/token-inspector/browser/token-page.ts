/* What the page does, from the reader's first use of the form on. */
import { createInspector } from './inspector.ts';

const find = <Found extends HTMLElement>(id: string, kind: new () => Found): Found => {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${id}.`);
  return found;
};

const page = {
  token: find('token', HTMLTextAreaElement),
  use: find('token-use', HTMLSelectElement),
  clientId: find('token-client-id', HTMLInputElement),
  sample: find('token-sample', HTMLSelectElement),
  result: find('token-result', HTMLElement),
  status: find('token-status', HTMLElement),
};
const inspector = createInspector(page);

page.token.addEventListener('input', inspector.changed);
for (const field of [page.use, page.clientId]) field.addEventListener('input', inspector.read);
find('token-insert', HTMLButtonElement).addEventListener('click', inspector.insertSample);
find('token-read', HTMLButtonElement).addEventListener('click', () => {
  inspector.read();
  inspector.goToResult();
});

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

// What was pasted before this was here.
inspector.changed();
