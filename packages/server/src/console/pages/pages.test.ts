import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { type Answer, listen, type WholeRequest } from "@rolecall/edge";
import { refuseAtEdge } from "../../pipeline/edge-refusal.ts";
import { openConsolePages } from "./pages.ts";

const root = mkdtempSync(join(tmpdir(), "rolecall-site-"));
after(() => rmSync(root, { recursive: true, force: true }));

const SCRIPT = "export const users = 1;\n".repeat(50);
mkdirSync(join(root, "site/assets"), { recursive: true });
const write = (name: string, text: string | Uint8Array) => writeFileSync(join(root, "site", name), text);
write("index.html", "<!doctype html><head><!--page--></head><!--answers-->");
write("assets/users-abc.js", SCRIPT);
write("assets/users-abc.js.br", brotliCompressSync(SCRIPT));
write("secret.js", "not to be had");
write(
  "site.json",
  JSON.stringify({
    pages: [
      {
        path: "/iam/users/:userName",
        scripts: ["assets/users-abc.js"],
        styles: ["assets/u.css"],
        first: { service: "iam", operation: "GetUser", input: { UserName: ":userName", Path: "/" } },
      },
      { path: "/signin", scripts: [], styles: [], isBare: true },
    ],
    assets: { "users-abc.js": ["br"] },
  }),
);

/** What the door was asked last, by path. */
const asked = new Map<string, WholeRequest>();

async function answerAsDoor(request: WholeRequest): Promise<Answer> {
  asked.set(request.rawPath, request);
  return { status: 200, headers: {}, body: JSON.stringify({ path: request.rawPath }) };
}

async function serve(folder: string): Promise<string> {
  const entrance = openConsolePages(pathToFileURL(`${join(root, folder)}/`), { answer: answerAsDoor });
  const server = await listen({
    host: "127.0.0.1",
    port: 0,
    newRequestId: () => "id",
    onBug(error) {
      throw error;
    },
    refuse: refuseAtEdge,
    entranceOf: () => entrance,
  });
  after(() => server.close());
  return server.endpoint;
}

const built = await serve("site");
const unbuilt = await serve("none");
const get = (path: string, headers: Record<string, string> = {}) => fetch(`${built}${path}`, { headers });

test("a page's own files are named in its shell, and nothing else may be loaded or run", async () => {
  const page = await get("/console/iam/users/ana?tab=tags");
  assert.equal(page.status, 200);
  assert.equal(
    await page.text(),
    `<!doctype html><head><link rel="modulepreload" crossorigin href="/console/assets/users-abc.js">
    <link rel="stylesheet" crossorigin href="/console/assets/u.css"></head>`,
  );
  assert.equal(
    page.headers.get("content-security-policy"),
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
      "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  );
  assert.equal(page.headers.get("cache-control"), "no-store");
  assert.equal(page.headers.get("x-content-type-options"), "nosniff");
  assert.equal(page.headers.get("referrer-policy"), "same-origin");
});

const SIGNED_IN = {
  Cookie: `rolecall-session=${"s".repeat(43)}`,
  "Sec-Fetch-Site": "none",
  "Sec-Fetch-Dest": "document",
};

test("a page that somebody opens who is signed in holds what it asks first, by the names in its path", async () => {
  const page = await get("/console/iam/users/ana%20b", SIGNED_IN);
  assert.equal(page.headers.get("cache-control"), "no-store");
  assert.equal(page.headers.get("content-length"), null);
  assert.match(
    await page.text(),
    /<\/head><script type="application\/json" id="rc-first">\{"session":.*"call":.*<\/script>$/,
  );
  const { body = new Uint8Array() } = asked.get("/console/api/iam/GetUser") ?? {};
  assert.deepEqual(JSON.parse(Buffer.from(body).toString()), { UserName: "ana b", Path: "/" });
});

test("where the address says more, who is signed in is told, and the page asks the rest; a page without a frame is told nothing", async () => {
  asked.clear();
  assert.match(await (await get("/console/iam/users/ana?tab=tags", SIGNED_IN)).text(), /rc-first/);
  assert.deepEqual([...asked.keys()], ["/console/session"]);
  assert.doesNotMatch(await (await get("/console/signin", SIGNED_IN)).text(), /rc-first/);
  const head = await fetch(`${built}/console/iam/users/ana`, { method: "HEAD", headers: SIGNED_IN });
  assert.equal(head.status, 200);
  assert.deepEqual([...asked.keys()], ["/console/session"]);
});

test("a path that no page has is a shell too, with the status that says so", async () => {
  const page = await get("/console/iam/nothing");
  assert.equal(page.status, 404);
  assert.match(await page.text(), /^<!doctype html>/);
  assert.equal((await get("/console/")).status, 200);
  assert.equal((await get("/console")).status, 200);
});

test("a file is sent as the browser takes it, and kept for good", async () => {
  const plain = await get("/console/assets/users-abc.js", { "Accept-Encoding": "gzip, br;q=0" });
  assert.equal(plain.headers.get("content-encoding"), null);
  assert.equal(await plain.text(), SCRIPT);
  const small = await get("/console/assets/users-abc.js", { "Accept-Encoding": "gzip, deflate, br" });
  assert.equal(small.headers.get("content-encoding"), "br");
  assert.equal(small.headers.get("vary"), "Accept-Encoding");
  assert.equal(small.headers.get("cache-control"), "public, max-age=31536000, immutable");
  assert.equal(small.headers.get("content-type"), "text/javascript; charset=utf-8");
  assert.equal(await small.text(), SCRIPT);
  const again = await get("/console/assets/users-abc.js", {
    "If-None-Match": small.headers.get("etag") ?? "",
  });
  assert.equal(again.status, 304);
});

test("nothing is read that the build did not write", async () => {
  const names = [
    "none.js",
    "users-abc.js.br",
    "..%2Fsecret.js",
    "..%2f..%2fsite.json",
    "constructor",
    "__proto__",
  ];
  for (const name of names) {
    const answer = await get(`/console/assets/${name}`);
    assert.equal(answer.status, 404, name);
    assert.match(answer.headers.get("content-type") ?? "", /^text\/plain/);
  }
});

test("what is sent is refused, and who has no console is told how to build it", async () => {
  const sent = await fetch(`${built}/console/iam/users`, { method: "PUT" });
  assert.equal(sent.status, 405);
  assert.equal(sent.headers.get("allow"), "GET, HEAD");
  const answer = await fetch(`${unbuilt}/console/`);
  assert.equal(answer.status, 501);
  assert.match(await answer.text(), /The console was not built.*npm run generate/);
});

test("the longest path of slashes that a head can hold costs what a short one does", async () => {
  const path = `/console${"/".repeat(30_000)}a`;
  const startedAt = process.cpuUsage();
  const answer = await get(path);
  const { user } = process.cpuUsage(startedAt);
  assert.equal(answer.status, 404);
  // A pattern that begins anew at each slash takes 450 million steps a page: seconds.
  assert.ok(user < 500_000, `${user} µs`);
});
