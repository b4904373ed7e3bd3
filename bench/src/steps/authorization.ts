import { randomBytes } from "node:crypto";
import { createDirectory } from "@rolecall/access";
import { loadContract } from "@rolecall/contracts";
import { createKeyRing, newMasterKey, sealSecret } from "@rolecall/credentials";
import { openManagedPolicies } from "@rolecall/managed-policies";
import { toAccessKeyId, toAccountId, toUniqueId } from "@rolecall/names";
import {
  createPreparationGate,
  createUsageLog,
  defineOperations,
  type Environment,
  type Invocation,
  type Operation,
  runOperation,
} from "@rolecall/operations";
import { decide } from "@rolecall/policy";
import type { ReadTransaction, Store } from "@rolecall/store";
import { openSqliteStore } from "@rolecall/store/sqlite";
import { CREDENTIALS } from "./signed-request.ts";
import { type Step, timeStep } from "./step.ts";

const REQUESTS = 2_000;
const ACCOUNT_ID = toAccountId("111122223333");
const USER_ID = toUniqueId("AIDABENCHAAAAAAAAAAAA");
const KEY_ID = toAccessKeyId(CREDENTIALS.accessKeyId);
const NOW = 1_790_000_000_000;

const POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: ["s3:Get*", "s3:List*"], Resource: "*" },
    {
      Effect: "Allow",
      Action: ["iam:CreateUser", "iam:TagUser"],
      Resource: `arn:aws:iam::${ACCOUNT_ID}:user/made/*`,
      Condition: { StringEquals: { "aws:PrincipalAccount": ACCOUNT_ID } },
    },
    { Effect: "Deny", Action: "iam:Delete*", Resource: "*" },
  ],
});

/** An operation that needs one permission and does nothing with it. */
const askOnly = defineOperations<{ CreateUser: { input: { number: number }; output: object } }>({
  service: "iam",
}).read("CreateUser", {
  resolve: async () => undefined,
  requires: ({ input }) => [
    { action: "iam:CreateUser", resource: `arn:aws:iam::${ACCOUNT_ID}:user/made/made-${input.number}` },
  ],
  perform: async ({ call }) => call.input,
});

interface World {
  readonly store: Store;
  readonly environment: Environment;
}

/** Finding the caller's policies, putting the request's facts together and deciding, inside a transaction. */
export async function authorizationSteps({ store, environment }: World): Promise<readonly Step[]> {
  const caller = await store.read((tx) => environment.directory.accessKey(tx, KEY_ID));
  const user = await store.read((tx) => environment.directory.user(tx, USER_ID));
  if (caller === undefined || user === undefined) throw new Error("The user was not stored.");
  const contract = (await loadContract("iam")).operations.get("CreateUser");
  if (contract === undefined) throw new Error("IAM has no CreateUser.");
  const invocations = Array.from(
    { length: REQUESTS },
    (_, number): Invocation => ({
      service: "iam",
      contract,
      input: { number },
      isSigned: true,
      caller: caller.caller,
      now: NOW,
      request: {
        id: "id",
        sourceIp: "127.0.0.1",
        userAgent: "bench",
        region: "us-east-1",
        isSecureTransport: false,
      },
      env: environment,
    }),
  );
  const questions = invocations.map((_, number) => ({
    principal: caller.caller.principal,
    action: "iam:CreateUser",
    resource: `arn:aws:iam::${ACCOUNT_ID}:user/made/made-${number}`,
    resourceAccountId: ACCOUNT_ID,
    context: new Map([["aws:principalaccount", ACCOUNT_ID]]),
  }));
  const layers = { identity: user.identity };
  const takeLimit = timeStep(questions, (question) => decide(question, layers));
  return [
    {
      name: "authorize",
      take: insideOneTransaction(store, askOnly, invocations),
      comparedWith: "decide() with all that it needs at hand",
      takeLimit,
    },
    {
      name: "authorize, a transaction each",
      take: timeStep(invocations, (invocation) => runOperation(store, askOnly, invocation)),
      comparedWith: "an empty transaction",
      takeLimit: timeStep(invocations, (invocation) => store.read(async () => invocation)),
    },
  ];
}

/** The store's own cost left out: all calls share the transaction that is open. */
function insideOneTransaction(
  store: Store,
  operation: Operation,
  invocations: readonly Invocation[],
): () => Promise<number> {
  return () =>
    store.read((tx) => {
      const inside = { read: <R>(work: (tx: ReadTransaction) => Promise<R>) => work(tx) } as Store;
      return timeStep(invocations, (invocation) => runOperation(inside, operation, invocation))();
    });
}

/** A user with a key and a policy, in memory. */
export async function openWorld(): Promise<World> {
  const store = await openSqliteStore({ file: ":memory:" });
  const keyRing = createKeyRing([newMasterKey(randomBytes)], randomBytes);
  const managedPolicies = openManagedPolicies();
  const common = { accountId: ACCOUNT_ID, createdAt: NOW };
  await store.write(async (tx) => {
    await tx.accounts.insert({ id: ACCOUNT_ID, name: "bench", email: "root@bench.example", createdAt: NOW });
    await tx.users.insert({ ...common, id: USER_ID, name: "ann", path: "/", tags: [] });
    const sealedSecret = sealSecret(keyRing, KEY_ID, CREDENTIALS.secretAccessKey);
    await tx.accessKeys.insert({
      ...common,
      id: KEY_ID,
      ownerKind: "user",
      ownerId: USER_ID,
      sealedSecret,
      status: "Active",
    });
    await tx.inlinePolicies.put({
      accountId: ACCOUNT_ID,
      ownerKind: "user",
      ownerId: USER_ID,
      name: "Own",
      document: POLICY,
    });
  });
  return {
    store,
    environment: {
      random: randomBytes,
      keyRing,
      managedPolicies,
      quotas: {},
      directory: createDirectory({ keyRing, managedPolicies }),
      usage: createUsageLog(),
      preparations: createPreparationGate(),
      proofs: createPreparationGate(),
      externalAccounts: new Set(),
    },
  };
}
