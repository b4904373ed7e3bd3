/** What a change of policies would come to, told before it is made: over real sockets, and held against what simulations say behind it. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  CreatePolicyVersionCommand,
  DeletePolicyVersionCommand,
  SimulatePrincipalPolicyCommand,
} from "@aws-sdk/client-iam";
import type { RolecallOperations } from "@rolecall/contracts";
import { type Clients, clientsOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ACCOUNT, ADMIN, seedUser, seedWithAdmin } from "../installation/seed.ts";
import { callRolecall } from "./rolecall-client.ts";

const MANAGEMENT = "222222222222";
const arn = (rest: string) => `arn:aws:iam::${ACCOUNT}:${rest}`;
const PHOTOS = arn("policy/photos");
const document = (...Statement: readonly object[]) => ({ Version: "2012-10-17", Statement });
const allowing = (
  Action: string | readonly string[],
  Resource = "arn:aws:s3:::photos/*",
  more: object = {},
) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const BEFORE = document(allowing(["s3:GetObject", "s3:PutObject"]));
const trust = document({
  Effect: "Allow",
  Principal: { Service: "ec2.amazonaws.com" },
  Action: "sts:AssumeRole",
});

let installation: TestInstallation;
let clients: Clients;
before(async () => {
  const many = Array.from({ length: 230 }, (_, at) => seedUser(`many${at}`, { groups: ["crowd"] }));
  const { accounts } = seedWithAdmin({
    policies: [
      { name: "photos", document: BEFORE },
      { name: "reading", document: document(allowing("s3:Get*", "*")) },
      { name: "crowded", document: document(allowing("sqs:SendMessage", "*")) },
    ],
    groups: [
      { name: "people", policies: [PHOTOS] },
      { name: "crowd", policies: [arn("policy/crowded")] },
    ],
    users: [
      seedUser("ann", { groups: ["people"] }),
      seedUser("bob", { groups: ["people"], permissionsBoundary: arn("policy/reading") }),
      seedUser("carl", {
        policies: [PHOTOS],
        inlinePolicies: { own: document(allowing("s3:DeleteObject")) },
      }),
      seedUser("dora", {
        permissionsBoundary: PHOTOS,
        inlinePolicies: { all: document(allowing("*", "*")) },
      }),
      ...many,
    ],
    roles: [{ name: "Cleaner", trust, policies: [PHOTOS] }],
  });
  installation = await startInstallation({
    accounts: [...accounts, { id: MANAGEMENT, policies: [{ name: "theirs", document: BEFORE }] }],
    organization: {
      managementAccount: MANAGEMENT,
      policies: [
        {
          name: "NoTagging",
          type: "SERVICE_CONTROL_POLICY",
          document: document({ Effect: "Deny", Action: "s3:PutObjectTagging", Resource: "*" }),
        },
      ],
      root: { accounts: [ACCOUNT], policies: ["NoTagging"] },
    },
  });
  clients = clientsOf(installation, ADMIN);
});
after(() => installation?.stop());

type Input = RolecallOperations["PreviewPolicyChange"]["input"];
type Output = RolecallOperations["PreviewPolicyChange"]["output"];
const preview = (input: Input) => callRolecall(installation, "PreviewPolicyChange", input, ADMIN);
const version = (after: object) => preview({ PolicyArn: PHOTOS, PolicyDocument: JSON.stringify(after) });

/** `user/ann: + s3:DeleteObject, - s3:PutObject` */
function told({ Principals }: Output): readonly string[] {
  return Principals.map(({ Arn, Gained, Lost }) => {
    const changes = [
      ...Gained.map(({ Action }) => `+ ${Action}`),
      ...Lost.map(({ Action }) => `- ${Action}`),
    ];
    return `${Arn.split(":").at(-1)}: ${changes.join(", ")}`;
  }).toSorted();
}

test("a new version: whoever has it gains and loses, but for what a boundary or the organization forbids", async () => {
  const after = document(allowing(["s3:GetObject", "s3:DeleteObject", "s3:PutObjectTagging"]));
  const output = await version(after);
  assert.deepEqual(told(output), [
    // Whom the boundary keeps to reading had nothing to lose.
    "role/Cleaner: + s3:DeleteObject, - s3:PutObject",
    "user/ann: + s3:DeleteObject, - s3:PutObject",
    // Carl may delete already.
    "user/carl: - s3:PutObject",
    // The policy is Dora's boundary.
    "user/dora: + s3:DeleteObject, - s3:PutObject",
  ]);
  assert.deepEqual([output.PrincipalCount, output.LookedAt, output.IsSampled], [5, 5, false]);
  assert.equal(output.ActionCount, 4);
});

test("a condition that is new takes nothing away for certain: on what it hangs is told", async () => {
  const Condition = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
  const { Principals } = await version(
    document(allowing(["s3:GetObject", "s3:PutObject"], undefined, { Condition })),
  );
  const ann = Principals.find(({ Arn }) => Arn.endsWith("/ann"));
  assert.deepEqual(ann?.Lost[0], {
    Action: "s3:GetObject",
    Resource: "arn:aws:s3:::photos/*",
    Before: "allowed",
    After: "depends",
    ConditionKeys: ["aws:MultiFactorAuthPresent"],
  });
  assert.equal((await version(BEFORE)).Principals.length, 0);
});

test("what it tells is what simulations say before the change and behind it", async () => {
  const versions = [
    document(allowing("s3:*", "arn:aws:s3:::photos/2024/*"), allowing("s3:PutObject", "*")),
    document(
      { ...allowing("s3:PutObject", "*"), Effect: "Deny" },
      allowing(["s3:Get*", "sqs:SendMessage"], "*"),
    ),
    document(allowing(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::photos/${aws:username}/*")),
  ];
  let compared = 0;
  for (const after of versions) {
    const { Principals } = await version(after);
    const asked = Principals.flatMap(({ Arn, Gained, Lost }) =>
      [...Gained.slice(0, 5), ...Lost.slice(0, 5)].map((decision) => ({ Arn, ...decision })),
    );
    const olds = await Promise.all(asked.map(simulated));
    const { PolicyVersion } = await clients.iam.send(
      new CreatePolicyVersionCommand({
        PolicyArn: PHOTOS,
        PolicyDocument: JSON.stringify(after),
        SetAsDefault: true,
      }),
    );
    const news = await Promise.all(asked.map(simulated));
    for (const [at, { Arn, Action, Before, After }] of asked.entries()) {
      assert.equal(olds[at], Before, `${Arn} ${Action} before`);
      assert.equal(news[at], After, `${Arn} ${Action} behind`);
      compared++;
    }
    await putBack(PolicyVersion?.VersionId ?? "");
  }
  assert.ok(compared > 20, `${compared} decisions were compared`);
});

async function simulated({ Arn, Action, Resource }: { Arn: string; Action: string; Resource: string }) {
  const name = Arn.slice(Arn.lastIndexOf("/") + 1);
  const variable = /\$\{aws:username\}/;
  const resource = Resource.replace(variable, Arn.includes(":user/") ? name : "rolecall-any");
  const { EvaluationResults } = await clients.iam.send(
    new SimulatePrincipalPolicyCommand({
      PolicySourceArn: Arn,
      ActionNames: [Action],
      ResourceArns: [resource === "*" ? resource : resource.replaceAll("*", "rolecall-any")],
    }),
  );
  return EvaluationResults?.[0]?.EvalDecision === "allowed" ? "allowed" : "denied";
}

async function putBack(VersionId: string): Promise<void> {
  const { PolicyVersion } = await clients.iam.send(
    new CreatePolicyVersionCommand({
      PolicyArn: PHOTOS,
      PolicyDocument: JSON.stringify(BEFORE),
      SetAsDefault: true,
    }),
  );
  assert.ok(PolicyVersion);
  await clients.iam.send(new DeletePolicyVersionCommand({ PolicyArn: PHOTOS, VersionId }));
}

test("inline policies and attachments are told in the same way", async () => {
  const PrincipalArn = arn("user/carl");
  const written = await preview({
    PrincipalArn,
    PolicyName: "own",
    PolicyDocument: JSON.stringify(document(allowing("s3:ListAllMyBuckets", "*"))),
  });
  assert.deepEqual(told(written), ["user/carl: + s3:ListAllMyBuckets, - s3:DeleteObject"]);
  assert.deepEqual(told(await preview({ PrincipalArn, PolicyName: "own" })), [
    "user/carl: - s3:DeleteObject",
  ]);
  assert.deepEqual(told(await preview({ PrincipalArn, PolicyArn: PHOTOS })), [
    "user/carl: - s3:GetObject, - s3:PutObject",
  ]);
  const attached = await preview({ PrincipalArn: arn("group/people"), PolicyArn: arn("policy/crowded") });
  assert.deepEqual(told(attached), ["user/ann: + sqs:SendMessage"]);
});

test("no call looks at more than its bounds: many principals come by pages, many actions as a sample", async () => {
  const PolicyArn = arn("policy/crowded");
  const PolicyDocument = JSON.stringify(document(allowing("sqs:*", "*")));
  let Marker: string | undefined;
  let [pages, found] = [0, 0];
  do {
    const page: Output = await preview({ PolicyArn, PolicyDocument, ...(Marker && { Marker }) });
    assert.equal(page.PrincipalCount, 230);
    found += page.Principals.length;
    pages++;
    Marker = page.Marker;
  } while (Marker !== undefined);
  assert.equal(found, 230);
  assert.ok(pages > 1 && pages < 10, `${pages} pages`);
  const all = await version(document({ Effect: "Allow", Action: "*", Resource: "*" }));
  assert.ok(all.IsSampled && all.ActionCount <= 302 && all.RequestCount <= 600);
  const ann = all.Principals.find(({ Arn }) => Arn.endsWith("/ann"));
  assert.ok((ann?.GainedCount ?? 0) > 100 && ann?.Gained.length === 20);
});

test("what cannot be previewed is named", async () => {
  const refused = (input: Input, name: string, message: RegExp) =>
    assert.rejects(preview(input), (error: Error) => {
      assert.match(`${error.name}`, new RegExp(name));
      assert.match(error.message, message);
      return true;
    });
  await refused({ PolicyArn: PHOTOS, PolicyDocument: '{\n"Version": 1}' }, "ValidationException", /line 2/);
  await refused({ PolicyArn: PHOTOS }, "ValidationException", /^Give PolicyArn and PolicyDocument/);
  const PolicyDocument = JSON.stringify(BEFORE);
  await refused({ PolicyArn: arn("policy/nosuch"), PolicyDocument }, "ResourceNotFound", /policy/);
  await refused(
    { PolicyArn: `arn:aws:iam::${MANAGEMENT}:policy/photos`, PolicyDocument },
    "ResourceNotFound",
    /policy/,
  );
  // What stands in another account's policy is told to nobody here.
  await refused(
    { PrincipalArn: arn("user/carl"), PolicyArn: `arn:aws:iam::${MANAGEMENT}:policy/theirs` },
    "ResourceNotFound",
    /policy/,
  );
  await refused({ PrincipalArn: arn("user/nobody"), PolicyName: "x" }, "ResourceNotFound", /user nobody/);
  await refused({ PolicyArn: PHOTOS, PolicyDocument, Marker: "9" }, "ValidationException", /Marker/);
});
