import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDatabaseHosts, parseDatabaseUrl, tlsAttempts } from "./database-url.ts";

const parse = (url: string, password?: string) => parseDatabaseUrl(url, password);

test("what a URL says, and what it leaves out", () => {
  assert.deepEqual(parse("postgres://u@h/d"), {
    host: "h",
    port: 5432,
    user: "u",
    password: undefined,
    database: "d",
    sslMode: "prefer",
    sslRootCertificate: undefined,
  });
  const full = parse(
    "postgresql://us%40er:p%2Fw@[::1]:6543/d%20b?sslmode=verify-full&sslrootcert=/ca.pem",
    "no",
  );
  assert.deepEqual(full, {
    host: "::1",
    port: 6543,
    user: "us@er",
    password: "p/w",
    database: "d b",
    sslMode: "verify-full",
    sslRootCertificate: "/ca.pem",
  });
  assert.equal(parse("postgres://u@h/d", "given").password, "given");
});

/** https://www.postgresql.org/docs/current/libpq-ssl.html: what is tried, and what is verified. */
const MODES: readonly (readonly [mode: string, attempts: readonly string[]])[] = [
  ["disable", ["plain"]],
  ["allow", ["plain", "TLS"]],
  ["prefer", ["TLS", "plain"]],
  ["require", ["TLS"]],
  ["verify-ca", ["TLS, chain"]],
  ["verify-full", ["TLS, chain, name"]],
];

test("each sslmode is libpq's", () => {
  for (const [mode, expected] of MODES) {
    const attempts = tlsAttempts(parse(`postgres://u@db.test/d?sslmode=${mode}`)).map((attempt) => {
      if (attempt === false) return "plain";
      if (attempt.rejectUnauthorized !== true) return "TLS";
      return attempt.checkServerIdentity === undefined ? "TLS, chain, name" : "TLS, chain";
    });
    assert.deepEqual(attempts, expected, mode);
  }
  const [attempt] = tlsAttempts(parse("postgres://u@h/d?sslmode=require&sslrootcert=system"));
  assert.ok(
    attempt !== false && attempt?.rejectUnauthorized,
    "as libpq: a root certificate is there to be verified",
  );
});

test("broken URLs are refused without a word of their password", () => {
  for (const url of [
    "postgres://u:secret@/d",
    "postgres://u:secret@h",
    "postgres://u:secret%zz@h/d",
    "postgres://u:secret@h/d?x=1",
  ])
    assert.throws(
      () => parse(url),
      (error: Error) => !error.message.includes("secret"),
    );
});

test("several hosts, as libpq has them", () => {
  const placesOf = (url: string) => parseDatabaseHosts(url, "p").map(({ host, port }) => `${host}:${port}`);
  assert.deepEqual(placesOf("postgres://u@one,two:5433,[::1]:5434/d?sslmode=require"), [
    "one:5432",
    "two:5433",
    "::1:5434",
  ]);
  assert.deepEqual(placesOf("postgres://u:a%40b@one/d"), ["one:5432"]);
  const [first, second] = parseDatabaseHosts("postgres://u@one,two/d?sslmode=require", "p");
  assert.deepEqual({ ...second, host: "one" }, first);
  for (const url of ["postgres://u@one,/d", "postgres://u@,/d", "postgres://u@a,b,c,d,e/d", "nonsense", ""])
    assert.throws(() => parseDatabaseHosts(url, undefined), { name: "StoreError" }, url);
});
