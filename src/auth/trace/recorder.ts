import { AsyncLocalStorage } from 'node:async_hooks';
import type { Claim, Field, Kind, Lane, Message, Outcome, Place } from '../messages/message.ts';
import { looksLikeToken } from './kept-text.ts';
import { redact, redactQuery } from './redact.ts';
import { Secrets } from './secrets.ts';

/** The particulars of a message. Values come in raw and are redacted here, before they are kept. */
export interface Said {
  /** The app didn't see this message: it passed between the browser and the identity provider. */
  unseen?: true;
  method?: string;
  status?: number;
  url?: URL;
  values?: readonly (readonly [place: Place, name: string, value: string])[];
}

const mostFields = 60;
const longestBody = 6_000;
const recorders = new AsyncLocalStorage<Recorder>();

/** Collects the messages of one request to this site. Nothing raw ever becomes part of a message. */
export class Recorder {
  readonly messages: Message[] = [];
  outcome: Outcome | undefined;
  readonly #secrets = new Secrets();

  /** What every request to the practice tenant asks to fail with. */
  readonly fault: string | undefined;

  constructor(fault?: string) {
    this.fault = fault;
  }

  /** The current request's recorder, from anywhere in its call tree. */
  static get current(): Recorder | undefined {
    return recorders.getStore();
  }

  /** Runs `work` so that every request it makes through the recording fetch lands here. */
  run<T>(work: () => Promise<T>): Promise<T> {
    return recorders.run(this, work);
  }

  /** @returns the message, so that what arrives later (a body) can be added */
  add(kind: Kind, from: Lane, to: Lane, said: Said = {}): Message {
    const { method, status, url, values = [] } = said;
    const message: Message = {
      kind,
      from,
      to,
      ...(!said.unseen && { at: Date.now() }),
      ...(method !== undefined && { method }),
      ...(status !== undefined && { status }),
      ...(url && { address: url.origin + url.pathname }),
      fields: url ? this.#query(url) : [],
    };
    this.addValues(message, values);
    this.messages.push(message);
    return message;
  }

  addValues(message: Message, values: NonNullable<Said['values']>): void {
    for (const [place, name, value] of values) {
      this.#secrets.note(name, value);
      if (message.fields.length < mostFields) message.fields.push(redact(place, name, value));
    }
  }

  /** Text that an API returned. If there is a token in it, none of it is kept. */
  addBody(message: Message, text: string): void {
    message.body = this.clean(text);
  }

  clean(text: string): string {
    const clean = this.#secrets.remove(text);
    if (looksLikeToken(clean)) return '(not kept: it holds a token)';
    return clean.length <= longestBody ? clean : `${clean.slice(0, longestBody)}…`;
  }

  has(kind: Kind): boolean {
    return this.messages.some((message) => message.kind === kind);
  }

  /** The messages once more through the second net: no noted secret anywhere in them. */
  cleanMessages(): Message[] {
    return this.messages.map((message) => ({
      ...message,
      ...(message.body !== undefined && { body: this.#secrets.remove(message.body) }),
      fields: message.fields.map((field) => this.#cleanField(field)),
    }));
  }

  #query(url: URL): Field[] {
    for (const [name, value] of url.searchParams) this.#secrets.note(name, value);
    return redactQuery(url).slice(0, mostFields);
  }

  #cleanField(field: Field): Field {
    const clean = (text: string) => this.#secrets.remove(text);
    const claims = (list: Claim[]) =>
      list.map(({ name, value = '' }) => ({ name: clean(name), value: clean(value) }));
    return {
      ...field,
      name: clean(field.name),
      ...(field.value !== undefined && { value: clean(field.value) }),
      ...(field.token && {
        token: { header: claims(field.token.header), claims: claims(field.token.claims) },
      }),
    };
  }
}
