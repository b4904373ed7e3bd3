/**
 * A Chromium as people have it, which no debugger looks into. Playwright asks pages for what debuggers show: V8 then reads a script once
 * more where an Error is made, as React does three times while it is loaded, and 60 to 80 ms of a first row were the measuring's own.
 * https://chromedevtools.github.io/devtools-protocol/
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { endChild } from "../launch.ts";

const LISTENS = /^DevTools listening on (ws:\/\/\S+)/;
const FLAGS = ["--headless", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run"];
/** What looks is to take little of what is looked at. */
const LOOK_EVERY_MS = 50;
const PATIENCE_MS = 30_000;

type Values = Readonly<Record<string, unknown>>;

interface Message {
  readonly id?: number;
  readonly result?: Values;
  readonly error?: { readonly message: string };
}

export interface Cookie {
  readonly name: string;
  readonly value: string;
  /** Whose it is. */
  readonly url: string;
}

export class QuietBrowser {
  readonly #child: ChildProcess;
  readonly #profile: string;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, PromiseWithResolvers<Values>>();
  #sent = 0;

  private constructor(child: ChildProcess, profile: string, socket: WebSocket) {
    this.#child = child;
    this.#profile = profile;
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => this.#take(JSON.parse(String(data))));
    // Whoever still waits for its answer would wait for ever.
    socket.addEventListener("close", () => {
      for (const { reject } of this.#waiting.values()) reject(new Error("The browser has ended."));
    });
  }

  /** @throws Error where the program ends without having listened */
  static async launch(executable: string): Promise<QuietBrowser> {
    const profile = await mkdtemp(join(tmpdir(), "rolecall-bench-browser-"));
    const args = [...FLAGS, "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"];
    const child = spawn(executable, args, { stdio: ["ignore", "ignore", "pipe"] });
    for await (const line of createInterface({ input: child.stderr })) {
      const url = LISTENS.exec(line)?.[1];
      if (url === undefined) continue;
      child.stderr.resume();
      const socket = new WebSocket(url);
      await once(socket, "open");
      return new QuietBrowser(child, profile, socket);
    }
    throw new Error(`${executable} ended before it could be spoken to.`);
  }

  /** A page of a browser that has nothing kept but the cookie. */
  async openPage(cookie: Cookie, script: string): Promise<QuietPage> {
    const { browserContextId } = await this.send("Target.createBrowserContext");
    await this.send("Storage.setCookies", { cookies: [cookie], browserContextId });
    const blank = { url: "about:blank", browserContextId, width: 1440, height: 900 };
    const { targetId } = await this.send("Target.createTarget", blank);
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    const page = new QuietPage(this, String(sessionId), String(browserContextId));
    await page.send("Page.enable");
    await page.send("Page.addScriptToEvaluateOnNewDocument", { source: script });
    return page;
  }

  /** @throws Error with what the browser says is wrong */
  send(method: string, params: object = {}, sessionId?: string): Promise<Values> {
    const id = ++this.#sent;
    const waiting = Promise.withResolvers<Values>();
    this.#waiting.set(id, waiting);
    this.#socket.send(JSON.stringify({ id, method, params, ...(sessionId !== undefined && { sessionId }) }));
    return waiting.promise;
  }

  #take({ id = 0, result = {}, error }: Message): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(error.message));
  }

  async close(): Promise<void> {
    this.#socket.close();
    await endChild(this.#child, () => this.#child.kill());
    await rm(this.#profile, { recursive: true, force: true });
  }
}

export class QuietPage {
  readonly #browser: QuietBrowser;
  readonly #session: string;
  readonly #context: string;

  constructor(browser: QuietBrowser, session: string, context: string) {
    this.#browser = browser;
    this.#session = session;
    this.#context = context;
  }

  send(method: string, params: object = {}): Promise<Values> {
    return this.#browser.send(method, params, this.#session);
  }

  /** Resolves when the page begins to come. */
  async goTo(url: string): Promise<void> {
    const { errorText } = await this.send("Page.navigate", { url });
    if (errorText !== undefined) throw new Error(`${url}: ${String(errorText)}`);
  }

  /** What an expression comes to as soon as it is neither undefined nor false. @throws Error where it stays so for half a minute */
  async until(expression: string): Promise<unknown> {
    const endMs = performance.now() + PATIENCE_MS;
    while (performance.now() < endMs) {
      // While one page goes and another comes there is nothing to ask.
      const { result } = await this.send("Runtime.evaluate", { expression }).catch((): Values => ({}));
      const { value } = (result ?? {}) as { readonly value?: unknown };
      if (value !== undefined && value !== false) return value;
      await delay(LOOK_EVERY_MS);
    }
    throw new Error(`A page did not come to ${expression}.`);
  }

  async close(): Promise<void> {
    await this.#browser.send("Target.disposeBrowserContext", { browserContextId: this.#context });
  }
}
