import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { userCaller } from "@rolecall/access";
import { toAccountId } from "@rolecall/names";
import type { PostgresStore } from "@rolecall/store/postgres";
import { createDatabase, stopTestServer } from "../../../store/engines/postgres/server.test-support.ts";
import { openTestInstallation } from "./installation.test-support.ts";
import type { Installation } from "./installation.ts";

/** What operations cost on a database that is across a network. */
const ACCOUNT = "111111111111";
const SEED = JSON.stringify({
  accounts: [
    {
      id: ACCOUNT,
      users: [{ name: "ann", policies: ["arn:aws:iam::aws:policy/AdministratorAccess"] }],
      roles: [
        {
          name: "Reader",
          trust: {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Principal: { AWS: ACCOUNT }, Action: "sts:AssumeRole" }],
          },
        },
      ],
    },
  ],
});

let installation: Installation;
let drop: () => Promise<void>;
before(async () => {
  const database = await createDatabase();
  drop = database.drop;
  installation = await openTestInstallation({ engine: "postgres", database: database.url, seed: SEED });
});
after(async () => {
  await installation.close();
  await drop();
  await stopTestServer();
});

async function roundTripsOf(call: Parameters<Installation["seedAs"]>[1]): Promise<number> {
  const { traffic } = installation.store as PostgresStore;
  const ann = await installation.store.read((tx) => tx.users.byName(toAccountId(ACCOUNT), "ann"));
  const caller = userCaller(ann!, "AKIAIOSFODNN7EXAMPLE");
  const before = traffic.roundTrips;
  await installation.seedAs(caller, call);
  return traffic.roundTrips - before;
}

interface Cost {
  readonly service: "iam" | "sts";
  readonly operation: string;
  readonly input: (nth: number) => object;
  readonly roundTrips: number;
}

const COSTS: readonly Cost[] = [
  // The user, and when its password was used.
  { service: "iam", operation: "GetUser", input: () => ({ UserName: "ann" }), roundTrips: 2 },
  // A look with BEGIN; what is there under this name and how many there are; then rows, COMMIT and a look go together.
  { service: "iam", operation: "CreateUser", input: (nth) => ({ UserName: `bob-${nth}` }), roundTrips: 3 },
  // Caller and role are known: nothing is asked.
  {
    service: "sts",
    operation: "AssumeRole",
    input: () => ({ RoleArn: `arn:aws:iam::${ACCOUNT}:role/Reader`, RoleSessionName: "ann" }),
    roundTrips: 0,
  },
];

for (const { service, operation, input, roundTrips } of COSTS) {
  test(`${operation} takes ${roundTrips} round trips`, async () => {
    // Connections are opened, statements prepared, the caller is known.
    for (let nth = 0; nth < 6; nth++) await roundTripsOf({ service, operation, input: input(nth) });
    assert.equal(await roundTripsOf({ service, operation, input: input(6) }), roundTrips);
  });
}

test("what is named by a text with NUL is not there", async () => {
  const PolicyArn = `arn:aws:iam::${ACCOUNT}:policy/a\0b`;
  const call = { service: "iam", operation: "GetPolicy", input: { PolicyArn } } as const;
  await assert.rejects(roundTripsOf(call), { code: "NoSuchEntity" });
});
