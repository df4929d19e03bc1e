import type { IncomingMessage } from 'node:http';
import { readText } from '../../http/form.ts';
import { GraphError, malformed } from './odata/graph-error.ts';

/** As many levels as Microsoft's OData library reads; no resource has as many. */
const deepest = 100;

/** The JSON of a request's body; undefined without a body. @throws GraphError */
export async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const text = await readText(request).catch(() => {
    throw new GraphError(413, 'RequestEntityTooLarge', 'Request Entity Too Large');
  });
  if (text.trim() === '') return undefined;
  requireJsonType(request.headers['content-type']);
  const value = parsed(text);
  // Whatever looks at a value level by level would run out of stack.
  if (isTooDeep(value)) throw unreadable();
  return value;
}

/** @throws GraphError */
export function requireJsonType(contentType: string | undefined): void {
  if (contentType === undefined) {
    throw malformed(
      'Write requests (excluding DELETE) must contain the Content-Type header declaration.',
    );
  }
  if (!contentType.toLowerCase().startsWith('application/json')) {
    throw malformed('Entity only allows writes with a JSON Content-Type header.');
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable();
  }
}

const unreadable = (): GraphError =>
  malformed(
    // prose-ignore: Microsoft Graph's own words
    'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
  );

function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; depth <= deepest; depth += 1) {
    level = level.flatMap((each) =>
      typeof each === 'object' && each !== null ? Object.values(each) : [],
    );
    if (level.length === 0) return false;
  }
  return true;
}
