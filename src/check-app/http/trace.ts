import { CannotTry } from '../verdicts/failures.ts';
import type { Answered, Asked } from './exchange.ts';

/** One request of a browser, or of the app to the practice tenant, as a report shows it. */
export interface Message {
  from: 'browser' | 'app';
  method: string;
  /** Without the values of codes, tokens, and secrets. */
  url: string;
  /** The names of posted fields. */
  fields: readonly string[];
  status?: number;
  location?: string;
  setCookies: readonly string[];
  /** Why there was no answer. */
  problem?: string;
}

const mostMessages = 200;
/** Shown in full, they'd let a reader of the report use them. */
const secret = /^code$|token|secret|assertion|verifier/i;
const longestValue = 80;

/** The messages of one check, oldest first. */
export class Trace {
  readonly #messages: Message[] = [];
  #isClosed = false;

  get messages(): readonly Message[] {
    return this.#messages;
  }

  /** From now on, no browser of this check asks for anything: the check has been given up. */
  close(): void {
    this.#isClosed = true;
  }

  add(message: Message): void {
    if (this.#messages.length < mostMessages) this.#messages.push(message);
  }

  async during(asked: Asked, work: () => Promise<Answered>): Promise<Answered> {
    if (this.#isClosed) throw new CannotTry('The run was stopped.');
    const { method, url, body } = asked;
    const message: Message = {
      from: 'browser',
      method,
      url: shown(url.href),
      fields: [...new URLSearchParams(body ?? '').keys()],
      setCookies: [],
    };
    try {
      const answered = await work();
      const { status, headers, setCookies } = answered;
      const { location } = headers;
      this.add({
        ...message,
        status,
        ...(location !== undefined && { location: shown(location) }),
        setCookies: setCookies.map(withoutValue),
      });
      return answered;
    } catch (error) {
      this.add({ ...message, problem: error instanceof Error ? error.message : String(error) });
      throw error;
    }
  }
}

/** An address without what must not be shown, and with long values cut. */
export function shown(address: string): string {
  const url = URL.parse(address, 'http://relative.invalid');
  if (url === null) return address.slice(0, longestValue);
  if (url.search !== '') url.search = withoutSecrets(url.search.slice(1));
  if (url.hash !== '') url.hash = withoutSecrets(url.hash.slice(1));
  return url.href.replaceAll('%E2%80%A6', '…').replace('http://relative.invalid', '');
}

function withoutSecrets(query: string): string {
  if (!query.includes('=')) return query;
  const parameters = new URLSearchParams(query);
  for (const [name, value] of [...parameters]) {
    if (secret.test(name)) parameters.set(name, '…');
    else if (value.length > longestValue) parameters.set(name, `${value.slice(0, longestValue)}…`);
  }
  return parameters.toString();
}

/** `name=…; Path=/; HttpOnly`. */
const withoutValue = (header: string): string => header.replace(/^([^=;]*)=[^;]*/, '$1=…');
