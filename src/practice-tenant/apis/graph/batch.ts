import { z } from 'zod';
import { requireJsonType } from './json-body.ts';
import { GraphError, inGraphsWords, malformed } from './odata/graph-error.ts';
import type { GraphAnswer, GraphRequest } from './odata/graph-request.ts';
import { graphFailure, jsonType, type RequestIds } from './send.ts';

const step = z.object({
  id: z.string().min(1),
  method: z.string().min(1),
  url: z.string().min(1),
  headers: z.record(z.string(), z.string()).nullish(),
  body: z.unknown().optional(),
  dependsOn: z.array(z.string()).nullish(),
});
type Step = z.infer<typeof step>;

const batch = z.object({ requests: z.array(step).min(1) });

const most = 20;

/** One request of a batch, as its own address would answer it. @throws GraphError */
export type AnswerOne = (request: GraphRequest, method: string) => Promise<GraphAnswer>;

/**
 * JSON batching: up to 20 requests in one. Each has a status of its own; one that depends on a failed one
 * is not sent.
 * @param ids of the batch, which the errors in it name
 * @throws GraphError for a batch that isn't one
 */
export async function answerBatch(
  request: GraphRequest,
  ids: RequestIds,
  answerOne: AnswerOne,
): Promise<GraphAnswer> {
  const steps = stepsOf(await request.body());
  const responses = new Map<string, GraphAnswer>();
  for (const each of inOrder(steps)) {
    const isBlocked = (each.dependsOn ?? []).some((id) => failed(responses.get(key(id))));
    const answer = isBlocked ? failedDependency() : outcome(request, each, answerOne);
    responses.set(
      key(each.id),
      await answer.catch((error: unknown) => {
        const refused = inGraphsWords(error);
        if (refused === undefined) throw error;
        return graphFailure(refused, ids, request.now);
      }),
    );
  }
  const shown = steps.map(({ id }) => ({ id, ...shownAnswer(responses.get(key(id))) }));
  return { status: 200, json: { responses: shown } };
}

/** Case doesn't count in IDs. */
const key = (id: string): string => id.toLowerCase();

const failed = (answer: GraphAnswer | undefined): boolean => (answer?.status ?? 400) >= 400;

async function failedDependency(): Promise<never> {
  throw new GraphError(424, 'FailedDependency', 'Failed Dependency');
}

function stepsOf(body: unknown): Step[] {
  const sent = batch.safeParse(body);
  if (!sent.success) throw notABatch();
  const { requests } = sent.data;
  if (requests.length > most) throw malformed('Number of requests inside batch exceed the limit.');
  const seen = new Set<string>();
  for (const each of requests) {
    if (seen.has(key(each.id))) {
      throw malformed(`Request Id ${each.id} has to be unique in a batch.`);
    }
    seen.add(key(each.id));
    requireWholeWrite(each);
  }
  return requests;
}

const notABatch = () => malformed('Invalid batch payload format.');

function requireWholeWrite({ id, method, headers, body }: Step): void {
  const isWrite = ['POST', 'PATCH', 'PUT'].includes(method.toUpperCase());
  const isWhole = body !== undefined && headerOf(headers, 'content-type') !== undefined;
  if (!isWrite || isWhole) return;
  throw malformed(`Write request id : ${id} does not contain Content-Type header or body.`);
}

const headerOf = (headers: Step['headers'], name: string): string | undefined =>
  Object.entries(headers ?? {}).find(([each]) => each.toLowerCase() === name)?.[1];

/** Each after those it depends on. */
function inOrder(steps: readonly Step[]): Step[] {
  const done = new Set<string>();
  const order: Step[] = [];
  while (order.length < steps.length) {
    const ready = steps.filter(
      ({ id, dependsOn }) =>
        !done.has(key(id)) && (dependsOn ?? []).every((other) => done.has(key(other))),
    );
    // What depends on itself, or on a request that isn't there, can never be sent.
    if (ready.length === 0) throw notABatch();
    order.push(...ready);
    for (const { id } of ready) done.add(key(id));
  }
  return order;
}

async function outcome(
  request: GraphRequest,
  { method, url, headers, body }: Step,
  answerOne: AnswerOne,
): Promise<GraphAnswer> {
  const address = URL.parse(`${request.root}/${url.replace(/^\/+/, '')}`);
  if (address === null || !address.href.startsWith(`${request.root}/`)) throw notABatch();
  const isEventual = headerOf(headers, 'consistencylevel')?.toLowerCase() === 'eventual';
  const one = { ...request, url: address, isEventual, body: async () => jsonBody(headers, body) };
  return answerOne(one, method.toUpperCase());
}

/** Anything but JSON is sent as text in base64, which nothing here takes. */
function jsonBody(headers: Step['headers'], body: unknown): unknown {
  if (body === undefined) return undefined;
  requireJsonType(headerOf(headers, 'content-type'));
  return body;
}

function shownAnswer(answer: GraphAnswer | undefined) {
  const { status, json, text, media, headers = {} } = answer ?? { status: 500 };
  const named = Object.entries(headers).map(([name, value]) => [inTitleCase(name), value]);
  const type = media?.type ?? (json === undefined ? 'text/plain' : jsonType);
  const body = media?.bytes.toString('base64') ?? text ?? json;
  return {
    status,
    headers: {
      'Cache-Control': 'no-cache',
      ...(json === undefined || status >= 400 ? {} : { 'OData-Version': '4.0' }),
      ...(body === undefined ? {} : { 'Content-Type': status >= 400 ? 'application/json' : type }),
      ...Object.fromEntries(named),
    },
    ...(body === undefined ? {} : { body }),
  };
}

/** As the real service writes them in a batch, where case could count. */
const inTitleCase = (name: string): string =>
  name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
