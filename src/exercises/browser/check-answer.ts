/*
 * Tells whether the chosen cause is the one, and why not. Once the reader has found it, it checks the box
 * that progress-marks.ts keeps; before that, nothing is kept.
 */
const form = document.querySelector<HTMLFormElement>('[data-exercise]');
const verdict = form?.querySelector('.exercise-verdict');
const explained = document.querySelector<HTMLDetailsElement>('.exercise-answer');
const solved = document.querySelector<HTMLInputElement>('[data-step-done]');

function say(kind: 'ok' | 'warn', verdictWords: string, ...more: (string | Node)[]): void {
  const notice = document.createElement('p');
  notice.className = 'lab-notice';
  notice.dataset['kind'] = kind;
  const strong = document.createElement('strong');
  strong.textContent = verdictWords;
  notice.append(strong, ' ', ...more);
  verdict?.replaceChildren(notice);
}

form?.addEventListener('submit', (event) => {
  event.preventDefault();
  const chosen = form.querySelector<HTMLInputElement>('input:checked')?.value;
  if (chosen === undefined) return say('warn', 'Select a cause first.');
  const why = explained?.querySelector<HTMLElement>(`[data-why="${chosen}"]`);
  if (!explained || !why) return;
  if (why.dataset['right'] === undefined)
    return say('warn', 'No, it isn’t that.', ...why.cloneNode(true).childNodes);
  explained.open = true;
  say('ok', 'Yes, that’s it.', 'The explanation below is open now.');
  if (!solved) return;
  solved.checked = true;
  solved.dispatchEvent(new Event('change'));
});

// The verdict is about the choice before.
form?.addEventListener('change', () => verdict?.replaceChildren());

export {};
