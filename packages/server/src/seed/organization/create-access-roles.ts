import { type AccountId, formatArn, toAccountId } from "@rolecall/names";
import type { Installation } from "../../installation/installation.ts";
import { eachAtOnce } from "../each-at-once.ts";
import type { LocatedSeed } from "../located-seed.ts";
import { createSeedWriter } from "../seed-writer.ts";
import { placementsOf } from "./seed-nodes.ts";
import type { SeedOrganization } from "./seed-organization.ts";

const ROLE_NAME = "OrganizationAccountAccessRole";

/** An account that its organization created has a role that lets the management account in, unless the seed gives it one. */
export async function createAccessRoles(
  installation: Installation,
  located: LocatedSeed,
  organization: SeedOrganization,
): Promise<void> {
  const hasRole = new Set(
    located.seed.accounts
      .filter(({ roles = [] }) => roles.some(({ name }) => name.toLowerCase() === ROLE_NAME.toLowerCase()))
      .map(({ id }) => id),
  );
  const created = [...placementsOf(organization)].filter(
    ({ member }) => member.joinedMethod === "CREATED" && !hasRole.has(member.id),
  );
  const PolicyArn = formatArn("aws-policy", { path: "/", name: "AdministratorAccess" });
  const trust = trustOf(toAccountId(organization.managementAccount));
  await eachAtOnce(created, async ({ member, path }) => {
    const { run } = createSeedWriter(installation, toAccountId(member.id), { located });
    await run("CreateRole", { RoleName: ROLE_NAME, AssumeRolePolicyDocument: trust }, path);
    await run("AttachRolePolicy", { RoleName: ROLE_NAME, PolicyArn }, path);
  });
}

function trustOf(accountId: AccountId): string {
  const Principal = { AWS: formatArn("root", { accountId }) };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }],
  });
}
