import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { readConfiguration } from "../configuration.ts";
import { startTestProgram } from "../program.test-support.ts";

const APP = "https://app.example.com";
const BODY = "Action=GetCallerIdentity&Version=2011-06-15";

async function startHere(context: TestContext, ...origins: readonly string[]): Promise<string> {
  const args = ["--ephemeral", ...origins.flatMap((origin) => ["--cors-origin", origin])];
  const program = await startTestProgram(args, { logError: assert.fail });
  context.after(() => program.close());
  return program.endpoint;
}

/** Fetch as Node has it sends what a page's script may not set. */
const ask = (url: string, method: string, headers: Record<string, string>) =>
  fetch(url, { method, headers, ...(method === "POST" && { body: BODY }) });

const PREFLIGHT = {
  "access-control-request-method": "POST",
  "access-control-request-headers": "amz-sdk-request,authorization,content-type,cookie,x-amz-date,x-evil",
};

/** What answers tell a browser. */
function told({ headers }: Response): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...headers].filter(([name]) => name.startsWith("access-control-") || name === "vary"),
  );
}

test("a page of an origin that was named is told what it may send, and reads answers and errors", async (context) => {
  const endpoint = await startHere(context, APP, "http://localhost:5173");
  const preflight = await ask(endpoint, "OPTIONS", { origin: APP, ...PREFLIGHT });
  assert.equal(preflight.status, 204);
  assert.deepEqual(told(preflight), {
    "access-control-allow-origin": APP,
    "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
    "access-control-allow-headers": "amz-sdk-request, authorization, content-type, x-amz-date",
    "access-control-max-age": "600",
    vary: "Origin, Access-Control-Request-Headers",
  });
  const answer = await ask(endpoint, "POST", { origin: "http://localhost:5173" });
  assert.equal(answer.status, 403, "a page needs a signature as anybody does");
  assert.deepEqual(told(answer), {
    "access-control-allow-origin": "http://localhost:5173",
    "access-control-expose-headers": "x-amzn-RequestId, x-amzn-ErrorType, Retry-After, Date",
    vary: "Origin",
  });
});

test("pages of other origins, and what is no page, are told nothing", async (context) => {
  const endpoint = await startHere(context, APP);
  for (const origin of [
    "https://evil.example",
    "null",
    `${APP}.evil.example`,
    `${APP}:443`,
    "http://app.example.com",
  ]) {
    const preflight = await ask(endpoint, "OPTIONS", { origin, ...PREFLIGHT });
    assert.notEqual(preflight.status, 204, origin);
    assert.deepEqual(told(preflight), { vary: "Origin" }, origin);
    assert.deepEqual(told(await ask(endpoint, "POST", { origin })), { vary: "Origin" }, origin);
  }
  assert.deepEqual(told(await ask(endpoint, "POST", {})), { vary: "Origin" });
});

test("without the option nothing is told at all", async (context) => {
  const endpoint = await startHere(context);
  assert.deepEqual(told(await ask(endpoint, "OPTIONS", { origin: APP, ...PREFLIGHT })), {});
  assert.deepEqual(told(await ask(endpoint, "POST", { origin: APP })), {});
});

test("any origin is told as such, and never with credentials", async (context) => {
  const endpoint = await startHere(context, "*");
  for (const method of ["OPTIONS", "POST"]) {
    const headers = told(
      await ask(endpoint, method, { origin: APP, ...(method === "OPTIONS" && PREFLIGHT) }),
    );
    assert.equal(headers["access-control-allow-origin"], "*");
    assert.equal("access-control-allow-credentials" in headers, false);
  }
});

test("the console, its sign-in and the management are of the services' origin alone", async (context) => {
  const endpoint = await startHere(context, APP, "*");
  const paths = ["/console/", "/console/session", "/console/api/iam/ListUsers", "/federation", "/saml"];
  for (const path of [...paths, "/_rolecall/health", "/_rolecall/reset", "/_rolecall/audit"]) {
    for (const method of ["OPTIONS", "GET"]) {
      const answer = await ask(`${endpoint}${path}`, method, { origin: APP, ...PREFLIGHT });
      assert.equal(answer.headers.get("access-control-allow-origin"), null, `${method} ${path}`);
    }
  }
});

test("what is no origin is refused, with the one that was meant", () => {
  const read = (...origins: readonly string[]) =>
    readConfiguration(
      origins.flatMap((origin) => ["--cors-origin", origin]),
      {},
    ).corsOrigins;
  assert.deepEqual(read(APP, "*"), new Set([APP, "*"]));
  const wrong: readonly [string, RegExp][] = [
    [
      `${APP}/`,
      /"https:\/\/app\.example\.com\/" is no origin as browsers send it, .* https:\/\/app\.example\.com would be one\.$/,
    ],
    [`${APP}:443`, /https:\/\/app\.example\.com would be one\.$/],
    ["HTTPS://APP.example.com", /https:\/\/app\.example\.com would be one\.$/],
    ["app.example.com", /http:\/\/localhost:5173\.$/],
    ["null", /"null" is no origin/],
    ["https://*.example.com", /is no origin|would be one/],
    ["file:///page.html", /is no origin/],
  ];
  for (const [origin, message] of wrong) assert.throws(() => read(origin), message, origin);
  assert.throws(
    () => read(...Array.from({ length: 101 }, (_, at) => `https://a${at}.example`)),
    /more than 100/,
  );
});
