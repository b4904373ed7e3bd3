import { nearestName } from "@rolecall/policy";
import type { LocatedSeed } from "../located-seed.ts";
import type { SeedPath } from "../seed-path.ts";
import { checkIds } from "./check-ids.ts";
import { namePolicies, qualifiedName } from "./named-policies.ts";
import { nodesOf, placementsOf, targetsOf } from "./seed-nodes.ts";
import type { SeedAttachments, SeedOrganization } from "./seed-organization.ts";

/**
 * Whether a seed's organization can be at all: accounts and policies that it names are there, and nothing stands in two places. What
 * AWS decides, such as quotas and what a document may say, is left to the operations.
 * @throws SeedError at the first that is wrong
 */
export function checkOrganization(located: LocatedSeed): void {
  const { organization } = located.seed;
  if (organization === undefined) return;
  checkAccounts(located, organization);
  checkNames(located, organization);
  checkIds(located, organization);
  checkAttachments(located, organization);
}

function checkAccounts({ seed, fail, describe }: LocatedSeed, organization: SeedOrganization): void {
  const known = new Set(seed.accounts.map(({ id }) => id));
  const require = (id: string, path: SeedPath) => {
    if (!known.has(id)) throw fail(path, `there is no account ${id} among this seed's accounts`);
  };
  require(organization.managementAccount, ["organization", "managementAccount"]);
  const placed = new Map<string, SeedPath>();
  for (const { path, member } of placementsOf(organization)) {
    require(member.id, path);
    const other = placed.get(member.id);
    if (other !== undefined)
      throw fail(
        path,
        `account ${member.id} can stand in one place alone. The other one is ${describe(other)}.`,
      );
    placed.set(member.id, path);
    if (member.id === organization.managementAccount && member.state === "CLOSED")
      throw fail([...path, "state"], "the management account cannot be closed");
    if (member.closedAt !== undefined && member.state !== "CLOSED")
      throw fail([...path, "closedAt"], "only an account with state: CLOSED has this");
  }
  for (const [index, { account }] of (organization.delegatedAdministrators ?? []).entries()) {
    require(account, ["organization", "delegatedAdministrators", index, "account"]);
  }
}

/** Names of policies are told apart within a type, names of units within their parent. */
function checkNames(located: LocatedSeed, organization: SeedOrganization): void {
  const policies = (organization.policies ?? []).map((policy, index) => ({
    key: qualifiedName(policy),
    told: `a policy of type ${policy.type} with name ${policy.name}`,
    path: ["organization", "policies", index],
  }));
  refuseDoubles(located, policies);
  for (const { path, node } of nodesOf(organization)) {
    const units = (node.units ?? []).map(({ name }, index) => ({
      key: name,
      told: `a unit with name ${name} under the same parent`,
      path: [...path, "units", index],
    }));
    refuseDoubles(located, units);
  }
}

interface Keyed {
  readonly key: string;
  readonly told: string;
  readonly path: SeedPath;
}

function refuseDoubles({ fail, describe }: LocatedSeed, items: readonly Keyed[]): void {
  const seen = new Map<string, SeedPath>();
  for (const { key, told, path } of items) {
    const other = seen.get(key);
    if (other !== undefined) throw fail(path, `${told} already exists. The other one is ${describe(other)}.`);
    seen.set(key, path);
  }
}

function checkAttachments(located: LocatedSeed, organization: SeedOrganization): void {
  const { policyTypes } = organization;
  const find = namePolicies(organization.policies);
  const names = ["FullAWSAccess", ...(organization.policies ?? []).map(({ name }) => name)];
  for (const { path, attachments } of targetsOf(organization)) {
    const found = (attachments.policies ?? []).map((reference, index) => {
      const here = [...path, "policies", index];
      const policy = find(reference);
      if (policy === "unknown") throw located.fail(here, tellUnknown(reference, names));
      if (policy === "ambiguous")
        throw located.fail(
          here,
          `policies of several types are called ${reference}: write TYPE/${reference}`,
        );
      if (policyTypes?.includes(policy.type) === false && policy.awsId === undefined)
        throw located.fail(here, `${policy.type} is not among the policyTypes that are enabled`);
      return { key: qualifiedName(policy), told: `policy ${reference}`, path: here, policy };
    });
    refuseDoubles(located, found);
    checkFullAccess(
      located,
      path,
      attachments,
      found.map(({ policy }) => policy),
    );
  }
}

function tellUnknown(reference: string, names: readonly string[]): string {
  const meant = nearestName(reference, names);
  const suggestion = meant === undefined ? "" : `; did you mean "${meant}"?`;
  return `there is no policy "${reference}" among this organization's policies${suggestion}`;
}

/** Where service control policies are enabled, each node has one at least. */
function checkFullAccess(
  { fail }: LocatedSeed,
  path: SeedPath,
  { fullAccess }: SeedAttachments,
  policies: readonly { readonly type: string; readonly name: string; readonly awsId?: string }[],
): void {
  if (fullAccess !== false) return;
  const here = [...path, "fullAccess"];
  if (policies.some(({ name, awsId }) => awsId !== undefined && name === "FullAWSAccess"))
    throw fail(here, "FullAWSAccess is among the policies here: leave one of the two out");
  if (!policies.some(({ type, awsId }) => type === "SERVICE_CONTROL_POLICY" && awsId === undefined))
    throw fail(
      here,
      "without FullAWSAccess another service control policy must be attached here, as AWS has it",
    );
}
