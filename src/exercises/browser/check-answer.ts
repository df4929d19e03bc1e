import { keepProgress, readProgress, tick } from '../../tutorial/browser/progress.ts';

/* Tells whether the chosen cause is the one, and why. Nothing is kept before the reader has found it. */
const form = document.querySelector<HTMLFormElement>('[data-exercise]');
const verdict = form?.querySelector('.exercise-verdict');
const answer = document.querySelector<HTMLDetailsElement>('.exercise-answer');

function say(kind: 'ok' | 'warn', ...words: (string | Node)[]): void {
  const notice = document.createElement('div');
  notice.className = 'lab-notice';
  notice.dataset['kind'] = kind;
  const line = document.createElement('p');
  line.append(...words);
  notice.append(line);
  verdict?.replaceChildren(notice);
}

function strong(words: string): HTMLElement {
  const element = document.createElement('strong');
  element.textContent = words;
  return element;
}

form?.addEventListener('submit', (event) => {
  event.preventDefault();
  const chosen = new FormData(form).get('cause');
  if (typeof chosen !== 'string') return say('warn', 'Select a cause first.');
  const why = answer?.querySelector<HTMLElement>(`[data-why="${CSS.escape(chosen)}"]`);
  if (!answer || !why) return;
  const isRight = why.dataset['right'] !== undefined;
  const words = [...why.cloneNode(true).childNodes];
  say(isRight ? 'ok' : 'warn', strong(isRight ? 'Yes, that’s it.' : 'No, it isn’t that.'), ' ', ...words);
  if (!isRight) return;
  answer.open = true;
  const { track = '', exercise = '' } = form.dataset;
  const store = () => localStorage;
  keepProgress(store, tick(readProgress(store), track, exercise, true));
});

// The verdict is about the choice before.
form?.addEventListener('change', () => verdict?.replaceChildren());
