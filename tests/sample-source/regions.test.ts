import { expect, it } from 'vitest';
import { extractRegion, withoutRegionMarkers } from '../../src/sample-source/regions.ts';

const source = `const a = 1;
// #region outer
function b() {
  // #region inner
  return a;
  // #endregion inner
}
// #endregion outer
const c = 3;
`;

it('gives the lines between the markers, without the indentation they share', () => {
  expect(extractRegion(source, 'inner').code).toBe('return a;');
});

it('leaves the markers of regions inside out', () => {
  expect(extractRegion(source, 'outer').code).toBe('function b() {\n  return a;\n}');
});

it('counts lines as in the file without markers', () => {
  const { firstLine, lastLine } = extractRegion(source, 'inner');
  expect(
    withoutRegionMarkers(source)
      .split('\n')
      .slice(firstLine - 1, lastLine),
  ).toEqual(['  return a;']);
  expect([firstLine, lastLine]).toEqual([3, 3]);
});

it.each([
  ['an environment file', '# #region client\nCLIENT_ID=x\n# #endregion', 'CLIENT_ID=x'],
  ['Markdown', '<!-- #region client -->\nText\n<!-- #endregion client -->', 'Text'],
  ['a style sheet', '/* #region client */\na {}\n/* #endregion client */', 'a {}'],
  ['Windows line ends', '// #region client\r\nlet a;\r\n// #endregion\r\n', 'let a;'],
])('reads the markers of %s', (_, text, code) => {
  expect(extractRegion(text, 'client').code).toBe(code);
});

it('says which page asked for which region of which file, and what there is', () => {
  const request = { page: 'tutorials/sign-in.mdx', file: 'samples/web-app/app.ts' };
  expect(() => extractRegion(source, 'other', request)).toThrow(
    'tutorials/sign-in.mdx asks for the region "other" of samples/web-app/app.ts, which has no such region (it has: "inner", "outer").',
  );
});

it.each([
  ['never closed', '// #region a\nlet a;', 'the region "a" is never closed'],
  ['closed under another name', '// #region a\nx\n// #endregion b', '"#endregion b" stands where'],
  ['closed without opening', '// #endregion', 'an #endregion closes nothing'],
  ['standing twice', '// #region a\nx\n// #endregion\n// #region a\ny\n// #endregion', 'twice'],
  ['empty', '// #region a\n// #endregion', 'the region "a" is empty'],
])('refuses a region that is %s', (_, text, sentence) => {
  expect(() => extractRegion(text, 'a')).toThrow(sentence);
});
