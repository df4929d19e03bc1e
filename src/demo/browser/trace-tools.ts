/* On the page of a trace: copies it as text, and keeps in the address which message is open. */
const button = document.querySelector<HTMLElement>('[data-copy-trace]');
const said = document.querySelector('[data-copy-said]');

async function copy(address: string): Promise<void> {
  const text = fetch(address).then((answer) =>
    answer.ok ? answer.blob() : Promise.reject(new Error(answer.statusText)),
  );
  // Not fetched first: browsers let a page write only right after the user acts.
  await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]);
}

button?.addEventListener('click', () => {
  const say = (words: string): void => said?.replaceChildren(words);
  say('');
  copy(button.dataset['copyTrace'] ?? '').then(
    () => say('Copied'),
    () => say('Couldn’t copy. Select Open as text instead.'),
  );
});

function openNamed(): void {
  if (/^#message-\d+$/.test(location.hash))
    document.querySelector(`${location.hash} > details`)?.setAttribute('open', '');
}

// After following a link to the code, the reader comes back to the open message.
for (const message of document.querySelectorAll<HTMLElement>('.trace li[id]')) {
  message.firstElementChild?.addEventListener('toggle', ({ target }) => {
    if (target instanceof HTMLDetailsElement && target.open)
      history.replaceState(history.state, '', `#${message.id}`);
  });
}
openNamed();
addEventListener('hashchange', openNamed);
