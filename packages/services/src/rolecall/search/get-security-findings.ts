/** What the dashboard recommends to look at: how often, why, and the search that shows it. Source: CIS AWS Foundations Benchmark. */
import { refusals, refuseForbiddenSession } from "@rolecall/access";
import type { SecurityFinding, UnreadableFinding } from "@rolecall/contracts/rolecall";
import { rootUserId } from "@rolecall/names";
import type { Call } from "@rolecall/operations";
import type { ReadTransaction } from "@rolecall/store";
import { rolecall } from "../define.ts";
import { FINDING_DAYS } from "./finding.ts";
import { policyTable } from "./policy-table.ts";
import { readFilter } from "./read-search.ts";
import { type Refusal, readableColumns } from "./readable-columns.ts";
import { roleTable } from "./role-table.ts";
import type { SearchTable } from "./search-table.ts";
import { userTable } from "./user-table.ts";

type Reading = Call<unknown, ReadTransaction>;

interface FindingKind {
  readonly name: string;
  readonly reason: string;
  /** Absent where the permission of the operation is enough. */
  readonly table?: SearchTable<never, object, string, string, unknown>;
  readonly operation?: string;
  /** Where no table has it. */
  readonly count?: (call: Reading) => Promise<number>;
}

const erased = (table: unknown) => table as NonNullable<FindingKind["table"]>;
const ofUsers = { table: erased(userTable), operation: "SearchUsers" };
const ofRoles = { table: erased(roleTable), operation: "SearchRoles" };
const ofPolicies = { table: erased(policyTable), operation: "SearchPolicies" };

const FINDINGS: readonly FindingKind[] = [
  {
    name: "RootWithoutMfa",
    reason: "The root user may do everything, and a password alone lets in whoever learns it.",
    count: async ({ tx, caller }) => {
      const account = await tx.accounts.byId(caller.accountId);
      const devices = await tx.mfaDevices.ofOwner(rootUserId(caller.accountId));
      return account?.rootPasswordHash !== undefined && devices.length === 0 ? 1 : 0;
    },
  },
  {
    name: "RootAccessKeys",
    reason: "No policy within the account limits the root user's keys: users and roles do the daily work.",
    count: async ({ tx, caller }) => (await tx.accessKeys.ofOwner(rootUserId(caller.accountId))).length,
  },
  {
    name: "UserWithoutMfa",
    reason: "They have a password and no MFA device: the password alone lets in whoever learns it.",
    ...ofUsers,
  },
  {
    name: "OldAccessKey",
    reason: `They have an active key that is older than ${FINDING_DAYS} days: who copied it since can still use it.`,
    ...ofUsers,
  },
  {
    name: "UnusedUser",
    reason: `Nobody has used their password or keys for ${FINDING_DAYS} days: they let others in and are missed by nobody.`,
    ...ofUsers,
  },
  {
    name: "UnusedRole",
    reason: `Nobody has assumed them for ${FINDING_DAYS} days: what they may do, nobody needs.`,
    ...ofRoles,
  },
  {
    name: "TrustsStrangers",
    reason:
      "They trust another account without an external id: any of its other customers could use it to come in here.",
    ...ofRoles,
  },
  {
    name: "AllowsEverything",
    reason:
      "These policies of the account allow every action on everything: whoever has one is an administrator.",
    ...ofPolicies,
  },
];

/** Parts that the caller may not read are named with the words of their denial, as the columns of a search are. */
export const getSecurityFindings = rolecall.read("GetSecurityFindings", {
  resolve({ caller }) {
    // Credentials that may not call IAM learn nothing of it here either.
    refuseForbiddenSession(caller, "iam", "GetAccountSummary");
    return undefined;
  },
  requires: () => [{ action: "iam:GetAccountSummary", resource: "*" }],
  async perform({ call }) {
    const found: SecurityFinding[] = [];
    const unreadable: UnreadableFinding[] = [];
    for (const kind of FINDINGS) {
      const refusal = await refusalOf(call, kind);
      if (refusal === undefined) found.push(await findingOf(call, kind));
      else
        unreadable.push({
          Name: kind.name,
          Action: refusal.action,
          Message: refusal.error.message,
        });
    }
    return { Findings: found, UnreadableFindings: unreadable };
  },
});

/** A count is refused as a search by findings is: it would tell what a policy hides of one of them. */
async function refusalOf(call: Reading, { table }: FindingKind): Promise<Refusal | undefined> {
  if (table === undefined) return undefined;
  const { accountId } = call.caller;
  const listing = { action: table.list, ...table.onList(accountId) };
  const [error] = await refusals({ tx: call.tx, directory: call.env.directory }, call, [listing]);
  if (error !== undefined) return { action: table.list, error };
  const readable = await readableColumns(call, table, { shown: [], deciding: ["Findings"] });
  return readable.refusalOf("Findings");
}

async function findingOf(call: Reading, kind: FindingKind): Promise<SecurityFinding> {
  const { name, reason, table, operation, count } = kind;
  const known = { Name: name, Reason: reason };
  if (table === undefined || operation === undefined) return { ...known, Count: (await count?.(call)) ?? 0 };
  const asked = { Property: "Finding", Operator: "=", Value: name } as const;
  const learned = await table.learn?.(call);
  const { conditions = [], document } = readFilter(table.filters.Finding!, asked, call.now);
  const sortBy = table.columns[table.sortedBy]?.sortedBy ?? "name";
  const request = { conditions, sortBy, isDescending: false, offset: 0, limit: 1, parts: [] };
  const test = document === undefined ? {} : { holds: (text: string) => document(text, learned) };
  const page = await table.search(call, request, test);
  return { ...known, Count: page.count, Operation: operation, Filters: [asked] };
}
