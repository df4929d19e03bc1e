import type { IncomingMessage, ServerResponse } from 'node:http';
import { EntraError } from '../errors/entra-error.ts';
import { RefusedHere } from '../hosted/refused-here.ts';
import { sendOwnJson } from '../http/answer.ts';
import { readText } from '../http/form.ts';
import { checkAccess } from './access.ts';
import type { Admin, Answer } from './call.ts';
import { AdminProblem } from './problem.ts';
import { routeAt } from './routes.ts';

const base = '/admin/v1';
const largestBody = { bytes: 4 * 1024 * 1024, inWords: '4 MB' };
const largestHostedBody = { bytes: 256 * 1024, inWords: '256 kB' };

/** The admin API, for programs that prepare the tenants for a test: JSON only, below `/admin/v1`. */
export async function answerAdmin(
  admin: Admin,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const { status, body } = await answerTo(admin, url, request);
    if (body === undefined) response.writeHead(status, { 'cache-control': 'no-store' }).end();
    else sendOwnJson(response, status, body);
  } catch (error) {
    const problem = error instanceof RefusedHere ? new AdminProblem(400, error.message) : error;
    if (!(problem instanceof AdminProblem)) throw error;
    const { status, message, mistakes, headers } = problem;
    const body = { error: message, ...(mistakes.length > 0 && { mistakes }) };
    sendOwnJson(response, status, body, headers);
  }
}

async function answerTo(admin: Admin, url: URL, request: IncomingMessage): Promise<Answer> {
  checkAccess(admin.access, request);
  const path = url.pathname.replace(/\/$/, '');
  const route = path === base || path.startsWith(`${base}/`) ? routeAt(below(path)) : undefined;
  if (route === undefined) {
    throw new AdminProblem(
      404,
      `The admin API has no address ${path}. The page /reference/practice-tenant-in-tests/ lists its addresses.`,
    );
  }
  const { methods, parts } = route;
  const method = request.method ?? '';
  const answer = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (answer === undefined) {
    const allow = Object.keys(methods).join(', ');
    throw new AdminProblem(405, `This address takes ${allow}, not ${method}.`, {
      headers: { allow },
    });
  }
  const isHosted = admin.realms.some(({ tenant }) => tenant.set !== undefined);
  const text = await bodyOf(request, isHosted ? largestHostedBody : largestBody);
  const passwords = text.match(/"password"/g)?.length ?? 0;
  // Hashing them is the most expensive thing that a request can ask for.
  if (passwords > 0) await admin.realms[0]?.limits?.admit('newPasswords', request, passwords);
  const body = parsed(text);
  return answer({ admin, parts, query: url.searchParams, body });
}

function below(path: string): string {
  try {
    return path
      .slice(base.length + 1)
      .split('/')
      .map(decodeURIComponent)
      .join('/');
  } catch {
    throw new AdminProblem(
      400,
      `The address ${path} isn’t encoded correctly. Send special characters in percent-encoding.`,
    );
  }
}

async function bodyOf(
  request: IncomingMessage,
  { bytes, inWords }: typeof largestBody,
): Promise<string> {
  try {
    return await readText(request, bytes);
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    throw new AdminProblem(413, `The body is larger than ${inWords}. Send it in parts.`);
  }
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AdminProblem(
      400,
      `The body isn’t valid JSON (${reason}). Correct it, and send it again.`,
    );
  }
}
