import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CreateSAMLProviderCommand, DeleteSAMLProviderCommand, GetUserCommand } from "@aws-sdk/client-iam";
import {
  AssumeRoleWithSAMLCommand,
  type AssumeRoleWithSAMLCommandInput,
  GetCallerIdentityCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import {
  AWS_NAME,
  createIdp,
  posted,
  responseOf,
  type Said,
} from "../../packages/federation/src/saml/idp.test-support.ts";
import { PRIVATE_KEYS } from "../../packages/federation/src/saml/keys.test-support.ts";
import { readAuditLog, readAuditText } from "../installation/audit.ts";
import { clientsOf, keysOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { assertRefused } from "../installation/refusal.ts";
import { ACCOUNT, ADMIN, seedWithAdmin } from "../installation/seed.ts";

const ACTION = "sts:AssumeRoleWithSAML";
const OWN_PLACE = "https://identity.example/saml";
const PrincipalArn = `arn:aws:iam::${ACCOUNT}:saml-provider/corp`;
const INVALID = "InvalidIdentityTokenException";
const GROUPS = ["Developers", "Auditors", "Support"] as const;
const TEAMS = ["red", "green", "blue"] as const;

/** Who is in which group and team, of a directory of 5,000. */
const personAt = (index: number) => ({
  name: `person-${index}@example.com`,
  group: GROUPS[index % 3] ?? "Support",
  team: TEAMS[Math.floor(index / 3) % 3] ?? "red",
});
type Person = ReturnType<typeof personAt>;

let strict: TestInstallation;
let lax: TestInstallation;
const idp = createIdp({ now: Date.now });
const stranger = (at: TestInstallation) =>
  new STSClient({ endpoint: at.endpoint, region: "us-east-1", maxAttempts: 1 });

function seed() {
  const trust = {
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Principal: { Federated: PrincipalArn },
      Action: [ACTION, "sts:TagSession", "sts:SetSourceIdentity"],
      Condition: { StringEquals: { "saml:iss": idp.entityId } },
    },
  };
  const own = {
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Action: "iam:GetUser",
      Resource: `arn:aws:iam::${ACCOUNT}:user/\${aws:PrincipalTag/team}/*`,
      Condition: { StringLike: { "saml:sub": "*@example.com" } },
    },
  };
  const roles = GROUPS.map((name) => ({ name, trust, inlinePolicies: name === "Support" ? {} : { own } }));
  const users = TEAMS.map((team) => ({ name: `of-${team}`, path: `/${team}/` }));
  return seedWithAdmin({ samlProviders: [{ name: "corp", metadata: idp.metadata }], roles, users });
}

before(async () => {
  strict = await startInstallation(seed(), ["--saml-audience", OWN_PLACE]);
  lax = await startInstallation(seed(), ["--saml-checks", "aws"]);
});
after(async () => {
  await strict?.stop();
  await lax?.stop();
});

function assertionOf({ name, group, team }: Person, more: Partial<Said> = {}): string {
  const attributes = {
    [`${AWS_NAME}Role`]: [`arn:aws:iam::${ACCOUNT}:role/${group},${PrincipalArn}`],
    [`${AWS_NAME}RoleSessionName`]: [name],
    [`${AWS_NAME}PrincipalTag:team`]: [team],
    [`${AWS_NAME}SourceIdentity`]: [name],
  };
  return idp.respond({ nameId: name, attributes, ...more });
}

const requestOf = (person: Person, SAMLAssertion = assertionOf(person)): AssumeRoleWithSAMLCommandInput => ({
  RoleArn: `arn:aws:iam::${ACCOUNT}:role/${person.group}`,
  PrincipalArn,
  SAMLAssertion,
});
const assume = (at: TestInstallation, input: AssumeRoleWithSAMLCommandInput) =>
  stranger(at).send(new AssumeRoleWithSAMLCommand(input));

const ann = personAt(0);

test("a company's people have roles by their group, and see what is their team's", async () => {
  for (let index = 0; index < 5_000; index += 137) {
    const person = personAt(index);
    const answer = await assume(strict, requestOf(person));
    assert.deepEqual(
      [answer.Subject, answer.SubjectType, answer.SourceIdentity, answer.Issuer],
      [person.name, "persistent", person.name, idp.entityId],
    );
    const clients = clientsOf(strict, keysOf(answer.Credentials));
    const { Arn } = await clients.sts.send(new GetCallerIdentityCommand({}));
    assert.equal(Arn, `arn:aws:sts::${ACCOUNT}:assumed-role/${person.group}/${person.name}`);
    for (const team of TEAMS) {
      const call = clients.iam.send(new GetUserCommand({ UserName: `of-${team}` }));
      if (team === person.team && person.group !== "Support") await call;
      else await assertRefused(call, { code: "AccessDenied", status: 403 });
    }
  }
});

test("nobody has a role that the assertion does not name", async () => {
  const assertion = assertionOf(personAt(1));
  await assertRefused(assume(strict, requestOf(ann, assertion)), {
    code: INVALID,
    status: 400,
    message: "SAML Assertion doesn't contain the requested Role and Metadata in the attributes",
  });
});

test("an assertion is good once; with AWS's checks, as often as it is sent", async () => {
  const request = requestOf(ann);
  await assume(strict, request);
  const twice = { code: INVALID, status: 400, message: "Response has already been redeemed" };
  await assertRefused(assume(strict, request), twice);
  for (let round = 0; round < 3; round += 1) await assume(lax, request);
});

test("an audience and a recipient of somebody else: refused, taken where the installation says so, and with AWS's checks", async () => {
  const elsewhere = { audience: "urn:other", recipient: "https://other.example/saml" };
  const refusal = { code: INVALID, status: 400, message: "Response does not contain the required audience" };
  await assertRefused(assume(strict, requestOf(ann, assertionOf(ann, elsewhere))), refusal);
  const own = await assume(
    strict,
    requestOf(ann, assertionOf(ann, { audience: OWN_PLACE, recipient: OWN_PLACE })),
  );
  assert.equal(own.Audience, OWN_PLACE);
  const taken = await assume(lax, requestOf(ann, assertionOf(ann, elsewhere)));
  assert.equal(taken.Audience, elsewhere.recipient);
});

test("what is forged is refused in AWS's words, with AWS's checks too", async () => {
  for (const at of [strict, lax]) {
    const forged = posted(responseOf(idp.signed({ nameId: "ann" }).replace(">ann<", ">eve<")));
    await assertRefused(assume(at, requestOf(ann, forged)), {
      code: INVALID,
      status: 400,
      message: "Response signature invalid",
    });
    const unsigned = posted(responseOf(idp.assertion()));
    await assertRefused(assume(at, requestOf(ann, unsigned)), {
      code: INVALID,
      message: /must contain an assertion with a mandatory signature/,
    });
    await assertRefused(assume(at, requestOf(ann, posted("<!DOCTYPE x><x/>"))), {
      code: INVALID,
      message: /^Invalid base64 SAMLResponse \(Service: /,
    });
    await assertRefused(
      assume(at, requestOf(ann, assertionOf(ann, { notOnOrAfter: "2020-01-01T00:00:00Z" }))),
      {
        code: "ExpiredTokenException",
        status: 400,
        message: "Response has expired",
      },
    );
    const failed = posted(responseOf(idp.signed(), { status: "Responder" }));
    await assertRefused(assume(at, requestOf(ann, failed)), {
      code: "IDPRejectedClaimException",
      status: 403,
    });
    await assertRefused(assume(at, requestOf(ann, "x".repeat(100_001))), {
      code: "ValidationError",
      status: 400,
    });
  }
  assert.deepEqual(
    [...strict.errors, ...lax.errors].filter((message) => /bug|Error:/.test(message)),
    [],
  );
});

test("a provider that was made anew, under its name, is trusted by its own key at once", async () => {
  const { iam } = clientsOf(lax, ADMIN);
  const next = createIdp({ now: Date.now, key: PRIVATE_KEYS.stranger });
  await iam.send(new DeleteSAMLProviderCommand({ SAMLProviderArn: PrincipalArn }));
  const gone = { code: INVALID, message: "Specified provider doesn't exist" };
  await assertRefused(assume(lax, requestOf(ann)), gone);
  await iam.send(new CreateSAMLProviderCommand({ Name: "corp", SAMLMetadataDocument: next.metadata }));
  await assertRefused(assume(lax, requestOf(ann)), { code: INVALID, message: "Response signature invalid" });
});

test("who came by an assertion is recorded, and the assertion is not", async () => {
  const assertion = assertionOf(ann);
  await assume(strict, requestOf(ann, assertion));
  const log = await readAuditLog(strict);
  const last = log.findLast(({ userIdentity }) => userIdentity.type === "SAMLUser") ?? assert.fail();
  const who: Readonly<Record<string, unknown>> = last.userIdentity;
  assert.deepEqual(
    [last.eventName, who.userName, who.identityProvider],
    ["AssumeRoleWithSAML", ann.name, PrincipalArn],
  );
  assert.equal(last.responseElements?.subject, ann.name);
  assert.ok(!readAuditText(strict).includes(assertion.slice(0, 200)));
});
