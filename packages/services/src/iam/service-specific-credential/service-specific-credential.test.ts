import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import type { ServiceSpecificCredential } from "@rolecall/contracts/iam";
import { openSecret } from "@rolecall/credentials";
import type { Store } from "@rolecall/store";
import fc from "fast-check";
import { dropDatabaseAfterwards, ENGINES, openStore, runsOn } from "../../engines.test-support.ts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { iamService } from "../index.ts";

dropDatabaseAfterwards();

let h: Harness<IamOperations>;
const begin = async (store?: Store) => {
  h = await createHarness(iamService, {}, store);
  for (const UserName of ["Bob", "Ann"]) await h.ask(h.root, "CreateUser", { UserName });
};
beforeEach(() => begin());
afterEach(() => h.close());

const UserName = "Bob";
const CODECOMMIT = "codecommit.amazonaws.com";
const DAY_MS = 86_400_000;
const create = async (
  ServiceName = CODECOMMIT,
  more: { UserName?: string; CredentialAgeDays?: number } = {},
) => {
  const input = { UserName, ServiceName, ...more };
  const answer = await h.ask(h.root, "CreateServiceSpecificCredential", input);
  assert.ok(answer.ServiceSpecificCredential);
  return answer.ServiceSpecificCredential;
};
type ListInput = IamOperations["ListServiceSpecificCredentials"]["input"];
const list = async (input: ListInput = { UserName }) =>
  (await h.ask(h.root, "ListServiceSpecificCredentials", input)).ServiceSpecificCredentials ?? [];
const secretOf = async (id: string) => {
  const record = await h.store.read((tx) => tx.serviceCredentials.byId(h.accountId, id));
  assert.ok(record);
  return openSecret(h.env.keyRing, record.id, record.sealedSecret);
};

test("a user name and a password for the services that take them, shown once and kept sealed", async () => {
  for (const service of [CODECOMMIT, "cassandra.amazonaws.com"]) {
    const credential = await create(service.toUpperCase());
    const { ServicePassword: password, ...shown } = credential;
    assert.match(password ?? "", /^[A-Za-z0-9+/]{60}$/);
    assert.match(shown.ServiceSpecificCredentialId, /^ACCA[A-Z2-7]{17}$/);
    assert.deepEqual(shown, {
      UserName,
      ServiceName: service,
      ServiceUserName: "Bob-at-111111111111",
      ServiceSpecificCredentialId: shown.ServiceSpecificCredentialId,
      Status: "Active",
      CreateDate: new Date(h.now()),
    });
    assert.deepEqual(await list({ UserName, ServiceName: service }), [shown]);
    assert.equal(await secretOf(shown.ServiceSpecificCredentialId), password);
  }
});

test("an API key for the others: a prefix and the alias with a password in base64", async () => {
  const prefixes = {
    "bedrock.amazonaws.com": "ABSK",
    "logs.amazonaws.com": "ACWL",
    "cloudwatch.amazonaws.com": "APIAACWM",
    "aws-external-anthropic.amazonaws.com": "AEAA",
  };
  for (const [service, prefix] of Object.entries(prefixes)) {
    const credential = await create(service);
    assert.equal(credential.ServiceCredentialAlias, "Bob-at-111111111111");
    assert.equal("ServiceUserName" in credential || "ServicePassword" in credential, false);
    const secret = credential.ServiceCredentialSecret ?? "";
    assert.ok(secret.startsWith(prefix));
    const opened = Buffer.from(secret.slice(prefix.length), "base64").toString();
    assert.match(opened, /^Bob-at-111111111111:[A-Za-z0-9+/]{60}$/);
  }
});

test("services that take none, names that are none; an unknown user comes first", async () => {
  const none = (name: string) =>
    ["NoSuchEntity", `No such service ${name} is supported for Service Specific Credentials`] as const;
  await refuses(create("sqs.amazonaws.com"), ...none("sqs.amazonaws.com"));
  await refuses(create("codecommit.amazonaws.com.cn"), ...none("codecommit.amazonaws.com.cn"));
  await refuses(create("a_b"), "ValidationError", "ServiceName must match [a-zA-Z0-9.-]*");
  await refuses(list({ ServiceName: "a b" }), "ValidationError", "ServiceName must match [a-zA-Z0-9.-]*");
  await refuses(list({ ServiceName: "sqs.amazonaws.com" }), ...none("sqs.amazonaws.com"));
  await refuses(
    create("sqs.amazonaws.com", { UserName: "nobody" }),
    "NoSuchEntity",
    "The user with name nobody cannot be found.",
  );
});

test("two of a service, inactive ones too; the second has a name of its own", async () => {
  const first = await create();
  assert.equal((await create()).ServiceUserName, "Bob+1-at-111111111111");
  const named = { UserName, ServiceSpecificCredentialId: first.ServiceSpecificCredentialId };
  await h.ask(h.root, "UpdateServiceSpecificCredential", { ...named, Status: "Inactive" });
  await refuses(
    create(),
    "LimitExceeded",
    "Cannot exceed quota for ContextSpecificCredentialsPerUserPerContext: 2",
  );
  await create("cassandra.amazonaws.com");
  await h.ask(h.root, "DeleteServiceSpecificCredential", named);
  assert.equal((await create()).ServiceUserName, "Bob-at-111111111111");
});

test("who is renamed keeps its service user names; who has the name next gets another", async () => {
  const { ServiceSpecificCredentialId: id } = await create();
  await h.ask(h.root, "UpdateUser", { UserName, NewUserName: "Robert" });
  await h.ask(h.root, "CreateUser", { UserName });
  assert.equal((await create()).ServiceUserName, "Bob+1-at-111111111111");
  const [robert] = await list({ UserName: "Robert" });
  assert.deepEqual([robert?.UserName, robert?.ServiceUserName], ["Robert", "Bob-at-111111111111"]);
  await refuses(
    h.ask(h.root, "DeleteServiceSpecificCredential", { UserName, ServiceSpecificCredentialId: id }),
    "ValidationError",
    `User Bob does not have a service specific credential with id ${id}`,
  );
});

test("days to live: the date is told, and what has expired says so", async () => {
  const credential = await create("bedrock.amazonaws.com", { CredentialAgeDays: 2 });
  assert.deepEqual(credential.ExpirationDate, new Date(h.now() + 2 * DAY_MS));
  assert.ok((await create(CODECOMMIT, { CredentialAgeDays: 36_600 })).ExpirationDate);
  const status = async () =>
    (await list({ UserName, ServiceName: "bedrock.amazonaws.com" })).map((each) => each.Status);
  h.advance(2 * DAY_MS - 1);
  assert.deepEqual(await status(), ["Active"]);
  h.advance(1);
  assert.deepEqual(await status(), ["Expired"]);
});

test("another secret leaves all else as it is", async () => {
  const made = await create("bedrock.amazonaws.com", { CredentialAgeDays: 1 });
  const named = { UserName, ServiceSpecificCredentialId: made.ServiceSpecificCredentialId };
  await h.ask(h.root, "UpdateServiceSpecificCredential", { ...named, Status: "Inactive" });
  h.advance(1000);
  const answer = await h.ask(h.root, "ResetServiceSpecificCredential", named);
  const reset = answer.ServiceSpecificCredential;
  assert.notEqual(reset?.ServiceCredentialSecret, made.ServiceCredentialSecret);
  assert.equal(await secretOf(made.ServiceSpecificCredentialId), reset?.ServiceCredentialSecret);
  assert.deepEqual(
    { ...reset, ServiceCredentialSecret: "" },
    { ...made, Status: "Inactive", ServiceCredentialSecret: "" },
  );
});

test("a credential that is not there; none is expired by asking; who leaves the name out means itself", async () => {
  const absent = `ACCA${"A".repeat(17)}`;
  const missing = ["NoSuchEntity", `No such credential ${absent} exists`] as const;
  const named = { UserName, ServiceSpecificCredentialId: absent };
  await refuses(h.ask(h.root, "ResetServiceSpecificCredential", named), ...missing);
  await refuses(h.ask(h.root, "DeleteServiceSpecificCredential", named), ...missing);
  const { ServiceSpecificCredentialId } = await create();
  await refuses(
    h.ask(h.root, "UpdateServiceSpecificCredential", {
      UserName,
      ServiceSpecificCredentialId,
      Status: "Expired",
    }),
    "InvalidInput",
    "Operation does not support status Expired",
  );
  await h.allow(UserName, { Action: "iam:*ServiceSpecificCredential*", Resource: "arn:aws:iam::*:user/Bob" });
  const bob = await h.asUser(UserName);
  await h.ask(bob, "ResetServiceSpecificCredential", { ServiceSpecificCredentialId });
  assert.equal(
    (await h.ask(bob, "ListServiceSpecificCredentials", {})).ServiceSpecificCredentials?.length,
    1,
  );
  await h.ask(bob, "DeleteServiceSpecificCredential", { ServiceSpecificCredentialId });
  await assert.rejects(h.ask(h.root, "DeleteServiceSpecificCredential", { ServiceSpecificCredentialId }), {
    code: "ValidationError",
  });
});

test("conditions see the service, of the input or of what is kept, and the days that are asked for", async () => {
  const bob = await h.asUser(UserName);
  const ask = (more: object) =>
    h.ask(bob, "CreateServiceSpecificCredential", { UserName: "Ann", ServiceName: CODECOMMIT, ...more });
  await h.allow(UserName, {
    Action: "iam:*ServiceSpecificCredential",
    Condition: {
      StringEquals: { "iam:ServiceSpecificCredentialServiceName": "bedrock.amazonaws.com" },
      NumericLessThanEqualsIfExists: { "iam:ServiceSpecificCredentialAgeDays": "30" },
    },
  });
  const denied = { code: "AccessDenied" };
  await assert.rejects(ask({}), denied);
  const bedrock = { ServiceName: "Bedrock.amazonaws.com" };
  await ask(bedrock);
  await assert.rejects(ask({ ...bedrock, CredentialAgeDays: 31 }), denied);
  const made = await ask({ ...bedrock, CredentialAgeDays: 30 });
  const other = await create(CODECOMMIT, { UserName: "Ann" });
  const reset = (id = "") =>
    h.ask(bob, "ResetServiceSpecificCredential", { UserName: "Ann", ServiceSpecificCredentialId: id });
  await reset(made.ServiceSpecificCredential?.ServiceSpecificCredentialId);
  await assert.rejects(reset(other.ServiceSpecificCredentialId), denied);
});

test("of all users: with the permission on all, by service, page by page", async () => {
  await create();
  await create("bedrock.amazonaws.com");
  await create(CODECOMMIT, { UserName: "Ann" });
  await create();
  const bob = await h.asUser(UserName);
  const ask = (AllUsers: boolean) => h.ask(bob, "ListServiceSpecificCredentials", { AllUsers });
  const Action = "iam:ListServiceSpecificCredentials";
  await h.allow(UserName, { Action, Resource: "arn:aws:iam::111111111111:user/Bob" });
  await ask(false);
  await assert.rejects(ask(true), { code: "AccessDenied" });
  await h.allow(UserName, { Action, Resource: "arn:aws:iam::111111111111:user/*" });
  assert.equal((await ask(true)).ServiceSpecificCredentials?.length, 4);
  assert.equal((await list({ AllUsers: false, UserName })).length, 3);
  await assert.rejects(list({ AllUsers: true, UserName }), { code: "ValidationError" });
  const seen: (string | undefined)[] = [];
  for (let Marker: string | undefined; ; ) {
    const input = { AllUsers: true, ServiceName: CODECOMMIT, MaxItems: 1, Marker };
    const page = await h.ask(h.root, "ListServiceSpecificCredentials", input);
    for (const each of page.ServiceSpecificCredentials ?? [])
      seen.push(`${each.UserName} ${each.ServiceName}`);
    Marker = page.Marker;
    if (Marker === undefined) break;
  }
  assert.deepEqual(seen.sort(), [`Ann ${CODECOMMIT}`, `Bob ${CODECOMMIT}`, `Bob ${CODECOMMIT}`]);
});

for (const engine of ENGINES) {
  test(`creations, changes and deletions in any order come to what a map would hold, on ${engine}`, async () => {
    await h.close();
    await begin(await openStore(engine));
    const services = [CODECOMMIT, "bedrock.amazonaws.com"];
    const users = ["Bob", "Ann"];
    const step = fc.record({
      kind: fc.constantFrom("create", "create", "update", "reset", "delete"),
      user: fc.nat(1),
      service: fc.nat(1),
      pick: fc.nat(20),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const model = new Map<string, { user: number; service: number; status: string; secret: string }>();
        const secretIn = (credential: ServiceSpecificCredential | undefined) =>
          credential?.ServicePassword ?? credential?.ServiceCredentialSecret ?? "";
        for (const { kind, user, service, pick } of steps) {
          const owner = users[user] as string;
          if (kind === "create") {
            const own = [...model.values()].filter((each) => each.user === user && each.service === service);
            const call = create(services[service], { UserName: owner });
            if (own.length >= 2) await assert.rejects(call, { code: "LimitExceeded" });
            else {
              const made = await call;
              model.set(made.ServiceSpecificCredentialId, {
                user,
                service,
                status: "Active",
                secret: secretIn(made),
              });
            }
            continue;
          }
          const [id, there] = [...model][pick % Math.max(1, model.size)] ?? [`ACCA${"A".repeat(17)}`];
          const input = { UserName: owner, ServiceSpecificCredentialId: id };
          const call = {
            update: () => h.ask(h.root, "UpdateServiceSpecificCredential", { ...input, Status: "Inactive" }),
            reset: () => h.ask(h.root, "ResetServiceSpecificCredential", input),
            delete: () => h.ask(h.root, "DeleteServiceSpecificCredential", input),
          }[kind]?.() as ReturnType<typeof h.ask<"ResetServiceSpecificCredential">>;
          if (there?.user !== user)
            await assert.rejects(call, { code: there === undefined ? "NoSuchEntity" : "ValidationError" });
          else {
            const answer = await call;
            if (kind === "delete") model.delete(id);
            else if (kind === "update") there.status = "Inactive";
            else there.secret = secretIn(answer.ServiceSpecificCredential);
          }
        }
        const all = await list({ AllUsers: true });
        assert.deepEqual(
          all
            .map((each) => [each.ServiceSpecificCredentialId, each.UserName, each.ServiceName, each.Status])
            .sort(),
          [...model].map(([id, each]) => [id, users[each.user], services[each.service], each.status]).sort(),
        );
        for (const [id, { user, secret }] of model) {
          assert.equal(await secretOf(id), secret);
          const named = { UserName: users[user] as string, ServiceSpecificCredentialId: id };
          await h.ask(h.root, "DeleteServiceSpecificCredential", named);
        }
      }),
      { numRuns: runsOn(engine, 25) },
    );
  });
}
