/** The owner of the tasks, from the Practice Tasks API; the text of the refusal if there is none. */
export async function whoIsIt(accessToken) {
  const headers = { authorization: `Bearer ${accessToken}` };
  const response = await fetch(process.env.API, { headers });
  const body = await response.text();
  return response.ok ? JSON.parse(body).owner : body;
}
