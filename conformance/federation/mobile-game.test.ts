import assert from "node:assert/strict";
import { Agent, request } from "node:http";
import { after, before, test } from "node:test";
import { createSigningKeyCache, signRequest } from "@rolecall/sigv4";
import type { Keys } from "../installation/clients.ts";
import { missingClient, runClient } from "../installation/external-client.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { createNamedIssuer } from "../installation/named-issuer.ts";
import { ACCOUNT, seedWithAdmin } from "../installation/seed.ts";
import { startTables, type Tables } from "../installation/tables.ts";

/**
 * A game on phones: nobody of its players is a user of IAM. Each brings a token of the game's own issuer, and one role lets each touch
 * the scores of their own. Half a million of them: `npm run bench -- federation`.
 */
const PLAYERS = 20_000;
/** One of so many plays on, and puts items: each does so with two requests more. */
const PLAYS_ON = 10;
const AT_ONCE = 16;
const TABLE = "Scores";
const RoleArn = `arn:aws:iam::${ACCOUNT}:role/Player`;

const issuer = createNamedIssuer("https://login.game.example/players", { algorithm: "ES256" });
let installation: TestInstallation;
let tables: Tables;
const agent = new Agent({ keepAlive: true, maxSockets: 2 * AT_ONCE });
const signingKeys = createSigningKeyCache({ capacity: 1_000 });

before(async () => {
  const trust = {
    Effect: "Allow",
    Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${issuer.location}` },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: { StringEquals: { [`${issuer.location}:aud`]: "game" } },
  };
  const ownItems = {
    Effect: "Allow",
    Action: ["dynamodb:GetItem", "dynamodb:PutItem"],
    Resource: `arn:aws:dynamodb:*:${ACCOUNT}:table/${TABLE}`,
    Condition: { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": [`\${${issuer.location}:sub}`] } },
  };
  const role = {
    name: "Player",
    trust: { Version: "2012-10-17", Statement: trust },
    inlinePolicies: { OwnItems: { Version: "2012-10-17", Statement: ownItems } },
  };
  installation = await startInstallation(
    seedWithAdmin({ oidcProviders: [issuer.seed(["game"])], roles: [role] }),
    ["--issuer-requests", "off"],
  );
  tables = await startTables(installation);
});
after(async () => {
  agent.destroy();
  await tables?.stop();
  await installation?.stop();
});

interface Sent {
  readonly to: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** As a phone sends it, over a connection that is kept. */
function send({ to, headers, body }: Sent): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(to, { method: "POST", agent, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk) => {
        text += chunk;
      });
      answer.on("end", () => resolve(text));
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

async function signIn(player: string): Promise<Keys> {
  const input = {
    Action: "AssumeRoleWithWebIdentity",
    Version: "2011-06-15",
    RoleArn,
    RoleSessionName: "phone",
    WebIdentityToken: issuer.sign({ sub: player, aud: "game" }),
  };
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const text = await send({
    to: installation.endpoint,
    headers,
    body: new URLSearchParams(input).toString(),
  });
  const member = (name: string) =>
    new RegExp(`<${name}>([^<]+)</${name}>`).exec(text)?.[1] ?? assert.fail(text);
  assert.equal(member("SubjectFromWebIdentityToken"), player);
  const [accessKeyId, secretAccessKey] = [member("AccessKeyId"), member("SecretAccessKey")];
  return { accessKeyId, secretAccessKey, sessionToken: member("SessionToken") };
}

/** @returns how the table service answers: undefined where the item is taken */
async function put(keys: Keys, player: string): Promise<string | undefined> {
  const Item = { player: { S: player }, points: { N: "7" } };
  const body = JSON.stringify({ TableName: TABLE, Item });
  const base = {
    host: new URL(tables.endpoint).host,
    "content-type": "application/x-amz-json-1.0",
    "x-amz-target": "DynamoDB_20120810.PutItem",
  };
  const signature = signRequest(
    {
      method: "POST",
      rawPath: "/",
      rawQuery: "",
      headers: Object.fromEntries(Object.entries(base).map(([name, value]) => [name, [value]])),
      payload: Buffer.from(body),
    },
    { credentials: keys, region: "us-east-1", service: "dynamodb", nowMs: Date.now(), signingKeys },
  );
  return JSON.parse(await send({ to: tables.endpoint, headers: { ...base, ...signature }, body })).Message;
}

const DENIED = `User: arn:aws:sts::${ACCOUNT}:assumed-role/Player/phone is not authorized to perform: dynamodb:PutItem on resource: arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/${TABLE} because no identity-based policy allows the dynamodb:PutItem action`;

test(`${PLAYERS} players have one role, and put items of their own and nobody else's`, async () => {
  let next = 0;
  let taken = 0;
  const keyIds = new Set<string>();
  const play = async () => {
    while (next < PLAYERS) {
      const number = next++;
      const player = `player-${number}`;
      const keys = await signIn(player);
      keyIds.add(keys.accessKeyId);
      if (number % PLAYS_ON > 0) continue;
      assert.equal(await put(keys, player), undefined);
      assert.equal(await put(keys, `player-${(number + 1) % PLAYERS}`), DENIED);
      taken += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, play));
  assert.deepEqual([keyIds.size, taken], [PLAYERS, PLAYERS / PLAYS_ON]);
  assert.deepEqual(installation.errors, []);
});

test("no name that a player takes reaches the items of others", async () => {
  for (const player of ["*", "player-?", "${aws:userid}", "player-1 ", "PLAYER-1", ""]) {
    const keys = await signIn(player === "" ? "x" : player);
    for (const other of ["player-1", "player-2"]) assert.equal(await put(keys, other), DENIED, player);
  }
  assert.equal(await put(await signIn("*"), "*"), undefined);
});

test("the AWS CLI is let in and kept out alike", { skip: missingClient("aws", "--version") }, async () => {
  const keys = await signIn("ann");
  const run = (player: string) =>
    runClient("aws", {
      args: [
        ...["dynamodb", "put-item", "--endpoint-url", tables.endpoint, "--table-name", TABLE],
        ...["--item", JSON.stringify({ player: { S: player } })],
      ],
      environment: {
        AWS_DEFAULT_REGION: "us-east-1",
        AWS_ACCESS_KEY_ID: keys.accessKeyId,
        AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
        AWS_SESSION_TOKEN: keys.sessionToken ?? "",
      },
    });
  const [own, other] = [await run("ann"), await run("bob")];
  assert.equal(own.code, 0, own.stderr);
  assert.ok(
    other.stderr.includes(`(AccessDeniedException) when calling the PutItem operation: ${DENIED}`),
    other.stderr,
  );
});
