import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { boundedReply, causesOf, oneLine, RequestFailure } from '../sign-in/index.ts';
import { Interrupted } from './stop.ts';
import type { Surroundings } from './surroundings.ts';

export type ChangingMethod = 'POST' | 'PATCH' | 'DELETE';

/** Microsoft Graph refused a request. */
export class GraphFailure extends Error {
  override readonly name = 'GraphFailure';
  /** Method and path, as `permissions.ts` has them. */
  readonly request: string;
  readonly status: number;
  readonly code: string;

  constructor(request: string, status: number, code: string, reason: string, requestId: string) {
    super(
      `Microsoft Graph refused ${request}: status ${status}, ${code}: ${reason} (request-id: ${requestId})`,
    );
    this.request = request;
    this.status = status;
    this.code = code;
  }
}

/** No usable response came: a request that changes something may or may not have been carried out. */
export class NoResponse extends Error {
  override readonly name = 'NoResponse';
}

export interface GraphClient {
  get<Shape extends z.ZodType>(path: string, shape: Shape): Promise<z.infer<Shape>>;
  /** All pages of a collection. */
  list<Shape extends z.ZodType>(path: string, entry: Shape): Promise<z.infer<Shape>[]>;
  /** @param pretended the response in a dry run, which doesn't send the request */
  send<Shape extends z.ZodType>(
    method: ChangingMethod,
    path: string,
    body: object | undefined,
    shape: Shape,
    pretended: z.infer<Shape>,
  ): Promise<z.infer<Shape>>;
  /** Whether something was sent that changes something, and wasn't refused. */
  readonly mayHaveChanged: boolean;
}

interface GraphOptions extends Pick<Surroundings, 'fetch' | 'wait' | 'print' | 'signal'> {
  /** Such as https://graph.microsoft.com/v1.0 */
  root: string;
  accessToken: string;
  isDryRun: boolean;
}

/** Nothing for a response without a body. */
export const nothing = z.undefined();

const attempts = 5;
const longestWait = 60;
const mostPages = 20;
/** Microsoft Graph's own service principal lists every permission that there is. */
const longestResponse = 8_000_000;

const Failure = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const Page = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().optional() });

/** Microsoft Graph with one access token. Every request ends, and every response is checked. */
export function graphClient(options: GraphOptions): GraphClient {
  const { root, accessToken, isDryRun, print, wait, signal } = options;
  let mayHaveChanged = false;

  async function request(method: string, url: string, body?: object): Promise<unknown> {
    const named = `${method} ${url.replace(root, '')}`;
    for (let attempt = 1; ; attempt += 1) {
      if (signal.aborted) throw new Interrupted();
      const reply = await sent(method, url, named, body);
      if (reply.status < 300) return parsed(reply.text, named);
      const seconds = secondsToWait(reply, attempt);
      if (seconds === undefined) throw failureOf(reply, named);
      print(
        `      Microsoft Graph returned status ${reply.status}: trying again in ${seconds} seconds (${attempt} of ${attempts - 1}).`,
      );
      await wait(seconds * 1000);
    }
  }

  async function sent(method: string, url: string, named: string, body?: object) {
    const clientRequestId = randomUUID();
    const init = {
      method,
      headers: {
        authorization: `Bearer ${accessToken}`,
        accept: 'application/json',
        'client-request-id': clientRequestId,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    };
    try {
      return await boundedReply(options.fetch, url, init, 30, longestResponse);
    } catch (error) {
      if (!(error instanceof RequestFailure)) throw error;
      throw new NoResponse(
        `No response to ${named} (client-request-id: ${clientRequestId}): ${causesOf(error)}`,
        { cause: error },
      );
    }
  }

  return {
    async get(path, shape) {
      if (isDryRun) print(`GET ${root}${path}`);
      return checked(shape, await request('GET', root + path), `GET ${path}`);
    },
    async list(path, entry) {
      const entries: z.infer<typeof entry>[] = [];
      let url: string | undefined = root + path;
      for (let page = 0; url !== undefined; page += 1) {
        if (page === mostPages) throw new Error(`GET ${path} has more than ${mostPages} pages.`);
        // The access token is for Graph alone.
        if (!url.startsWith(`${root}/`))
          throw new Error(`The next page of GET ${path} is at another address, ${url}.`);
        if (isDryRun) print(`GET ${url}`);
        const found: z.infer<typeof Page> = checked(Page, await request('GET', url), `GET ${path}`);
        entries.push(...found.value.map((each) => checked(entry, each, `GET ${path}`)));
        url = found['@odata.nextLink'];
      }
      return entries;
    },
    async send(method, path, body, shape, pretended) {
      if (isDryRun) {
        print(`${method} ${root}${path}`);
        if (body) print(JSON.stringify(body, undefined, 2));
        return pretended;
      }
      try {
        const value = await request(method, root + path, body);
        mayHaveChanged = true;
        return checked(shape, value, `${method} ${path}`);
      } catch (error) {
        mayHaveChanged ||= error instanceof NoResponse;
        throw error;
      }
    },
    get mayHaveChanged() {
      return mayHaveChanged;
    },
  };
}

interface Reply {
  status: number;
  headers: Headers;
  text: string;
}

/** undefined if it doesn't help to wait: then the request wasn't merely too early. */
function secondsToWait({ status, headers }: Reply, attempt: number): number | undefined {
  if ((status !== 429 && status !== 503) || attempt === attempts) return undefined;
  const asked = Number(headers.get('retry-after') ?? Number.NaN);
  const seconds = asked > 0 ? Math.ceil(asked) : 2 ** attempt;
  return seconds > longestWait ? undefined : seconds;
}

function failureOf({ status, headers, text }: Reply, named: string): Error {
  const requestId = headers.get('request-id') ?? 'none';
  const { data } = Failure.safeParse(parsedOrNothing(text));
  const retryAfter = headers.get('retry-after');
  const later = retryAfter ? ` It asks to wait ${retryAfter} seconds.` : '';
  const reason = oneLine(data?.error.message ?? 'without an explanation') + later;
  // A gateway gave up waiting, but what it passed on may have been carried out.
  if (status >= 500 && status !== 503)
    return new NoResponse(
      `No usable response to ${named}: status ${status} (request-id: ${requestId})`,
    );
  return new GraphFailure(named, status, data?.error.code ?? 'no code', reason, requestId);
}

function parsedOrNothing(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parsed(text: string, named: string): unknown {
  const value = parsedOrNothing(text);
  if (value === undefined && text !== '')
    throw new NoResponse(`No usable response to ${named}: it isn't JSON.`);
  return value;
}

function checked<Shape extends z.ZodType>(
  shape: Shape,
  value: unknown,
  named: string,
): z.infer<Shape> {
  const { data, error, success } = shape.safeParse(value);
  if (success) return data;
  const [issue] = error.issues;
  throw new NoResponse(
    `No usable response to ${named}: ${issue?.path.join('.') ?? 'it'}: ${issue?.message ?? 'not as documented'}`,
  );
}
