import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { build, type Rolldown } from "vite";
import { launch } from "./harness/console-test.ts";
import { whyNoBrowser } from "./harness/find-chromium.ts";
import { type ConsoleServer, startServer } from "./harness/start-server.ts";

/** Pages of somebody else's that call the services from a browser with AWS's own SDK: `--cors-origin`. */
const KEY = { accessKeyId: "AKIACICICICICICICICI", secretAccessKey: "a-secret-of-at-least-16" };
const SEED = JSON.stringify({
  accounts: [
    {
      id: "111111111111",
      users: [{ name: "ci", accessKeys: [{ id: KEY.accessKeyId, secret: KEY.secretAccessKey }] }],
    },
  ],
});
const SCRIPT = `
import { IAMClient, ListUsersCommand } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
globalThis.ask = async (endpoint, credentials) => {
  const to = { endpoint, credentials, region: "us-east-1", maxAttempts: 1 };
  const told = (work) => work.then(({ Arn }) => Arn, ({ name, $metadata }) => [name, $metadata?.httpStatusCode, $metadata?.requestId]);
  return [await told(new STSClient(to).send(new GetCallerIdentityCommand({}))), await told(new IAMClient(to).send(new ListUsersCommand({})))];
};`;

const skip = whyNoBrowser() ?? false;
let site: Server;
let server: ConsoleServer;
let browser: Browser;
before(async () => {
  if (skip !== false) return;
  const script = await bundle();
  site = createServer(({ url }, response) => {
    if (url === "/script.js") return response.setHeader("content-type", "text/javascript").end(script);
    return response
      .setHeader("content-type", "text/html")
      .end('<script type="module" src="/script.js"></script>');
  });
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  server = await startServer(SEED, ["--cors-origin", originBy("127.0.0.1")]);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  site?.close();
});

/** The same pages by another name are of another origin. */
function originBy(host: string): string {
  return `http://${host}:${(site.address() as AddressInfo).port}`;
}

/** AWS's SDK as a page has it. */
async function bundle(): Promise<string> {
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  // Within the repository, where the SDK is found.
  const folder = mkdtempSync(join(root, "node_modules/.cross-origin-"));
  try {
    const entry = join(folder, "script.js");
    writeFileSync(entry, SCRIPT);
    const built = await build({
      root: folder,
      configFile: false,
      logLevel: "silent",
      define: { "process.env": {} },
      build: { write: false, minify: false, lib: { entry, name: "script", formats: ["iife"] } },
    });
    const [output] = (Array.isArray(built) ? built : [built]) as readonly Rolldown.RolldownOutput[];
    return output?.output[0]?.code ?? "";
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What AWS's SDK has of the services on a page of an origin. */
async function askFrom(origin: string): Promise<unknown> {
  const page = await browser.newPage();
  page.on("pageerror", (error) => assert.fail(error));
  try {
    await page.goto(origin);
    await page.waitForFunction(() => "ask" in globalThis);
    return await page.evaluate(
      ([endpoint, key]) =>
        (globalThis as unknown as { ask(endpoint: string, key: object): Promise<unknown> }).ask(
          endpoint,
          key,
        ),
      [server.endpoint, KEY] as const,
    );
  } finally {
    await page.close();
  }
}

test("AWS's SDK on a page of a named origin is who its key is, and reads why it was denied", {
  skip,
}, async () => {
  const [identity, denied] = (await askFrom(originBy("127.0.0.1"))) as [unknown, readonly unknown[]];
  assert.equal(identity, "arn:aws:iam::111111111111:user/ci");
  assert.deepEqual(denied.slice(0, 2), ["AccessDenied", 403]);
  assert.match(String(denied[2]), /^[\w-]{36}$/);
});

test("the browser keeps a page of another origin away", { skip }, async () => {
  const told = (await askFrom(originBy("localhost"))) as readonly (readonly unknown[])[];
  assert.deepEqual(
    told.map(([name]) => name),
    ["TypeError", "TypeError"],
  );
});
