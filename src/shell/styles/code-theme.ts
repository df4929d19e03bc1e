/**
 * One quiet theme for code. Its colors are names: code-in-tokens.ts turns them into classes, and
 * code.css gives each class the token of the reader's theme, so code doesn't carry a color for
 * every theme. Ink is the default.
 */
export const codeColours = {
  ink: '#12202c',
  faint: '#566672',
  keyword: '#1d4db5',
  text: '#0a654a',
  name: '#832c80',
} as const;

const colour = (foreground: string, scope: string[], fontStyle?: string) => ({
  scope,
  settings: fontStyle ? { foreground, fontStyle } : { foreground },
});

export const codeTheme = {
  name: 'lab',
  type: 'light' as const,
  colors: { 'editor.foreground': codeColours.ink, 'editor.background': '#f4f7f8' },
  tokenColors: [
    colour(codeColours.faint, ['comment', 'punctuation.definition.comment'], 'italic'),
    colour(codeColours.keyword, [
      'keyword.control',
      'keyword.operator.new',
      'keyword.operator.expression',
      'storage',
      'constant.language',
      'entity.name.tag',
    ]),
    colour(codeColours.text, ['string', 'punctuation.definition.string', 'constant.numeric']),
    colour(codeColours.name, [
      'entity.name.function',
      'support.function',
      'entity.name.type',
      'variable.other.constant.property',
      'support.type.property-name.json',
    ]),
  ],
};
