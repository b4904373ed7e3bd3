/** Each sslmode against a PostgreSQL with certificates: who is let in, how, and what is said where nobody is. */
import assert from "node:assert/strict";
import { chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { account } from "../../conformance/families/accounts.ts";
import { createTestAuthority } from "./certificate.test-support.ts";
import { connectPatiently, connectPipelined } from "./connect.ts";
import { parseDatabaseUrl } from "./database-url.ts";
import { explainFailure } from "./explain-failure.ts";
import { openPostgresStore } from "./index.ts";
import { administer, startTestServer } from "./server.test-support.ts";

const DAY_MS = 86_400_000;
const authority = createTestAuthority("Rolecall's tests");
const folder = mkdtempSync(join(tmpdir(), "rolecall-tls-"));
const CA = join(folder, "ca.pem");
const OTHER_CA = join(folder, "other.pem");
/** Of the database's address, as administrators reach it whatever the test does to others. */
let url: string;
let server: Awaited<ReturnType<typeof startTestServer>>;

before(async () => {
  writeFileSync(CA, authority.certificate);
  writeFileSync(OTHER_CA, createTestAuthority("somebody else").certificate);
  server = await startTestServer();
  ({ url } = server);
});
after(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true });
});

/** What the server does, beside answering. Guests are all but its administrator. */
interface Behaviour {
  readonly certificate?: { readonly certificate: string; readonly key: string };
  /** The kind of connection that pg_hba.conf lets guests have. */
  readonly lets?: "host" | "hostssl" | "hostnossl";
}

let changes = 0;

/** Tells the server to behave so from now on, without starting it anew. */
async function setServer({ certificate, lets = "host" }: Behaviour): Promise<void> {
  changes += 1;
  const [places] = await administer(
    url,
    "select current_setting('data_directory') as data, current_setting('hba_file') as hba",
  );
  const { data, hba } = places as { data: string; hba: string };
  const set = [
    `alter system set ssl = ${certificate === undefined ? "off" : "on"}`,
    `alter system set log_line_prefix = 'change ${changes}'`,
  ];
  if (certificate !== undefined) {
    const owner = statSync(data).uid;
    for (const [kind, text] of Object.entries(certificate)) {
      const file = join(data, `${kind}-${changes}.pem`);
      writeFileSync(file, text, { mode: 0o600 });
      chownSync(file, owner, -1);
      set.push(`alter system set ssl_${kind === "key" ? "key" : "cert"}_file = '${file}'`);
    }
  }
  writeFileSync(hba, `host all admin all password\n${lets} all guest all password\n`);
  for (const statement of [...set, "select pg_reload_conf()"]) await administer(url, statement);
  // The server reads settings, pg_hba.conf and certificates in one go, between two connections.
  const inForce = "select current_setting('log_line_prefix') as prefix";
  while ((await administer(url, inForce))[0]?.prefix !== `change ${changes}`) await delay(5);
}

/** How guests came in, or the one line of why they did not. */
async function comeIn(host: string, mode: string, rootCertificate?: string): Promise<string> {
  const given = new URL(url);
  const root = rootCertificate === undefined ? "" : `&sslrootcert=${rootCertificate}`;
  const guest = `postgres://guest:guest@${host}:${given.port}/postgres?sslmode=${mode}${root}`;
  const address = parseDatabaseUrl(guest, undefined);
  try {
    const client = await connectPipelined(address);
    const { rows } = await client.query("select ssl from pg_stat_ssl where pid = pg_backend_pid()");
    await client.end();
    return rows[0].ssl ? "TLS" : "plain";
  } catch (error) {
    const { message } = explainFailure(address, error);
    assert.doesNotMatch(message, /\n|guest:guest/);
    return message
      .replace(/^cannot open the database postgres:\/\/guest@\S+: /, "")
      .replaceAll(`:${given.port}`, "");
  }
}

type Row = readonly [host: string, root: string | undefined, outcomes: Readonly<Record<string, string>>];

async function assertOutcomes(rows: readonly Row[]): Promise<void> {
  for (const [host, root, outcomes] of rows)
    for (const [mode, expected] of Object.entries(outcomes))
      assert.equal(await comeIn(host, mode, root), expected, `${host}, ${mode}, ${root}`);
}

const untrusted = (host: string) =>
  `the certificate of ${host} comes from nobody who is trusted here: name who issued it, sslrootcert=FILE (or sslrootcert=system)`;

test("a certificate of an authority that is known, by a name that it holds and by others", async () => {
  await administer(url, "create role guest login password 'guest'");
  await setServer({ certificate: authority.issue({ names: ["localhost", "127.0.0.1"] }) });
  const all = { prefer: "TLS", require: "TLS", "verify-ca": "TLS", "verify-full": "TLS" };
  await assertOutcomes([
    ["localhost", CA, { disable: "plain", allow: "plain", ...all }],
    ["127.0.0.1", CA, all],
    ["localhost", undefined, { prefer: "TLS", require: "TLS" }],
  ]);
  await setServer({ certificate: authority.issue({ names: ["db.test"] }) });
  const misnamed = (host: string) =>
    `the server's certificate does not name ${host}: use a name that it holds`;
  await assertOutcomes([
    ["localhost", CA, { require: "TLS", "verify-ca": "TLS", "verify-full": misnamed("localhost") }],
    ["127.0.0.1", CA, { "verify-full": misnamed("127.0.0.1") }],
  ]);
  await setServer({ certificate: authority.issue({ names: ["localhost"] }) });
  // Where an address is asked for, no name will do.
  await assertOutcomes([["127.0.0.1", CA, { "verify-ca": "TLS", "verify-full": misnamed("127.0.0.1") }]]);
});

test("an authority that nobody knows", async () => {
  await setServer({ certificate: authority.issue({ names: ["localhost"] }) });
  const none = { require: "TLS", "verify-ca": untrusted("localhost"), "verify-full": untrusted("localhost") };
  await assertOutcomes([
    ["localhost", OTHER_CA, { ...none, prefer: "TLS", require: untrusted("localhost") }],
    ["localhost", "system", { ...none, require: untrusted("localhost") }],
    ["localhost", undefined, none],
  ]);
});

test("a certificate that has expired", async () => {
  const expired = authority.issue({ names: ["localhost"], expiresAtMs: Date.now() - DAY_MS });
  await setServer({ certificate: expired });
  const line =
    "the certificate of localhost does not count today (certificate has expired): look at its dates, and at this machine's clock";
  await assertOutcomes([
    ["localhost", CA, { prefer: "TLS", require: line, "verify-ca": line, "verify-full": line }],
    ["localhost", undefined, { require: "TLS" }],
  ]);
});

test("a server without TLS", async () => {
  await setServer({});
  const none = (mode: string) => `localhost speaks no TLS, and sslmode=${mode} asks for it`;
  const refused = Object.fromEntries(
    ["require", "verify-ca", "verify-full"].map((mode) => [mode, none(mode)]),
  );
  await assertOutcomes([
    ["localhost", CA, { disable: "plain", allow: "plain", prefer: "plain", ...refused }],
  ]);
});

test("a server that lets in by TLS alone, and one that lets in without it alone", async () => {
  const certificate = authority.issue({ names: ["localhost"] });
  await setServer({ certificate, lets: "hostssl" });
  const entry = (way: string) =>
    new RegExp(
      `^guest may not sign in: no pg_hba\\.conf entry for host "\\S+", user "guest", database "postgres", ${way}`,
    );
  assert.match(await comeIn("localhost", "disable"), entry("no encryption \\(sslmode=disable\\)$"));
  await assertOutcomes([
    [
      "localhost",
      CA,
      { allow: "TLS", prefer: "TLS", require: "TLS", "verify-ca": "TLS", "verify-full": "TLS" },
    ],
  ]);
  await setServer({ certificate, lets: "hostnossl" });
  await assertOutcomes([["localhost", CA, { disable: "plain", allow: "plain", prefer: "plain" }]]);
  for (const mode of ["require", "verify-ca", "verify-full"])
    assert.match(await comeIn("localhost", mode, CA), entry("SSL encryption$"));
});

test("a file that holds no certificate is told", async () => {
  const [empty, broken] = [join(folder, "empty.pem"), join(folder, "broken.pem")];
  writeFileSync(empty, "nothing");
  writeFileSync(broken, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
  for (const file of [empty, broken, join(folder, "none.pem")]) {
    const said = await comeIn("localhost", "verify-full", file);
    assert.ok(
      said.startsWith(`cannot use the URL of the database: sslrootcert=${file} cannot be read: `),
      said,
    );
  }
});

test("all connections of a store are verified, and what is asked goes through them", async () => {
  await setServer({ certificate: authority.issue({ names: ["localhost"] }), lets: "hostssl" });
  await administer(url, "create database guests owner guest");
  const { port } = new URL(url);
  const store = await openPostgresStore({
    url: `postgres://guest:guest@localhost:${port}/guests?sslmode=verify-full&sslrootcert=${CA}`,
    password: undefined,
    random: Math.random,
  });
  await Promise.all([
    store.write((tx) => tx.accounts.insert(account(1))),
    ...Array.from({ length: 8 }, () => store.read((tx) => tx.accounts.list())),
  ]);
  const connections = await administer(
    url,
    "select ssl from pg_stat_ssl join pg_stat_activity using (pid) where usename = 'guest'",
  );
  await store.close();
  assert.ok(connections.length > 1);
  assert.ok(connections.every(({ ssl }) => ssl === true));
});

test("setting up verifies as requests do", async () => {
  const { port } = new URL(url);
  const address = parseDatabaseUrl(
    `postgres://guest:guest@localhost:${port}/postgres?sslmode=verify-full&sslrootcert=${OTHER_CA}`,
    undefined,
  );
  await assert.rejects(connectPatiently(address), { code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" });
});
