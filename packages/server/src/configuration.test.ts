import assert from "node:assert/strict";
import { test } from "node:test";
import { readConfiguration } from "./configuration.ts";
import { Mistake } from "./mistake.ts";

const DAY_MS = 86_400_000;
const read = (...args: readonly string[]) => readConfiguration(args, {});

test("what is not said", () => {
  assert.deepEqual(read(), {
    host: "127.0.0.1",
    port: 4600,
    allowedHosts: [],
    corsOrigins: new Set(),
    init: undefined,
    trustedProxies: [],
    dataFolder: "data",
    isEphemeral: false,
    seedFile: undefined,
    accountId: undefined,
    quotas: {},
    regions: undefined,
    partition: undefined,
    audit: { maxBytes: 2 ** 30, maxAgeMs: 90 * DAY_MS, reserveBytes: undefined, strangersPerSecond: 10 },
    hasRootAccessKey: false,
    externalAccounts: new Set(),
    denials: { hasIds: true, consoleUrl: undefined, maxBytes: 2 ** 27 },
    requestLog: { format: "off", isColorful: false, explainsDenials: false },
    consoleIdleMinutes: 720,
    issuers: { requests: true, loopback: false, networks: [] },
    saml: { checks: "strict", audiences: new Set() },
    publicUrl: undefined,
    accessTokenVerifiersFile: undefined,
    productProvidersFile: undefined,
    servicesFile: undefined,
    masterKeys: undefined,
    workers: 1,
    database: undefined,
    readDatabase: undefined,
    staleLimitSeconds: 3_600,
  });
});

test("each option", () => {
  const configuration = readConfiguration(
    [
      ...["--host", "::1", "--port", "0", "--data", "d", "--seed", "s.yaml", "--account-id", "123456789012"],
      ...["--quota", "groupsPerAccount=500", "--quota=iam.UsersPerAccount=7", "--quota", "sts.SessionTags=3"],
      ...["--audit-size", "20g", "--audit-days", "7", "--audit-reserve", "512M", "--audit-strangers", "0"],
      ...["--regions", "eu-west-1, us-east-1,local,eu-west-1"],
      ...["--external-account", "464622532012", "--stale-limit", "600"],
      ...["--read-database", "postgres://r@s/d"],
      ...["--allowed-host", "rolecall.internal", "--allowed-host", "rolecall"],
      ...["--trusted-proxy", "10.0.0.0/8", "--trusted-proxy", "2001:db8::1"],
      ...["--authorization-ids", "off", "--console-url", "https://identity.test", "--denials-size", "8M"],
      ...["--console-idle-minutes", "30"],
      ...["--loopback-issuers", "--issuer-network", "10.1.0.0/16", "--issuer-requests", "off"],
      ...["--saml-checks", "aws", "--saml-audience", "https://identity.test/saml"],
      ...["--workers", "3"],
    ],
    { ROLECALL_MASTER_KEY: "key", ROLECALL_DATABASE: "postgres://u@h/d", PGPASSWORD: "p" },
  );
  assert.deepEqual(configuration, {
    host: "::1",
    port: 0,
    corsOrigins: new Set(),
    init: undefined,
    allowedHosts: ["rolecall.internal", "rolecall"],
    trustedProxies: ["10.0.0.0/8", "2001:db8::1"],
    dataFolder: "d",
    isEphemeral: false,
    seedFile: "s.yaml",
    accountId: "123456789012",
    regions: ["eu-west-1", "us-east-1", "local"],
    partition: undefined,
    quotas: { iam: { GroupsPerAccount: 500, UsersPerAccount: 7 }, sts: { SessionTags: 3 } },
    audit: { maxBytes: 20 * 2 ** 30, maxAgeMs: 7 * DAY_MS, reserveBytes: 2 ** 29, strangersPerSecond: 0 },
    hasRootAccessKey: false,
    externalAccounts: new Set(["464622532012"]),
    denials: { hasIds: false, consoleUrl: "https://identity.test", maxBytes: 2 ** 23 },
    requestLog: { format: "off", isColorful: false, explainsDenials: false },
    consoleIdleMinutes: 30,
    issuers: { requests: false, loopback: true, networks: ["10.1.0.0/16"] },
    saml: { checks: "aws", audiences: new Set(["https://identity.test/saml"]) },
    publicUrl: undefined,
    accessTokenVerifiersFile: undefined,
    productProvidersFile: undefined,
    servicesFile: undefined,
    masterKeys: "key",
    workers: 3,
    database: { url: "postgres://u@h/d", password: "p" },
    readDatabase: { url: "postgres://r@s/d", password: "p" },
    staleLimitSeconds: 600,
  });
});

test("an installation in memory has no folder unless it is given one", () => {
  assert.equal(read("--ephemeral").dataFolder, undefined);
  assert.equal(read("--ephemeral", "--data", "d").dataFolder, "d");
});

test("mistakes are named with their option", () => {
  const mistakes: readonly (readonly [args: readonly string[], message: RegExp])[] = [
    [["--regions", "eu-west-1,"], /^--regions: "" is not the name of a region/],
    [
      ["--trusted-proxy", "10.0.0.0/33"],
      /^--trusted-proxy: "10.0.0.0\/33" is not an address or a CIDR block/,
    ],
    [["--trusted-proxy", "proxy.internal"], /^--trusted-proxy: "proxy.internal" is not/],
    [["--regions", "*"], /^--regions: "\*" is not/],
    [["--regions", "EU-WEST-1"], /^--regions: "EU-WEST-1" is not/],
    [["--regions", `${"a".repeat(64)}`], /^--regions: /],
    [
      ["--regions", Array.from({ length: 201 }, (_, n) => `r${n}`).join(",")],
      /201 regions are more than 200/,
    ],
    [
      ["--console-idle-minutes", "0"],
      /^--console-idle-minutes: "0" is not a number of minutes from 1 to 720/,
    ],
    [["--console-idle-minutes", "721"], /^--console-idle-minutes: /],
    [["--port", "x"], /^--port: "x" is not a number/],
    [["--port", "65536"], /^--port: /],
    [["--port", "-1"], /port/],
    [["--port", "1e3"], /^--port: /],
    [["--external-account", "all"], /^--external-account: "all" is not 12 digits, nor "any"/],
    [["--root-access-key", "--seed", "s"], /^--root-access-key: a seed says so itself/],
    [["--account-id", "12"], /^--account-id: "12" is not 12 digits/],
    [["--account-id", "١٢٣٤٥٦٧٨٩٠١٢"], /^--account-id: /],
    [["--quota", "users=1"], /^--quota: "users" is not a quota\. Quotas: iam\.UsersPerAccount,/],
    [["--quota", "__proto__=1"], /^--quota: /],
    [["--quota", "sts.UsersPerAccount=1"], /^--quota: "sts\.UsersPerAccount" is not a quota/],
    [["--quota", "usersPerAccount"], /^--quota usersPerAccount: a number is missing behind it/],
    [["--quota", "usersPerAccount=-1"], /not a whole number/],
    [["--audit-size", "1.5G"], /^--audit-size: "1.5G" is no size\. Write a whole number and K, M, G or T/],
    [["--audit-size", "900K"], /^--audit-size: "900K" is less than 1M/],
    [["--audit-reserve", "x"], /^--audit-reserve: "x" is no size/],
    [["--audit-days", "0"], /^--audit-days: "0" is not a whole number from 1 to 99999/],
    [["--audit-strangers", "-1"], /audit-strangers/],
    [["--authorization-ids", "no"], /^--authorization-ids: "no" is neither "on" nor "off"/],
    [["--denials-size", "7M"], /^--denials-size: "7M" is less than 8M/],
    [["--denials-size", "much"], /^--denials-size: "much" is no size/],
    [["--issuer-network", "10.0.0.0/33"], /^--issuer-network: "10.0.0.0\/33" is not an address/],
    [["--issuer-requests", "no"], /^--issuer-requests: "no" is neither "on" nor "off"/],
    [["--console-url", "identity"], /^--console-url: "identity" is no address such as/],
    [["--console-url", "https://a:b@identity.test"], /^--console-url: /],
    [["--console-url", "https://identity.test/?a=b"], /^--console-url: /],
    [
      ["--database", "mysql://user:secret@x/y"],
      /^--database: it is not a URL as postgres:\/\/USER@HOST:PORT\/DATABASE\.$/,
    ],
    [
      ["--database", "postgres://u@h/d", "--ephemeral"],
      /^--database: --ephemeral keeps everything in memory/,
    ],
    [
      ["--read-database", "postgres://r@s/d"],
      /^--read-database: it follows the server of --database, which is missing/,
    ],
    [["--database", "postgres://u@h/d", "--read-database", "s"], /^--read-database: it is not a URL as/],
    [["--stale-limit", "1h"], /^--stale-limit: "1h" is not a number of seconds from 0 to 2592000/],
    [["--stale-limit", "2592001"], /^--stale-limit: "2592001" is not/],
    [["--unknown"], /--unknown/],
    [["positional"], /positional/],
    [["--no-enforcement"], /enforcement/],
  ];
  for (const [args, message] of mistakes) {
    assert.throws(
      () => read(...args),
      (error: unknown) => error instanceof Mistake && message.test(error.message),
      args.join(" "),
    );
  }
});

test("denials have ids and a link to the address that is listened on, unless told otherwise", () => {
  assert.equal(read().denials.consoleUrl, undefined);
  const told = read("--authorization-ids", "off", "--console-url", "https://identity.test/console/").denials;
  assert.deepEqual([told.hasIds, told.consoleUrl], [false, "https://identity.test/console"]);
});

test("the root user gets a key where it is asked for", () => {
  assert.equal(read("--root-access-key").hasRootAccessKey, true);
});

test("any account may be somewhere else", () => {
  assert.equal(
    read("--external-account", "464622532012", "--external-account", "any").externalAccounts,
    "any",
  );
});
