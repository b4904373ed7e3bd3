import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { GetUserCommand } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { loadContract, type RolesAnywhereOperations } from "@rolecall/contracts";
import { readAuditLog, readAuditText } from "../installation/audit.ts";
import { clientsOf, type Keys } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { createRestClient } from "../installation/rest-client.ts";
import { ACCOUNT, ADMIN, seedWithAdmin } from "../installation/seed.ts";
import {
  type AnsweredSession,
  type AskOptions,
  askForSession,
  type Holder,
  newAuthority,
  newMachine,
} from "./machines.ts";

/** Machines with certificates of a company's authority get credentials of roles, and what decides that. */

const SERVICE = "rolesanywhere.amazonaws.com";
const ACTIONS = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"];
const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const root = newAuthority("Company CA");

let installation: TestInstallation;
let ask: <Name extends keyof RolesAnywhereOperations & string>(
  name: Name,
  input: RolesAnywhereOperations[Name]["input"],
) => Promise<RolesAnywhereOperations[Name]["output"]>;
let anchorArn = "";
let profileArn = "";

const trusting = (Condition: object = {}, Action: readonly string[] = ACTIONS) => ({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: { Service: SERVICE }, Action, Condition },
});
const allowing = (Action: string, Condition: object = {}, Resource = "*") => ({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action, Resource, Condition },
});

/** Roles by what their trust policies ask for. */
const ROLES: Readonly<Record<string, object>> = {
  open: trusting(),
  "by-name": trusting({ StringEquals: { "aws:PrincipalTag/x509Subject/CN": "web-1" } }),
  "by-unit": trusting({ StringEquals: { "aws:PrincipalTag/x509Subject/OU": "shop" } }),
  "by-issuer": trusting({ StringEquals: { "aws:PrincipalTag/x509Issuer/CN": "Company CA" } }),
  "by-host": trusting({ StringLike: { "aws:PrincipalTag/x509SAN/DNS": "*.example.com" } }),
  "by-spiffe-id": trusting({
    StringEquals: { "aws:PrincipalTag/x509SAN/URI": "spiffe://example.com/shop/web" },
  }),
  "not-by-host": trusting({ StringNotEquals: { "aws:PrincipalTag/x509SAN/DNS": "a.example.com" } }),
  "by-source-identity": trusting({ StringEquals: { "sts:SourceIdentity": "web-1" } }),
  "by-account": trusting({ StringEquals: { "aws:SourceAccount": ACCOUNT } }),
  "by-other-account": trusting({ StringEquals: { "aws:SourceAccount": "222222222222" } }),
  "by-service": trusting({ Bool: { "aws:PrincipalIsAWSService": "true" } }),
  "no-tags": trusting({}, ["sts:AssumeRole", "sts:SetSourceIdentity"]),
  "no-source-identity": trusting({}, ["sts:AssumeRole", "sts:TagSession"]),
  "other-service": {
    ...trusting(),
    Statement: { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: ACTIONS },
  },
};

before(async () => {
  const roles = Object.entries(ROLES).map(([name, trust]) => ({
    name,
    trust,
    inlinePolicies: {
      own: allowing("iam:GetUser", {}, `arn:aws:iam::${ACCOUNT}:user/\${aws:PrincipalTag/x509Subject/CN}`),
      identity: allowing("sts:GetFederationToken", { StringEquals: { "aws:SourceIdentity": "web-1" } }),
    },
  }));
  const seed = seedWithAdmin({ users: [{ name: "web-1" }, { name: "web-2" }], roles });
  installation = await startInstallation(seed);
  const contract = await loadContract("rolesanywhere");
  ask = createRestClient({ contract, at: installation, keys: ADMIN }) as typeof ask;
  const { trustAnchor } = await ask("CreateTrustAnchor", {
    name: "company",
    source: bundleOf(root),
    enabled: true,
  });
  anchorArn = trustAnchor.trustAnchorArn ?? "";
  profileArn = await newProfile();
});
after(() => installation?.stop());

function bundleOf(...authorities: readonly Holder[]) {
  const x509CertificateData = authorities.map(({ pem }) => pem).join("");
  return { sourceType: "CERTIFICATE_BUNDLE", sourceData: { x509CertificateData } } as const;
}

async function newProfile(more: Partial<RolesAnywhereOperations["CreateProfile"]["input"]> = {}) {
  const roleArns = Object.keys(ROLES).map(roleArn);
  const { profile } = await ask("CreateProfile", { name: "machines", roleArns, enabled: true, ...more });
  return profile?.profileArn ?? "";
}

const idOf = (arn: string) => arn.split("/")[1] ?? "";

function session(
  machine: Holder,
  role = "open",
  more: AskOptions & { profileArn?: string; anchorArn?: string } = {},
) {
  const arns = {
    trustAnchorArn: more.anchorArn ?? anchorArn,
    profileArn: more.profileArn ?? profileArn,
    roleArn: roleArn(role),
  };
  return askForSession(installation, machine, arns, more);
}

function granted({ status, message, body }: AnsweredSession) {
  assert.equal(status, 201, message ?? "");
  const [first, ...others] = body.credentialSet ?? [];
  assert.ok(first);
  assert.equal(others.length, 0);
  return {
    ...first,
    subjectArn: body.subjectArn ?? "",
    ...clientsOf(installation, keysIn(first.credentials)),
  };
}

function keysIn({ accessKeyId, secretAccessKey, sessionToken }: Keys): Keys {
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
}

function assertDenied(
  answer: AnsweredSession,
  message: string | RegExp,
  code = "AccessDeniedException",
): void {
  const statuses: Readonly<Record<string, number>> = {
    AccessDeniedException: 403,
    ResourceNotFoundException: 404,
    ValidationException: 400,
    InvalidSignatureException: 403,
    IncompleteSignatureException: 403,
    MissingAuthenticationTokenException: 403,
  };
  assert.deepEqual([answer.status, answer.code], [statuses[code], code], answer.message ?? "");
  if (typeof message === "string") assert.equal(answer.message, message);
  else assert.match(answer.message ?? "", message);
}

const unable = (role: string) => `Unable to assume role for ${roleArn(role)}`;

describe("a machine with a certificate of the trust anchor's authority", () => {
  it("gets a session of the role, called by its serial number, and acts as it", async () => {
    const machine = newMachine(root, { commonName: "web-1" }, { serialNumber: 0x0bcdefn });
    const { assumedRoleUser, credentials, ...more } = granted(await session(machine));
    assert.equal(assumedRoleUser.arn, `arn:aws:sts::${ACCOUNT}:assumed-role/open/0bcdef`);
    assert.match(assumedRoleUser.assumedRoleId, /^AROA\w+:0bcdef$/);
    assert.equal(more.roleArn, roleArn("open"));
    assert.equal(more.sourceIdentity, "web-1");
    assert.ok(more.packedPolicySize > 0);
    assert.match(more.subjectArn, /^arn:aws:rolesanywhere:us-east-1:111111111111:subject\/[0-9a-f-]{36}$/);
    assert.match(credentials.expiration, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const lifeMs = Date.parse(credentials.expiration) - Date.now();
    assert.ok(Math.abs(lifeMs - 3_600_000) < 60_000, `${lifeMs}`);
    const { Arn } = await more.sts.send(new GetCallerIdentityCommand({}));
    assert.equal(Arn, assumedRoleUser.arn);
  });

  it("may do what its name lets it, as a tag of the session and as its source identity", async () => {
    const { iam, credentials } = granted(await session(newMachine(root, { commonName: "web-1" })));
    assert.equal((await iam.send(new GetUserCommand({ UserName: "web-1" }))).User?.UserName, "web-1");
    await assert.rejects(iam.send(new GetUserCommand({ UserName: "web-2" })), { name: "AccessDenied" });
    assert.ok(credentials.sessionToken);
    const other = granted(await session(newMachine(root, { commonName: "web-2" })));
    assert.equal((await other.iam.send(new GetUserCommand({ UserName: "web-2" }))).User?.UserName, "web-2");
  });

  it("may put the ARNs into the body, and the intermediates into any order", async () => {
    const middle = newAuthority("Middle CA", root);
    const lower = newAuthority("Lower CA", middle);
    const machine = newMachine(lower, { commonName: "web-1" });
    granted(await session(machine, "open", { arnsIn: "body", intermediates: [middle, lower] }));
    granted(await session(machine, "open", { intermediates: [lower, middle] }));
    assertDenied(await session(machine), "Untrusted Signing Certificate");
    assertDenied(
      await session(machine, "open", { intermediates: [middle] }),
      "Untrusted Signing Certificate",
    );
  });

  it("lives as long as the shortest of request, profile and role, and is called as the profile lets it", async () => {
    const machine = newMachine(root, { commonName: "web-1" });
    const short = await newProfile({ durationSeconds: 1200, acceptRoleSessionName: true });
    for (const [durationSeconds, seconds] of [
      [900, 900],
      [43_200, 1200],
      [undefined, 1200],
    ] as const) {
      const body = { durationSeconds, roleSessionName: "job@7" };
      const { credentials, assumedRoleUser } = granted(
        await session(machine, "open", { body, profileArn: short }),
      );
      const lifeMs = Date.parse(credentials.expiration) - Date.now();
      assert.ok(Math.abs(lifeMs - seconds * 1000) < 60_000, `${durationSeconds}: ${lifeMs}`);
      assert.equal(assumedRoleUser.arn, `arn:aws:sts::${ACCOUNT}:assumed-role/open/job@7`);
    }
    const named = await session(machine, "open", { body: { roleSessionName: "job@7" } });
    assertDenied(named, "Not authorized to set roleSessionName.");
    for (const body of [{ durationSeconds: 899 }, { durationSeconds: 43_201 }, { roleSessionName: "x" }])
      assertDenied(
        await session(machine, "open", { body }),
        /failed to satisfy constraint/,
        "ValidationException",
      );
  });

  it("is nobody where its name, or its authority's, has what nobody can read or keep", async () => {
    const bad = newAuthority("Company\0CA");
    const { trustAnchor } = await ask("CreateTrustAnchor", {
      name: "bad",
      source: bundleOf(bad),
      enabled: true,
    });
    const unmapped = await newProfile();
    for (const certificateField of ["x509Subject", "x509Issuer", "x509SAN"] as const)
      await ask("DeleteAttributeMapping", { profileId: idOf(unmapped), certificateField });
    const at = { profileArn: unmapped };
    granted(await session(newMachine(root, { commonName: "web-1" }), "open", at));
    const named = newMachine(root, { commonName: "web-1", units: ["shop\0web"] });
    assertDenied(await session(named, "open", at), "Untrusted Signing Certificate");
    const issued = newMachine(bad, { commonName: "web-1" });
    const anchorArn = trustAnchor.trustAnchorArn ?? "";
    assertDenied(await session(issued, "open", { ...at, anchorArn }), "Untrusted Signing Certificate");
  });

  it("is held to the profile's policies, besides the role's", async () => {
    const machine = newMachine(root, { commonName: "web-1" });
    const nothing = JSON.stringify(allowing("s3:*"));
    for (const more of [
      { sessionPolicy: nothing },
      { managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"] },
    ]) {
      const limited = granted(await session(machine, "open", { profileArn: await newProfile(more) }));
      await assert.rejects(limited.iam.send(new GetUserCommand({ UserName: "web-1" })), {
        name: "AccessDenied",
      });
    }
    const enough = await newProfile({ managedPolicyArns: ["arn:aws:iam::aws:policy/IAMReadOnlyAccess"] });
    const { iam } = granted(await session(machine, "open", { profileArn: enough }));
    assert.ok((await iam.send(new GetUserCommand({ UserName: "web-1" }))).User);
    const gone = await newProfile({ managedPolicyArns: [`arn:aws:iam::${ACCOUNT}:policy/gone`] });
    assertDenied(await session(machine, "open", { profileArn: gone }), unable("open"));
  });

  it("tells of itself where the profile requires that", async () => {
    const machine = newMachine(root, { commonName: "teller" });
    const asking = await newProfile({ requireInstanceProperties: true });
    const silent = await session(machine, "open", { profileArn: asking });
    assertDenied(silent, "The profile requires instanceProperties.", "ValidationException");
    const body = { instanceProperties: { rack: "7" } };
    granted(await session(machine, "open", { profileArn: asking, body }));
  });

  it("is recorded as who the service let in, and seen as a subject", async () => {
    const machine = newMachine(root, { commonName: "seen-1" });
    const { subjectArn, credentials } = granted(await session(machine));
    const events = await readAuditLog(installation);
    const event = events.findLast(
      ({ eventName, userIdentity }) => eventName === "CreateSession" && userIdentity.type === "AWSService",
    );
    assert.deepEqual(event?.userIdentity, { type: "AWSService", invokedBy: SERVICE });
    assert.ok(!readAuditText(installation).includes(credentials.secretAccessKey));
    const { subjects = [] } = await flushed(
      () => ask("ListSubjects", {}),
      ({ subjects = [] }) => subjects.some((each) => each.subjectArn === subjectArn),
    );
    const seen = subjects.find((each) => each.subjectArn === subjectArn);
    assert.equal(seen?.x509Subject, "CN=seen-1,O=Example");
  });
});

/** What is written behind the requests is there after a while. */
async function flushed<Answer>(
  read: () => Promise<Answer>,
  isThere: (answer: Answer) => boolean,
): Promise<Answer> {
  for (let tries = 0; tries < 200; tries++) {
    const answer = await read();
    if (isThere(answer)) return answer;
    await wait(100);
  }
  return read();
}

describe("the role's trust policy decides", () => {
  const web = () =>
    newMachine(root, { commonName: "web-1", units: ["shop", "web"], hosts: ["a.example.com"] });
  const other = () => newMachine(root, { commonName: "db-1", units: ["data"], hosts: ["a.example.org"] });
  const spiffe = () => newMachine(root, { uris: ["spiffe://example.com/shop/web"] });

  const CASES: readonly (readonly [string, () => Holder, boolean])[] = [
    ["by-name", web, true],
    ["by-name", other, false],
    ["by-name", spiffe, false],
    ["by-unit", web, true],
    ["by-unit", other, false],
    ["by-issuer", web, true],
    ["by-host", web, true],
    ["by-host", other, false],
    ["by-host", spiffe, false],
    ["by-spiffe-id", spiffe, true],
    ["by-spiffe-id", web, false],
    ["not-by-host", web, false],
    ["not-by-host", other, true],
    // What a certificate does not have is not equal.
    ["not-by-host", spiffe, true],
    ["by-source-identity", web, true],
    ["by-source-identity", other, false],
    ["by-source-identity", spiffe, false],
    ["by-account", web, true],
    ["by-other-account", web, false],
    ["by-service", web, true],
    ["no-tags", web, false],
    ["no-source-identity", web, false],
    // Without a common name there is no source identity to set.
    ["no-source-identity", spiffe, true],
    ["other-service", web, false],
  ];
  for (const [role, machine, isLetIn] of CASES)
    it(`${role}: ${machine === web ? "web-1" : machine === other ? "db-1" : "a SPIFFE id"} ${isLetIn ? "is let in" : "is not"}`, async () => {
      const answer = await session(machine(), role);
      if (isLetIn) granted(answer);
      else assertDenied(answer, unable(role));
    });

  it("by the trust anchor that vouches", async () => {
    const { trustAnchor } = await ask("CreateTrustAnchor", {
      name: "b",
      source: bundleOf(root),
      enabled: true,
    });
    const { iam } = clientsOf(installation, ADMIN);
    const { CreateRoleCommand } = await import("@aws-sdk/client-iam");
    const trust = trusting({ ArnEquals: { "aws:SourceArn": anchorArn } });
    await iam.send(
      new CreateRoleCommand({ RoleName: "by-anchor", AssumeRolePolicyDocument: JSON.stringify(trust) }),
    );
    const profile = await newProfile({ roleArns: [roleArn("by-anchor")] });
    granted(await session(web(), "by-anchor", { profileArn: profile }));
    const other = { profileArn: profile, anchorArn: trustAnchor.trustAnchorArn ?? "" };
    assertDenied(await session(web(), "by-anchor", other), unable("by-anchor"));
  });

  it("by the attributes that the profile maps, and no others", async () => {
    const mapped = await newProfile();
    const profileId = idOf(mapped);
    granted(await session(web(), "by-unit", { profileArn: mapped }));
    const mappingRules = [{ specifier: "CN" }];
    await ask("PutAttributeMapping", { profileId, certificateField: "x509Subject", mappingRules });
    assertDenied(await session(web(), "by-unit", { profileArn: mapped }), unable("by-unit"));
    granted(await session(web(), "by-name", { profileArn: mapped }));
    await ask("DeleteAttributeMapping", { profileId, certificateField: "x509Issuer" });
    assertDenied(await session(web(), "by-issuer", { profileArn: mapped }), unable("by-issuer"));
  });

  it("and what no tag can hold is told by name", async () => {
    const odd = newMachine(root, { commonName: "web-1", hosts: ["*.example.com"] });
    assertDenied(
      await session(odd),
      `${unable("open")}. Some attributes failed to be mapped into session tags. Issuer: [  ]; Subject: [  ]; SAN: [ DNS ]`,
    );
    assertDenied(await session(newMachine(root, { commonName: "two words" })), unable("open"));
  });
});
