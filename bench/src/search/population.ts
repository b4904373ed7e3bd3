/** An account with many users, each with two groups, a policy, a key and a use. */
import { toAccountId, toArn, toUniqueId } from "@rolecall/names";
import type { RecordSource } from "@rolecall/store/bulk";

export const ACCOUNT = toAccountId("111122223333");
/** Users were made a millisecond apart from then on. */
export const START = 1_700_000_000_000;

const GROUPS = 100;
const POLICIES = 50;
const TEAMS = 20;

const idOf = (prefix: string, number: number) => toUniqueId(`${prefix}${String(number).padStart(17, "0")}`);
const keyIdOf = (number: number) => `AKIA${String(number).padStart(16, "0")}`;
const range = (count: number) => Array.from({ length: count }, (_, number) => number);

export function populationOf(count: number): RecordSource {
  const numbers = range(count);
  const owned = { accountId: ACCOUNT, path: "/", createdAt: START };
  return {
    accounts: [{ id: ACCOUNT, name: "searched", email: "searched@example.com", createdAt: START }],
    users: numbers.map((number) => ({
      ...owned,
      id: idOf("AIDA", number),
      name: `user-${(number * 7919) % count}`,
      createdAt: START + number,
      tags: [{ key: "team", value: `team-${number % TEAMS}` }],
    })),
    groups: range(GROUPS).map((number) => ({ ...owned, id: idOf("AGPA", number), name: `group-${number}` })),
    attachments: numbers.map((number) => ({
      accountId: ACCOUNT,
      ownerKind: "user",
      ownerId: idOf("AIDA", number),
      policyArn: toArn(`arn:aws:iam::aws:policy/policy-${number % POLICIES}`),
      attachedAt: START,
    })),
    memberships: numbers.flatMap((number) =>
      [0, 13].map((step) => ({
        accountId: ACCOUNT,
        userId: idOf("AIDA", number),
        groupId: idOf("AGPA", (number + step) % GROUPS),
      })),
    ),
    accessKeys: numbers.map((number) => ({
      id: keyIdOf(number) as never,
      accountId: ACCOUNT,
      ownerKind: "user",
      ownerId: idOf("AIDA", number),
      sealedSecret: new Uint8Array(80),
      status: "Active",
      createdAt: START + number,
    })),
    usage: numbers.map((number) =>
      number % 2 === 0
        ? { subject: idOf("AIDA", number), at: START + number }
        : { subject: keyIdOf(number), at: START + number, service: "s3" },
    ),
  };
}
