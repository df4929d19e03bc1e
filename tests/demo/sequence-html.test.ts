import { expect, it } from 'vitest';
import { sequenceHtml, sequenceRowsHtml } from '../../src/demo/sequence-html.ts';

it('tells who sends to whom in words, and when it was sent', () => {
  const { text } = sequenceRowsHtml([
    { from: 'browser', to: 'app', code: 'POST', text: 'a <b>', after: 0 },
    { from: 'app', to: 'browser', code: '303', text: 'c', after: 1234 },
  ]);
  expect(text).toContain('<li data-from="browser" data-to="app">');
  expect(text).toContain('<li data-from="app" data-to="browser" data-back>');
  expect(text).toContain('<code>POST</code> a &lt;b&gt; <span class="time">0 ms</span>');
  expect(text).toContain('<span class="time">1.2 s</span>');
  expect(text.match(/class="sr-only">[^<]+ to [^<]+: </g)).toHaveLength(2);
});

it('asks for the visitor’s own messages only where it replays', () => {
  expect(sequenceHtml({ replays: true }).text).toContain(
    '<figure class="sequence plays" data-replays>',
  );
  expect(sequenceHtml().text).not.toContain('data-replays');
});
