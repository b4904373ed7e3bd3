import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { clientsOf, keysOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { createNamedIssuer } from "../installation/named-issuer.ts";
import { assertRefused } from "../installation/refusal.ts";
import { ACCOUNT, seedWithAdmin } from "../installation/seed.ts";

/** Jobs of a repository deploy from its main branch, and from nowhere else. Claims as GitHub's documentation shows them. */
const issuer = createNamedIssuer("https://token.actions.githubusercontent.com");
const AUDIENCE = "sts.amazonaws.com";
const MAIN = "repo:octo-org/shop:ref:refs/heads/main";
const ACTION = "sts:AssumeRoleWithWebIdentity";
const DENIED = { code: "AccessDenied", status: 403, message: `Not authorized to perform ${ACTION}` };

let installation: TestInstallation;
let job: STSClient;

function roleOf(name: string, Condition: object) {
  const Statement = {
    Effect: "Allow",
    Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${issuer.location}` },
    Action: ACTION,
    Condition,
  };
  return { name, trust: { Version: "2012-10-17", Statement } };
}

const key = (claim: string) => `${issuer.location}:${claim}`;
const ofAudience = { [key("aud")]: AUDIENCE };

before(async () => {
  const roles = [
    roleOf("Deploy", { StringEquals: { ...ofAudience, [key("sub")]: MAIN } }),
    roleOf("Preview", { StringEquals: ofAudience, StringLike: { [key("sub")]: "repo:octo-org/shop:*" } }),
    roleOf("ByIds", {
      StringEquals: { ...ofAudience, [key("repository_id")]: "7401", [key("ref")]: "refs/heads/main" },
      StringLike: { [key("sub")]: "repo:octo-org*/shop*:*" },
    }),
    roleOf("Production", {
      StringEquals: { ...ofAudience, [key("sub")]: "repo:octo-org/shop:environment:production" },
    }),
  ];
  installation = await startInstallation(seedWithAdmin({ oidcProviders: [issuer.seed([AUDIENCE])], roles }), [
    "--issuer-requests",
    "off",
  ]);
  job = new STSClient({ endpoint: installation.endpoint, region: "us-east-1", maxAttempts: 1 });
});
after(() => installation?.stop());

/** What GitHub tells of a job; where it says nothing else it runs on the main branch. */
function claimsOf(sub: string, more: Readonly<Record<string, unknown>> = {}) {
  return {
    sub,
    aud: AUDIENCE,
    repository: "octo-org/shop",
    repository_id: "7401",
    repository_owner: "octo-org",
    repository_owner_id: "65",
    ref: "refs/heads/main",
    ref_type: "branch",
    event_name: "push",
    workflow: "deploy",
    actor: "octocat",
    actor_id: "12",
    job_workflow_ref: "octo-org/shop/.github/workflows/deploy.yml@refs/heads/main",
    runner_environment: "github-hosted",
    ...more,
  };
}

const assume = (role: string, claims: Readonly<Record<string, unknown>>) =>
  job.send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: `arn:aws:iam::${ACCOUNT}:role/${role}`,
      RoleSessionName: "GitHubActions",
      WebIdentityToken: issuer.sign(claims),
    }),
  );

test("the main branch deploys", async () => {
  const { Credentials, SubjectFromWebIdentityToken } = await assume("Deploy", claimsOf(MAIN));
  assert.equal(SubjectFromWebIdentityToken, MAIN);
  const { sts } = clientsOf(installation, keysOf(Credentials));
  const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
  assert.equal(Arn, `arn:aws:sts::${ACCOUNT}:assumed-role/Deploy/GitHubActions`);
});

const ELSEWHERE = {
  "a fork": "repo:eve/shop:ref:refs/heads/main",
  "a pull request, from a fork as well": "repo:octo-org/shop:pull_request",
  "another branch": "repo:octo-org/shop:ref:refs/heads/feature",
  "a branch that begins alike": "repo:octo-org/shop:ref:refs/heads/main-2",
  "a tag of the branch's name": "repo:octo-org/shop:ref:refs/tags/main",
  "a repository that begins alike": "repo:octo-org/shop-tools:ref:refs/heads/main",
  "an owner that begins alike": "repo:octo-organised/shop:ref:refs/heads/main",
  "an owner that ends alike": "repo:not-octo-org/shop:ref:refs/heads/main",
  "the same in other letters": "repo:Octo-Org/Shop:ref:refs/heads/main",
  "a branch that has it all in its name": "repo:eve/x:ref:refs/heads/repo:octo-org/shop:ref:refs/heads/main",
  "an environment": "repo:octo-org/shop:environment:main",
  "a subject that is cut": "repo:octo-org/shop:ref:refs/heads/mai",
  "a subject with a blank behind it": `${MAIN} `,
  "a wildcard": "repo:octo-org/shop:*",
};

for (const [what, sub] of Object.entries(ELSEWHERE)) {
  test(`${what} does not deploy`, () => assertRefused(assume("Deploy", claimsOf(sub)), DENIED));
}

test("a token for somebody else does not deploy, though the repository's main branch got it", async () => {
  for (const aud of ["https://github.com/octo-org", "sts.amazonaws.com.evil.example", ""]) {
    await assertRefused(assume("Deploy", claimsOf(MAIN, { aud })), {
      code: "InvalidIdentityTokenException",
      status: 400,
    });
  }
});

test("a wildcard behind the repository's name and a colon lets in its pull requests, and no other repository", async () => {
  await assume("Preview", claimsOf(MAIN));
  await assume("Preview", claimsOf(ELSEWHERE["a pull request, from a fork as well"]));
  await assertRefused(assume("Preview", claimsOf(ELSEWHERE["a repository that begins alike"])), DENIED);
  await assertRefused(assume("Preview", claimsOf(ELSEWHERE["a fork"])), DENIED);
});

test("ids of a repository hold where names are taken over: GitHub's newer subjects have them in it", async () => {
  await assume("ByIds", claimsOf("repo:octo-org@65/shop@7401:ref:refs/heads/main"));
  const takenOver = { repository_id: "9900", repository_owner_id: "66" };
  await assertRefused(assume("ByIds", claimsOf(MAIN, takenOver)), DENIED);
  await assertRefused(assume("ByIds", claimsOf(MAIN, { ref: "refs/heads/feature" })), DENIED);
});

test("a job in an environment has the environment's role, and no longer the branch's", async () => {
  const sub = "repo:octo-org/shop:environment:production";
  await assume("Production", claimsOf(sub, { environment: "production" }));
  await assertRefused(assume("Deploy", claimsOf(sub, { environment: "production" })), DENIED);
});
