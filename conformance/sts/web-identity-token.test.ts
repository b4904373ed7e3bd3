import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import {
  DisableOutboundWebIdentityFederationCommand,
  EnableOutboundWebIdentityFederationCommand,
} from "@aws-sdk/client-iam";
import { AssumeRoleCommand, GetWebIdentityTokenCommand } from "@aws-sdk/client-sts";
import { createRemoteJWKSet, decodeProtectedHeader, errors, jwtVerify } from "jose";
import { runRolecall } from "../installation/child-process.ts";
import { type Clients, clientsOf, keysOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { assertRefused } from "../installation/refusal.ts";
import { ACCOUNT, ADMIN, ADMINISTRATOR, seedWithAdmin } from "../installation/seed.ts";

const DAY_MS = 86_400_000;
const audience = "https://app.example.com";

let installation: TestInstallation;
let issuer: string;
before(async () => {
  const trust = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: ACCOUNT }, Action: "sts:AssumeRole" }],
  };
  const roles = [{ name: "deployer", path: "/ci/", policies: [ADMINISTRATOR], trust }];
  installation = await startInstallation(seedWithAdmin({ roles }));
  issuer = `${installation.endpoint}/_rolecall/issuers/${ACCOUNT}`;
  await admin().iam.send(new EnableOutboundWebIdentityFederationCommand({}));
});
after(() => installation.stop());

/** Whose clock is the installation's. */
const admin = (): Clients => clientsOf(installation, ADMIN);
const now = () => new Date(Date.now() + installation.clockOffsetMs());

async function token(SigningAlgorithm = "RS256", { sts } = admin()): Promise<string> {
  const { WebIdentityToken = "" } = await sts.send(
    new GetWebIdentityTokenCommand({ Audience: [audience], SigningAlgorithm, DurationSeconds: 3_600 }),
  );
  return WebIdentityToken;
}

/** As a stranger does it who knows the issuer and nothing else. */
const keySet = () => createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`));
const verify = (jwt: string, keys = keySet()) =>
  jwtVerify(jwt, keys, { issuer, audience, currentDate: now(), algorithms: ["RS256", "ES384"] });

test("strangers verify tokens of both algorithms, of a user and of a role", async () => {
  const keys = keySet();
  for (const [algorithm, kid] of [
    ["RS256", "RSA_0"],
    ["ES384", "EC384_0"],
  ]) {
    const { payload, protectedHeader } = await verify(await token(algorithm), keys);
    assert.deepEqual(protectedHeader, { kid, typ: "JWT", alg: algorithm });
    assert.equal(payload.sub, `arn:aws:iam::${ACCOUNT}:user/admin`);
    assert.equal(Number(payload.exp) - Number(payload.iat), 3_600);
  }
  const RoleArn = `arn:aws:iam::${ACCOUNT}:role/ci/deployer`;
  const assumed = await admin().sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "build" }));
  const { payload } = await verify(
    await token("RS256", clientsOf(installation, keysOf(assumed.Credentials))),
    keys,
  );
  assert.equal(payload.sub, RoleArn);
});

test("a changed token, another audience and another issuer's keys are not taken", async () => {
  const jwt = await token();
  const [header, payload = "", signature] = jwt.split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
  const forged = Buffer.from(JSON.stringify({ ...claims, sub: "root" })).toString("base64url");
  await assert.rejects(verify(`${header}.${forged}.${signature}`), errors.JWSSignatureVerificationFailed);
  const elsewhere = jwtVerify(jwt, keySet(), { issuer, audience: "other", currentDate: now() });
  await assert.rejects(elsewhere, errors.JWTClaimValidationFailed);
});

test("a rotation goes on under everybody's eyes: no token is issued that a key set of the last day does not verify", async () => {
  const old = await token();
  const before = keySet();
  await before({ alg: "RS256", kid: "RSA_0" }, { payload: "", signature: "" });
  const where = ["--data", installation.dataFolder];
  const { code, output } = await runRolecall(["keys", "rotate", "--only", "issuers", ...where]);
  assert.equal(code, 0, output);
  const shown = async () => {
    const answer = await fetch(`${issuer}/.well-known/jwks.json`);
    return ((await answer.json()) as { keys: { kid: string }[] }).keys.map(({ kid }) => kid);
  };
  // Others hear of it within a second.
  for (let tries = 0; (await shown()).length < 4 && tries < 200; tries++) await wait(50);
  assert.deepEqual(await shown(), ["EC384_0", "EC384_1", "RSA_0", "RSA_1"]);
  const kidOf = async () => decodeProtectedHeader(await token()).kid;
  assert.equal(await kidOf(), "RSA_0");
  await verify(await token(), before);
  const during = keySet();
  await verify(await token(), during);
  installation.advanceClock(DAY_MS + 60_000);
  assert.equal(await kidOf(), "RSA_1");
  const next = await token();
  await verify(next, during);
  await assert.rejects(verify(old), errors.JWTExpired);
  installation.advanceClock(2 * 3_600_000);
  assert.deepEqual(await shown(), ["EC384_1", "RSA_1"]);
});

test("an account that has stopped gives no more tokens", async () => {
  const last = await token();
  await admin().iam.send(new DisableOutboundWebIdentityFederationCommand({}));
  await assertRefused(token(), {
    code: "OutboundWebIdentityFederationDisabledException",
    status: 403,
    message: "OutboundWebIdentityFederation is disabled.",
  });
  await verify(last);
});
