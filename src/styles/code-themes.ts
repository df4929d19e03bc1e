/**
 * Two quiet themes for code: ink, with a colour each for words of the language, texts and names
 * that are called. The colours are those of tokens.css; tests/look compares their contrast.
 */
interface Colours {
  ink: string;
  faint: string;
  keyword: string;
  text: string;
  name: string;
  ground: string;
}

const light: Colours = {
  ink: '#12202c',
  faint: '#566672',
  keyword: '#1d4db5',
  text: '#0a654a',
  name: '#832c80',
  ground: '#f4f7f8',
};
const dark: Colours = {
  ink: '#e9eef2',
  faint: '#93a2ae',
  keyword: '#a3c3ff',
  text: '#7edbb8',
  name: '#eaa6e6',
  ground: '#131b21',
};

function theme(name: string, type: 'light' | 'dark', colours: Colours) {
  const colour = (scope: string[], foreground: string, fontStyle?: string) => ({
    scope,
    settings: fontStyle ? { foreground, fontStyle } : { foreground },
  });
  return {
    name,
    type,
    colors: { 'editor.foreground': colours.ink, 'editor.background': colours.ground },
    tokenColors: [
      colour(['comment', 'punctuation.definition.comment'], colours.faint, 'italic'),
      colour(
        [
          'keyword.control',
          'keyword.operator.new',
          'keyword.operator.expression',
          'storage',
          'constant.language',
          'entity.name.tag',
        ],
        colours.keyword,
      ),
      colour(
        ['string', 'constant.other.symbol', 'punctuation.definition.string', 'constant.numeric'],
        colours.text,
      ),
      colour(
        [
          'entity.name.function',
          'support.function',
          'entity.name.type',
          'variable.other.constant.property',
          'support.type.property-name.json',
        ],
        colours.name,
      ),
    ],
  };
}

export const codeThemes = [theme('lab-dark', 'dark', dark), theme('lab-light', 'light', light)];
export { dark as darkCodeColours, light as lightCodeColours };
