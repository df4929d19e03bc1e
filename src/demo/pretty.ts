/** How many characters of an object or a list fit on one line. */
const oneLine = 60;

/** In spaces: deep JSON with every level indented would be a thousand times as long. */
const deepest = 60;

/** JSON with line breaks where it is long; any other text as it is. */
export function pretty(text: string): string {
  try {
    return laidOut(JSON.parse(text), '');
  } catch {
    return text;
  }
}

function laidOut(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (indent.length > deepest) return JSON.stringify(value);
  const deeper = `${indent}  `;
  const isList = Array.isArray(value);
  const members = Object.entries(value).map(
    ([name, member]) => `${isList ? '' : `${JSON.stringify(name)}: `}${laidOut(member, deeper)}`,
  );
  const [open, close] = isList ? '[]' : '{}';
  const short = isList ? `[${members.join(', ')}]` : `{ ${members.join(', ')} }`;
  if (members.length === 0) return `${open}${close}`;
  if (indent !== '' && short.length <= oneLine && !short.includes('\n')) return short;
  return `${open}\n${members.map((member) => deeper + member).join(',\n')}\n${indent}${close}`;
}
