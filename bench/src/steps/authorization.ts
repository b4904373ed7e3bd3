import { loadContract } from "@rolecall/contracts";
import { openManagedPolicies } from "@rolecall/managed-policies";
import { toAccessKeyId, toUniqueId } from "@rolecall/names";
import { defineOperations, type Invocation, type Operation, runOperation } from "@rolecall/operations";
import { decide } from "@rolecall/policy";
import type { ReadTransaction, Store } from "@rolecall/store";
import { ACCOUNT } from "../../../packages/access/src/records.test-support.ts";
import { addUser } from "../../../packages/access/src/world.test-support.ts";
import { openWorld, type World } from "../../../packages/operations/src/world.test-support.ts";
import { CREDENTIALS } from "./signed-request.ts";
import { type Step, timeStep } from "./step.ts";

const REQUESTS = 2_000;
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
      Resource: `arn:aws:iam::${ACCOUNT}:user/made/*`,
      Condition: { StringEquals: { "aws:PrincipalAccount": ACCOUNT } },
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
    { action: "iam:CreateUser", resource: `arn:aws:iam::${ACCOUNT}:user/made/made-${input.number}` },
  ],
  perform: async ({ call }) => call.input,
});

/** Finding the caller's policies, putting the request's facts together and deciding, inside a transaction. */
export async function authorizationSteps({ store, env }: World): Promise<readonly Step[]> {
  const caller = await store.read((tx) => env.directory.accessKey(tx, KEY_ID));
  const user = await store.read((tx) => env.directory.user(tx, USER_ID));
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
      env,
    }),
  );
  const questions = invocations.map((_, number) => ({
    principal: caller.caller.principal,
    action: "iam:CreateUser",
    resource: `arn:aws:iam::${ACCOUNT}:user/made/made-${number}`,
    resourceAccountId: ACCOUNT,
    context: new Map([["aws:principalaccount", ACCOUNT]]),
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

/** A user with a key and a policy, in memory, with all of AWS's policies. */
export async function openBenchWorld(): Promise<World> {
  const world = await openWorld({ clock: () => NOW, managedPolicies: openManagedPolicies() });
  await addUser(world, "ann", POLICY, { id: USER_ID, keyId: KEY_ID, createdAt: NOW });
  return world;
}
