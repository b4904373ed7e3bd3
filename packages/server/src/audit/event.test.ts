import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ANONYMOUS,
  type Caller,
  federatedCaller,
  rootCaller,
  serviceCaller,
  sessionCaller,
  userCaller,
} from "@rolecall/access";
import type { SessionClaims } from "@rolecall/credentials";
import { toAccountId, toArn, toUniqueId } from "@rolecall/names";
import type { UserRecord } from "@rolecall/store";
import { auditLine } from "./event.ts";

const ACCOUNT = toAccountId("111111111111");
const NOW = Date.UTC(2026, 0, 1);
const ANN: UserRecord = {
  id: toUniqueId("AIDAANN"),
  accountId: ACCOUNT,
  name: "ann",
  path: '/"quoted\\"/',
  createdAt: NOW,
  tags: [],
};
const TIMES = { issuedAtSeconds: NOW / 1000, expiresAtSeconds: NOW / 1000 + 3600 };
const ROLE_SESSION: SessionClaims = {
  kind: "assumedRole",
  accountId: ACCOUNT,
  principalArn: toArn(`arn:aws:sts::${ACCOUNT}:assumed-role/Admin/ann`),
  principalId: "AROAADMIN:ann",
  issuer: {
    type: "Role",
    arn: toArn(`arn:aws:iam::${ACCOUNT}:role/path/Admin`),
    id: toUniqueId("AROAADMIN"),
  },
  sourceIdentity: "ann@example",
  mfaAuthenticatedAtSeconds: NOW / 1000,
  ...TIMES,
};
const FEDERATED: SessionClaims = {
  kind: "federatedUser",
  accountId: ACCOUNT,
  principalArn: toArn(`arn:aws:sts::${ACCOUNT}:federated-user/fed`),
  principalId: `${ACCOUNT}:fed`,
  issuer: { type: "User", arn: toArn(`arn:aws:iam::${ACCOUNT}:user/ann`), id: ANN.id },
  ...TIMES,
};

function eventOf(caller: Caller | undefined, more: object = {}, userAgent = 'agent "quoted"\n') {
  const origin = {
    id: "00000000-0000-4000-8000-000000000000",
    userAgent,
    sourceIp: "192.0.2.1",
    isSecureTransport: false,
  };
  const passage = {
    origin,
    now: NOW,
    durationMs: 1,
    outcome: { output: {} },
    ...(caller && { caller }),
    ...more,
  };
  const line = auditLine(passage, "11111111-0000-4000-8000-000000000000");
  assert.ok(!line.includes("\n"));
  return JSON.parse(line);
}

test("who asked, for each kind of caller", () => {
  assert.deepEqual(eventOf(undefined).userIdentity, { type: "Unknown" });
  assert.deepEqual(eventOf(ANONYMOUS).userIdentity, { type: "Unknown" });
  const key = { accountId: ACCOUNT, accessKeyId: "AKIA" };
  assert.deepEqual(eventOf(rootCaller(ACCOUNT, "AKIA")).userIdentity, {
    type: "Root",
    principalId: ACCOUNT,
    arn: `arn:aws:iam::${ACCOUNT}:root`,
    ...key,
  });
  assert.deepEqual(eventOf(userCaller(ANN, "AKIA")).userIdentity, {
    type: "IAMUser",
    principalId: "AIDAANN",
    arn: `arn:aws:iam::${ACCOUNT}:user/"quoted\\"/ann`,
    ...key,
    userName: "ann",
  });
  const attributes = (mfaAuthenticated: string) => ({
    creationDate: "2026-01-01T00:00:00Z",
    mfaAuthenticated,
  });
  assert.deepEqual(eventOf(sessionCaller(ROLE_SESSION, "ASIA")).userIdentity.sessionContext, {
    sessionIssuer: {
      type: "Role",
      principalId: "AROAADMIN",
      arn: `arn:aws:iam::${ACCOUNT}:role/path/Admin`,
      accountId: ACCOUNT,
      userName: "Admin",
    },
    sourceIdentity: "ann@example",
    attributes: attributes("true"),
  });
  const federated = eventOf(sessionCaller(FEDERATED, "ASIA")).userIdentity;
  assert.equal(federated.type, "FederatedUser");
  assert.deepEqual(federated.sessionContext.attributes, attributes("false"));
});

test("who brought a token or an assertion goes by provider and subject", () => {
  const claims = new Map<string, string>();
  const oidc = toArn(`arn:aws:iam::${ACCOUNT}:oidc-provider/idp.example`);
  const event = eventOf(federatedCaller({ provider: oidc, subject: "ann", claims }));
  assert.deepEqual(event.userIdentity, {
    type: "WebIdentityUser",
    principalId: `${oidc}:ann`,
    userName: "ann",
    identityProvider: oidc,
  });
  assert.equal(event.recipientAccountId, ACCOUNT);
  // One that all accounts share belongs to none: the role that was assumed tells whose event it is.
  const google = federatedCaller({ provider: "accounts.google.com", subject: "ann", claims });
  assert.equal(eventOf(google).recipientAccountId, undefined);
  const saml = toArn(`arn:aws:iam::${ACCOUNT}:saml-provider/Corp`);
  const { type } = eventOf(federatedCaller({ provider: saml, subject: "ann", claims })).userIdentity;
  assert.equal(type, "SAMLUser");
});

test("a service that acts in its own name is told by it", () => {
  const event = eventOf(
    serviceCaller({ service: "photos.example.internal", source: { accountId: ACCOUNT } }),
  );
  assert.deepEqual(event.userIdentity, { type: "AWSService", invokedBy: "photos.example.internal" });
  assert.equal(event.recipientAccountId, undefined);
});

test("what was asked before anything is known of it", () => {
  const event = eventOf(undefined, { outcome: { failure: { code: "InvalidAction", message: 'no "x"\n' } } });
  assert.deepEqual(event, {
    eventVersion: "1.11",
    userIdentity: { type: "Unknown" },
    eventTime: "2026-01-01T00:00:00Z",
    awsRegion: "us-east-1",
    sourceIPAddress: "192.0.2.1",
    userAgent: 'agent "quoted"\n',
    errorCode: "InvalidAction",
    errorMessage: 'no "x"\n',
    requestID: "00000000-0000-4000-8000-000000000000",
    eventID: "11111111-0000-4000-8000-000000000000",
    eventType: "AwsApiCall",
    managementEvent: true,
    eventCategory: "Management",
  });
});

test("a wrong signature is recorded without what was signed, in every protocol", () => {
  const message =
    "It does not match.\n\nThe Canonical String for this request should have been\n'x-amz-security-token:SECRET'";
  for (const code of ["SignatureDoesNotMatch", "InvalidSignatureException"]) {
    const event = eventOf(undefined, { outcome: { failure: { code, message } } });
    assert.equal(event.errorMessage, "It does not match.");
  }
});

test("every text that a client gives is cut to CloudTrail's 1 KB", () => {
  const long = "x".repeat(30_000);
  const event = eventOf(
    undefined,
    { outcome: { failure: { code: "InvalidAction", message: long } }, region: long },
    long,
  );
  for (const name of ["userAgent", "errorMessage", "awsRegion"]) assert.equal(event[name].length, 1_024);
});

test("the account that a call is about is the caller's", () => {
  assert.equal(eventOf(userCaller(ANN, "AKIA"), { region: "eu-west-1" }).recipientAccountId, ACCOUNT);
  assert.equal(eventOf(userCaller(ANN, "AKIA"), { region: "eu-west-1" }).awsRegion, "eu-west-1");
});
