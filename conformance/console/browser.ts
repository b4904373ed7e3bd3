/** A browser as far as the console's door can tell: it keeps a cookie, sends its origin, and knows the token of its session. */
import type { TestInstallation } from "../installation/installation.ts";

type Reached = Pick<TestInstallation, "endpoint">;

export interface Told {
  readonly status: number;
  readonly headers: Headers;
  /** What a page reads of JSON. */
  readonly body: ReturnType<typeof JSON.parse>;
}

export class Browser {
  readonly #endpoint: string;
  cookie: string | undefined;
  /** What it keeps of having been let in, beside its session. */
  device: string | undefined;
  csrfToken: string | undefined;

  constructor({ endpoint }: Reached) {
    this.#endpoint = endpoint;
  }

  /** Another window of the same browser, at another node perhaps. */
  at(reached: Reached): Browser {
    const other = new Browser(reached);
    other.cookie = this.cookie;
    other.device = this.device;
    other.csrfToken = this.csrfToken;
    return other;
  }

  async send(
    method: string,
    path: string,
    {
      body,
      headers = {},
    }: { readonly body?: unknown; readonly headers?: Record<string, string | undefined> } = {},
  ): Promise<Told> {
    const all: Record<string, string | undefined> = {
      "user-agent": "Mozilla/5.0 (story)",
      origin: this.#endpoint,
      "sec-fetch-site": "same-origin",
      cookie: [this.cookie, this.device].filter((each) => each !== undefined).join("; ") || undefined,
      ...(method === "GET" ? {} : { "x-rolecall-csrf": this.csrfToken }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    };
    const sent = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const answer = await fetch(`${this.#endpoint}${path}`, {
      method,
      headers: sent,
      redirect: "manual",
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const set = answer.headers.getSetCookie();
    for (const each of set) {
      const pair = each.includes("Max-Age=0") ? undefined : each.split(";")[0];
      if (/^(?:__Secure-)?rolecall-device=/.test(each)) this.device = pair;
      else this.cookie = pair;
    }
    return {
      status: answer.status,
      headers: answer.headers,
      body: text === "" ? undefined : JSON.parse(text),
    };
  }

  async signIn(given: object): Promise<Told> {
    const told = await this.send("POST", "/console/session", { body: given });
    if (told.status === 200) this.csrfToken = told.body.csrfToken;
    return told;
  }

  call(operation: string, input: object = {}): Promise<Told> {
    return this.send("POST", `/console/api/${operation}`, { body: input });
  }
}
