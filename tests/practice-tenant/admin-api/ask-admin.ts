export interface Sent {
  body?: unknown;
  headers?: Record<string, string>;
}

/** A request to the admin API, and its response as JSON. */
export async function askAdmin(
  adminAddress: string | undefined,
  method: string,
  path: string,
  { body, headers }: Sent = {},
) {
  const response = await fetch(`${adminAddress}${path}`, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}
