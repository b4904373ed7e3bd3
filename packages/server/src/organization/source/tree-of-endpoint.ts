import type { OrganizationsOperations } from "@rolecall/contracts";
import { Mistake } from "../../mistake.ts";
import type { OrganizationTree, TreePolicy, TreeUnit } from "../tree/organization-tree.ts";
import { callOrganizations, type OrganizationsEndpoint } from "./call-organizations.ts";
import { byName } from "./tree-order.ts";

type Input<Name extends keyof OrganizationsOperations> = OrganizationsOperations[Name]["input"];
type Output<Name extends keyof OrganizationsOperations> = OrganizationsOperations[Name]["output"];

/** Policies by the id of what they are attached to. */
type Attached = ReadonlyMap<string, readonly TreePolicy[]>;

/**
 * The caller's organization, by the operations that any client has.
 * @throws Mistake where nobody answers or the caller may not look
 */
export async function treeOfEndpoint(endpoint: OrganizationsEndpoint): Promise<OrganizationTree> {
  const { Organization: organization } = await callOrganizations(endpoint, "DescribeOrganization", {});
  const { Roots: [root] = [] } = await callOrganizations(endpoint, "ListRoots", {});
  if (organization === undefined || root === undefined) {
    throw new Mistake(`--endpoint ${endpoint.url.origin}: it tells of no organization.`);
  }
  const policyTypes = (root.PolicyTypes ?? []).flatMap(({ Type, Status }) =>
    Status === "ENABLED" ? [`${Type}`] : [],
  );
  const attached = await readAttached(endpoint, policyTypes);
  return {
    id: `${organization.Id}`,
    managementAccount: `${organization.MasterAccountId}`,
    features: `${organization.FeatureSet}`,
    policyTypes,
    root: await readUnit({ endpoint, attached }, `${root.Id}`, `${root.Name}`),
  };
}

interface Reading {
  readonly endpoint: OrganizationsEndpoint;
  readonly attached: Attached;
}

async function readUnit(reading: Reading, id: string, name: string): Promise<TreeUnit> {
  const { endpoint, attached } = reading;
  const accounts = [];
  for await (const page of pagesOf(endpoint, "ListAccountsForParent", { ParentId: id })) {
    for (const account of page.Accounts ?? []) {
      accounts.push({
        id: `${account.Id}`,
        name: `${account.Name}`,
        email: `${account.Email}`,
        state: `${account.State ?? account.Status}`,
        policies: attached.get(`${account.Id}`) ?? [],
      });
    }
  }
  const units: TreeUnit[] = [];
  for await (const page of pagesOf(endpoint, "ListOrganizationalUnitsForParent", { ParentId: id })) {
    for (const unit of page.OrganizationalUnits ?? []) {
      units.push(await readUnit(reading, `${unit.Id}`, `${unit.Name}`));
    }
  }
  return {
    id,
    name,
    policies: attached.get(id) ?? [],
    accounts: accounts.sort(byName),
    units: units.sort(byName),
  };
}

/** By policy, not by target: an organization has fewer policies than accounts. */
async function readAttached(endpoint: OrganizationsEndpoint, types: readonly string[]): Promise<Attached> {
  const attached = new Map<string, TreePolicy[]>();
  for (const type of types) {
    const Filter = type as Input<"ListPolicies">["Filter"];
    for await (const page of pagesOf(endpoint, "ListPolicies", { Filter })) {
      for (const { Id, Name } of page.Policies ?? []) {
        const policy = { id: `${Id}`, name: `${Name}`, type };
        for await (const { Targets = [] } of pagesOf(endpoint, "ListTargetsForPolicy", {
          PolicyId: policy.id,
        })) {
          for (const { TargetId } of Targets) {
            attached.set(`${TargetId}`, [...(attached.get(`${TargetId}`) ?? []), policy]);
          }
        }
      }
    }
  }
  return attached;
}

type Paged =
  | "ListAccountsForParent"
  | "ListOrganizationalUnitsForParent"
  | "ListPolicies"
  | "ListTargetsForPolicy";

/** Pages until no token comes: a page may be empty and have one. */
async function* pagesOf<Name extends Paged>(
  endpoint: OrganizationsEndpoint,
  name: Name,
  input: Omit<Input<Name>, "NextToken">,
): AsyncIterable<Output<Name>> {
  let token: string | undefined;
  do {
    const asked = { ...input, ...(token !== undefined && { NextToken: token }) } as Input<Name>;
    const page: Output<Name> = await callOrganizations(endpoint, name, asked);
    yield page;
    token = (page as { readonly NextToken?: string }).NextToken;
  } while (token !== undefined);
}
