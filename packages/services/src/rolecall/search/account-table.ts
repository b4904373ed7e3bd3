import type { SearchedAccount } from "@rolecall/contracts/rolecall";
import { formatArn } from "@rolecall/names";
import { type Call, tagsToWire } from "@rolecall/operations";
import type {
  AccountPart,
  AccountProperty,
  FoundAccount,
  OrganizationRecord,
  ReadTransaction,
  SearchPage,
  SearchRequest,
} from "@rolecall/store";
import { rolecallError } from "../error.ts";
import { optionalDate } from "./row-shape.ts";
import type { SearchChoices, SearchColumn, SearchTable } from "./search-table.ts";

/** With the organization that it is of. */
type AccountRow = FoundAccount & { readonly organization: OrganizationRecord };
type AccountColumn = SearchColumn<AccountRow, SearchedAccount, AccountProperty, AccountPart>;

const UNITS = ["organizations:ListParents", "organizations:DescribeOrganizationalUnit"];

const columns = {
  Name: { sortedBy: "name" },
  Id: { sortedBy: "id" },
  Email: { sortedBy: "email" },
  UnitPath: {
    needs: UNITS,
    sortedBy: "unitPath",
    show: ({ unitPath, member }) => ({ UnitPath: unitPath, ParentId: member.parentId }),
  },
  State: { sortedBy: "isClosed" },
  JoinedTimestamp: { sortedBy: "joinedAt" },
  Arn: { isOptional: true },
  JoinedMethod: { isOptional: true },
  Policies: {
    isOptional: true,
    needs: ["organizations:ListPoliciesForTarget", ...UNITS],
    parts: ["policies"],
    show: ({ policies = [] }) => ({
      Policies: policies.map(({ policyId, name, type, targetId }) => ({
        PolicyId: policyId,
        ...(name !== undefined && { PolicyName: name }),
        Type: type,
        TargetId: targetId,
      })),
    }),
  },
  Tags: {
    isOptional: true,
    needs: ["organizations:ListTagsForResource"],
    show: ({ member: { tags } }) => ({ Tags: tagsToWire(tags) }),
  },
} as const satisfies Readonly<Record<string, AccountColumn>>;

const STATES = {
  ACTIVE: () => ({ conditions: [{ property: "isClosed", operator: "=", value: false }] }),
  SUSPENDED: () => ({ conditions: [{ property: "isClosed", operator: "=", value: true }] }),
} as const satisfies SearchChoices<AccountProperty>;

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html, and the operations that the columns name. */
export const accountTable: SearchTable<AccountRow, SearchedAccount, AccountProperty, AccountPart> = {
  list: "organizations:ListAccounts",
  onList: () => ({ resource: "*" }),
  onAll: () => ["*"],
  onRow: ({ organization, account, member }) => ({
    resource: arnOf(organization, account.id),
    resourceTags: member.tags,
  }),
  columns,
  filters: {
    Name: { column: "Name", kind: "text", property: "name" },
    Id: { column: "Id", kind: "text", property: "id" },
    Email: { column: "Email", kind: "text", property: "email" },
    UnitPath: { column: "UnitPath", kind: "text", property: "unitPath" },
    UnitId: { column: "UnitPath", kind: "text", property: "unitId" },
    State: { column: "State", kind: "choice", choices: STATES },
    JoinedDays: { column: "JoinedTimestamp", kind: "days", property: "joinedAt" },
    Policies: { column: "Policies", kind: "text", property: "policy" },
    Tags: { column: "Tags", kind: "text", property: "tag" },
  },
  texts: ["Name", "Id", "Email", "UnitPath", "Tags"],
  sortedBy: "Name",
  core: ({ organization, account, member }) => ({
    Id: account.id,
    Name: account.name,
    Email: account.email,
    Arn: arnOf(organization, account.id),
    State: account.closedAt === undefined ? "ACTIVE" : "SUSPENDED",
    JoinedMethod: member.joinedMethod,
    ...optionalDate("JoinedTimestamp", member.joinedAt),
    IsManagementAccount: account.id === organization.managementAccountId,
  }),
  search: searchAccounts,
};

function arnOf({ managementAccountId, id }: OrganizationRecord, memberId: string) {
  return formatArn("organization-account", {
    accountId: managementAccountId,
    organizationId: id,
    memberId,
  });
}

/** A closed account is listed for so long. Source: Account Management guide, "Closed period". */
const CLOSED_MS = 90 * 24 * 60 * 60 * 1000;

type Searching = Pick<Call<unknown, ReadTransaction>, "tx" | "caller" | "now">;

async function searchAccounts(
  call: Searching,
  request: SearchRequest<AccountProperty, AccountPart>,
): Promise<SearchPage<AccountRow>> {
  const organization = await organizationOf(call);
  const isListed = { property: "openUntil", operator: ">", value: call.now - CLOSED_MS } as const;
  const conditions = [...request.conditions, isListed];
  const { found, count } = await call.tx.search.accounts(organization, { ...request, conditions });
  return { count, found: found.map((each) => ({ ...each, organization })) };
}

/**
 * As ListAccounts lets in: the management account, and members that administer a service for it. Whoever reads by a delegation policy
 * alone reads the list.
 * @throws AWSOrganizationsNotInUseException, AccessDeniedException, in Organizations' words
 */
async function organizationOf({ tx, caller }: Searching): Promise<OrganizationRecord> {
  const member = await tx.organizationMembers.ofAccount(caller.accountId);
  const organization = member && (await tx.organizations.byId(member.organizationId));
  if (organization === undefined)
    throw rolecallError(
      "AWSOrganizationsNotInUseException",
      "Your account is not a member of an organization.",
    );
  const isManagement = organization.managementAccountId === caller.accountId;
  if (isManagement || (await tx.delegatedAdministrators.ofAccount(caller.accountId)).length > 0)
    return organization;
  throw rolecallError("AccessDeniedException", "You don't have permissions to access this resource.");
}
