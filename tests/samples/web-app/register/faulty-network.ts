type Act =
  /** The request is carried out, and its response never comes. */
  | 'response-lost'
  /** The request never arrives. */
  | 'request-lost'
  | Response;

interface Fault {
  /** Such as "POST /applications": the whole path below the version, without the query. */
  request: RegExp;
  act: Act;
  /** How many requests it hits; once, if it isn't said. */
  times?: number;
}

export interface FaultyNetwork {
  fetch: typeof fetch;
  /** Every request to Graph that was sent, as "POST /applications". */
  requests: string[];
}

/** The real network, with faults in requests to Graph. */
export function faultyNetwork(faults: Fault[] = []): FaultyNetwork {
  const left = faults.map((fault) => ({ times: 1, ...fault }));
  const requests: string[] = [];
  return {
    requests,
    async fetch(input, init) {
      const url = new URL(input instanceof Request ? input.url : input);
      const path = url.pathname.replace(/^\/graph\/v1\.0/, '');
      if (path === url.pathname) return fetch(input, init);
      const request = `${init?.method ?? 'GET'} ${path}`;
      requests.push(request);
      const fault = left.find((each) => each.request.test(request) && each.times > 0);
      if (fault === undefined) return fetch(input, init);
      fault.times -= 1;
      const { act } = fault;
      if (act instanceof Response) return act.clone();
      if (act === 'response-lost') await (await fetch(input, init)).text();
      throw new TypeError('fetch failed', { cause: new Error('other side closed') });
    },
  };
}

export const refusal = (status: number, code: string, headers: Record<string, string> = {}) =>
  Response.json(
    { error: { code, message: `Refused for the test: ${code}.`, innerError: {} } },
    { status, headers: { 'request-id': 'request-id-of-the-test', ...headers } },
  );
