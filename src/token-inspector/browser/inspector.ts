import { uses } from '../about/inspected.ts';
import { insteadWords, surroundingWords, type Words } from '../about/paste-words.ts';
import { findTokens } from '../paste/find-tokens.ts';
import type { NamedToken, Surrounding } from '../paste/pasted.ts';
import { sampleKey } from '../samples/sample-key.ts';
import { sampleNamed } from '../samples/samples.ts';
import { element } from './element.ts';
import { instead } from './notices.ts';
import { type Result, resultOf } from './result.ts';

/** The parts of the page that the inspector works with. */
export interface InspectorPage {
  token: HTMLTextAreaElement;
  use: HTMLSelectElement;
  clientId: HTMLInputElement;
  sample: HTMLSelectElement;
  result: HTMLElement;
  status: HTMLElement;
}

const nothing: Result = { nodes: [], said: '' };

const resultInstead = (words: Words): Result => ({ nodes: [instead(words)], said: words.title });

/** Reads what is in the field, and shows it below. It’s kept only on the page. */
export function createInspector({ token, use, clientId, sample, result, status }: InspectorPage) {
  /** Public keys of the sample in the field. */
  let keys = '';
  /** Which of several tokens is shown. */
  let chosen = 0;

  function show({ nodes, said }: Result): void {
    result.replaceChildren(...nodes);
    if (status.textContent !== said) status.textContent = said;
  }

  function read(): void {
    const found = findTokens(token.value);
    if (found.kind === 'tokens') showTokens(found.tokens, found.around);
    else show(found.what === 'empty' ? nothing : resultInstead(insteadWords[found.what]));
  }

  function showTokens(tokens: readonly NamedToken[], around: readonly Surrounding[]): void {
    const { raw } = tokens[chosen] ?? tokens[0] ?? { raw: '' };
    const now = Math.floor(Date.now() / 1000);
    const asked = uses.find((each) => each === use.value) ?? 'unsaid';
    const { nodes, said } = resultOf({ raw, use: asked, clientId: clientId.value, keys, now });
    const notes = around.map((each) => element('p', {}, surroundingWords[each]));
    const before = [
      ...(notes.length > 0
        ? [element('div', { className: 'lab-notice', data: { kind: 'note' } }, ...notes)]
        : []),
      ...(tokens.length > 1 ? [choice(tokens, around)] : []),
    ];
    show({ nodes: [...before, ...nodes], said });
  }

  function choice(tokens: readonly NamedToken[], around: readonly Surrounding[]): HTMLElement {
    const buttons = tokens.map(({ name }, index) => {
      const button = element(
        'button',
        {
          type: 'button',
          className: 'lab-button quiet small',
          ariaPressed: String(index === chosen),
        },
        name ?? 'token',
      );
      button.addEventListener('click', () => {
        chosen = index;
        showTokens(tokens, around);
        result.querySelector<HTMLElement>(`[aria-pressed="true"]`)?.focus();
      });
      return button;
    });
    return element(
      'div',
      { className: 'lab-actions', role: 'group', ariaLabel: 'Tokens found' },
      ...buttons,
    );
  }

  return {
    /** The reader pasted or typed something else. */
    changed(): void {
      keys = '';
      chosen = 0;
      read();
    },
    /** The reader said something else about the same token. */
    read,
    /** Goes to what was found. */
    goToResult(): void {
      result.querySelector<HTMLElement>('h2')?.focus();
    },
    async insertSample(): Promise<void> {
      const key = await sampleKey();
      token.value =
        (await sampleNamed(sample.value)?.make(key, Math.floor(Date.now() / 1000))) ?? '';
      keys = JSON.stringify(key.publicKeys, null, 2);
      chosen = 0;
      read();
    },
  };
}
