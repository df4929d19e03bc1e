/* On the page of a trace: copies it as text, opens and closes all of it, and keeps in the address which message is open. */
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

/** Phases and messages alike. */
function setAll(open: boolean): void {
  for (const details of document.querySelectorAll<HTMLDetailsElement>(
    '.trace-phase, .trace-phase details',
  ))
    details.open = open;
}
document.querySelector('[data-open-trace]')?.addEventListener('click', () => setAll(true));
document.querySelector('[data-close-trace]')?.addEventListener('click', () => setAll(false));

/** Opens the message that the address names, and the phase it's in. */
function openNamed(): void {
  if (!/^#message-\d+$/.test(location.hash)) return;
  const message = document.querySelector(location.hash);
  const phase = message?.closest('details');
  phase?.setAttribute('open', '');
  message?.querySelector('details')?.setAttribute('open', '');
  message?.scrollIntoView();
}

// After following a link to the code, the reader comes back to the open message.
for (const message of document.querySelectorAll<HTMLElement>('.trace li[id]')) {
  const details = message.querySelector('details');
  // Not "toggle", which a button that opens all of them fires, too.
  details?.querySelector('summary')?.addEventListener('click', () => {
    if (!details.open) history.replaceState(history.state, '', `#${message.id}`);
  });
}
openNamed();
addEventListener('hashchange', openNamed);
