/** The program as a process of its own with several workers, and signed requests to it. */

import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, type IncomingMessage, request as sendRequest } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type SigningCredentials, signRequest } from "@rolecall/sigv4";

export const MAIN = fileURLToPath(new URL("../../bin/main.js", import.meta.url));

export interface Process {
  readonly child: ChildProcess;
  readonly endpoint: string;
  /** All that it and its workers have said. */
  readonly output: () => string;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/** Resolves when it listens or has ended. It leads a process group of its own, as under a terminal. */
export async function startProcess(...args: readonly string[]): Promise<Process> {
  const child = spawn(process.execPath, ["-C", "@rolecall/source", MAIN, "start", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let output = "";
  const ended = once(child, "close").then(([code, signal]) => (code ?? signal) as number | string);
  const listens = new Promise<void>((resolve) => {
    const take = (piece: Buffer) => {
      output += piece;
      if (/listens on[\s\S]*\n\n/.test(output)) resolve();
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
  });
  await Promise.race([listens, ended]);
  const endpoint = /http:\/\/\S+/.exec(output)?.[0] ?? "";
  return { child, endpoint, output: () => output, ended };
}

/** Signals the whole group, as a terminal does. */
export function signalGroup({ child }: Process, signal: NodeJS.Signals): void {
  process.kill(-(child.pid ?? 0), signal);
}

export interface Answered {
  readonly status: number;
  readonly text: string;
}

/** One connection, kept for all that is asked over it. */
export class Client {
  readonly #endpoint: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(endpoint: string) {
    this.#endpoint = endpoint;
  }

  async ask(method: string, path: string, more: { headers?: object; body?: string } = {}): Promise<Answered> {
    const request = sendRequest(`${this.#endpoint}${path}`, {
      method,
      agent: this.#agent,
      headers: { ...more.headers },
    });
    request.end(more.body);
    const [response] = (await once(request, "response")) as [IncomingMessage];
    let text = "";
    for await (const piece of response) text += piece;
    return { status: response.statusCode ?? 0, text };
  }

  call(
    form: Readonly<Record<string, string>>,
    credentials: SigningCredentials | undefined,
  ): Promise<Answered> {
    const service = form.Version === "2010-05-08" ? "iam" : "sts";
    const body = new URLSearchParams(form).toString();
    const headers = {
      host: new URL(this.#endpoint).host,
      "content-type": "application/x-www-form-urlencoded",
    };
    const signature =
      credentials &&
      signRequest(
        {
          method: "POST",
          rawPath: "/",
          rawQuery: "",
          headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
          payload: Buffer.from(body),
        },
        { credentials, region: "us-east-1", service, nowMs: Date.now() },
      );
    return this.ask("POST", "/", { headers: { ...headers, ...signature }, body });
  }

  close(): void {
    this.#agent.destroy();
  }
}

export const IDENTITY = { Action: "GetCallerIdentity", Version: "2011-06-15" };
export const iam = (Action: string, more: Readonly<Record<string, string>> = {}) => ({
  Action,
  Version: "2010-05-08",
  ...more,
});

export const KEY = { accessKeyId: "AKIAADMINADMINADMIN", secretAccessKey: "test-secret-of-at-least-16" };
export const SEED = {
  accounts: [
    {
      id: "111111111111",
      users: [
        {
          name: "admin",
          policies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
          accessKeys: [{ id: KEY.accessKeyId, secret: KEY.secretAccessKey }],
        },
      ],
    },
  ],
};

export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let turns = 0; turns < 500; turns += 1) {
    if (await holds()) return;
    await wait(20);
  }
  assert.fail(`never: ${what}`);
}

export const clientsOf = ({ endpoint }: Process, count: number) =>
  Array.from({ length: count }, () => new Client(endpoint));

/** Of metrics, one's value. */
export const figure = (metrics: string, name: string) =>
  Number(new RegExp(`^rolecall_${name.replaceAll(/[{}]/g, "\\$&")} (.*)$`, "m").exec(metrics)?.[1]);
export const IDENTITIES =
  'request_duration_seconds_count{service="sts",operation="GetCallerIdentity",outcome="ok"}';
