import { claimsChallenge } from '../../../samples/web-app/sign-in/index.ts';
import { faultHeader } from '../faults/demo-faults.ts';
import type { Kind, Lane, Message, Place } from '../messages/message.ts';
import { Recorder } from './recorder.ts';

type Values = [Place, string, string][];

const largestBody = 64 * 1024;

/**
 * The network boundary: a fetch that adds each request and each response to the current request's
 * recorder. It changes neither, except that a fault the visitor has chosen goes along, and it watches
 * the response's body while the caller reads it.
 */
export function recordingFetch(wire: typeof fetch = fetch): typeof fetch {
  return async (input, init) => {
    const recorder = Recorder.current;
    if (!recorder) return wire(input, init);
    const url = new URL(input instanceof Request ? input.url : input);
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : {}));
    const form = new URLSearchParams(bodyText(init?.body));
    const kind = kindOf(url, headers, form);
    const peer: Lane = kind === 'api' ? 'api' : 'provider';
    const method = init?.method ?? (input instanceof Request ? input.method : 'GET');
    const sent: Values = [...form].map(([name, value]) => ['form', name, value]);
    const bearer = headers.get('authorization');
    if (bearer !== null) sent.unshift(['header', 'authorization', bearer]);
    if (recorder.fault !== undefined) {
      headers.set(faultHeader, recorder.fault);
      sent.unshift(['header', faultHeader, recorder.fault]);
    }
    const asSent = recorder.fault === undefined ? init : { ...init, headers };
    recorder.add(kind, 'app', peer, { method, url, values: sent });

    const response = await wire(input, asSent).catch((error: unknown) => {
      recorder.add('unreachable', 'app', 'app');
      throw error;
    });
    // The response headers that a trace keeps; explanations/parameters.ts decides how much of each.
    const values = ['retry-after', 'www-authenticate', 'location'].flatMap((name): Values => {
      const value = response.headers.get(name);
      // What follows the "?" in a location can hold anything, and the app doesn't follow it.
      return value === null ? [] : [['header', name, value.split(/[?#]/, 1)[0] ?? '']];
    });
    const { status } = response;
    const answered = challenges(kind, response)
      ? 'api-challenge'
      : (response.ok ? answerTo : refusalOf)[kind];
    const answer = recorder.add(answered, peer, 'app', { status, values });
    return watched(response, (text) => addBody(recorder, answer, text));
  };
}

type Asked = 'discovery' | 'keys' | 'redeem' | 'refresh' | 'api' | 'other';

const answerTo: Record<Asked, Kind> = {
  discovery: 'discovery-answer',
  keys: 'keys-answer',
  redeem: 'redeem-answer',
  refresh: 'refresh-answer',
  api: 'api-answer',
  other: 'other-answer',
};

/** Only the identity provider's refusals have their own kinds; an API's refusal is an ordinary response. */
const refusalOf: Record<Asked, Kind> = {
  ...answerTo,
  discovery: 'discovery-error',
  keys: 'keys-error',
  redeem: 'provider-error',
  refresh: 'provider-error',
};

/** A claims challenge: the API names what the next token must prove (as Microsoft's APIs do). */
const challenges = (kind: Asked, { status, headers }: Response): boolean =>
  kind === 'api' &&
  status === 401 &&
  claimsChallenge(headers.get('www-authenticate')) !== undefined;

function kindOf(url: URL, headers: Headers, form: URLSearchParams): Asked {
  if (headers.get('authorization')?.startsWith('Bearer ')) return 'api';
  if (form.get('grant_type') === 'authorization_code') return 'redeem';
  if (form.get('grant_type') === 'refresh_token') return 'refresh';
  if (url.pathname.endsWith('/.well-known/openid-configuration')) return 'discovery';
  return /\/(?:keys|jwks(?:\.json)?)$/.test(url.pathname) ? 'keys' : 'other';
}

function bodyText(body: unknown): string {
  if (body instanceof Uint8Array) return new TextDecoder().decode(body);
  return typeof body === 'string' || body instanceof URLSearchParams ? String(body) : '';
}

function addBody(recorder: Recorder, answer: Message, text: string): void {
  if (answer.to === 'app' && answer.from === 'api') recorder.addBody(answer, text);
  else recorder.addValues(answer, jsonValues(text));
}

/** Name and value of every member of a JSON response; the keys of a key set one after the other. */
function jsonValues(text: string): Values {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return [];
  }
  const keySet = isObject(json) && Array.isArray(json['keys']) ? json['keys'] : [json];
  return keySet.filter(isObject).flatMap((object) =>
    Object.entries(object).map(([name, value]): Values[number] => {
      const list = Array.isArray(value) && value.every((one) => typeof one !== 'object');
      const shown = list ? value.join(' ') : JSON.stringify(value);
      return ['JSON', name, typeof value === 'string' ? value : shown];
    }),
  );
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same response; its text is passed on when its last byte has been read. */
function watched(response: Response, finished: (text: string) => void): Response {
  const { body, status, statusText, headers } = response;
  if (body === null) return response;
  const decoder = new TextDecoder();
  let text = '';
  const tap = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      if (text.length < largestBody) text += decoder.decode(chunk, { stream: true });
      controller.enqueue(chunk);
    },
    flush() {
      finished(text);
    },
  });
  const same = new Response(body.pipeThrough(tap), { status, statusText, headers });
  return Object.defineProperty(same, 'url', { value: response.url });
}
