import type { OrganizationTree, TreeAccount, TreePolicy, TreeUnit } from "./organization-tree.ts";
import { FULL_ACCESS_ID, FULL_RESOURCE_ACCESS_ID } from "./organization-tree.ts";

const FULL: TreePolicy = { id: FULL_ACCESS_ID, name: "FullAWSAccess", type: "SERVICE_CONTROL_POLICY" };
const RCP_FULL: TreePolicy = {
  id: FULL_RESOURCE_ACCESS_ID,
  name: "RCPFullAWSAccess",
  type: "RESOURCE_CONTROL_POLICY",
};
const scp = (name: string): TreePolicy => ({ id: `p-scp${name}`, name, type: "SERVICE_CONTROL_POLICY" });
const rcp = (name: string): TreePolicy => ({ id: `p-rcp${name}`, name, type: "RESOURCE_CONTROL_POLICY" });
const tagPolicy = (name: string): TreePolicy => ({ id: `p-tag${name}`, name, type: "TAG_POLICY" });

interface UnitParts {
  readonly policies?: readonly TreePolicy[];
  readonly accounts?: readonly TreeAccount[];
  readonly units?: readonly TreeUnit[];
  readonly fullAccess?: boolean;
}

function unit(name: string, { policies = [], accounts = [], units = [], fullAccess = true }: UnitParts) {
  const letters = name.toLowerCase().replaceAll(/[^a-z]/g, "");
  const id = name === "Root" ? "r-ab12" : `ou-ab12-${letters.slice(0, 12).padEnd(8, "0")}`;
  const aws = fullAccess ? [FULL, RCP_FULL] : [RCP_FULL];
  return { id, name, policies: [...aws, ...policies], accounts, units };
}

function account(number: number, name: string, more: Partial<TreeAccount> = {}): TreeAccount {
  const id = String(100_000_000_000 + number * 1_111_111);
  return { id, name, email: `${name}@company.example`, state: "ACTIVE", policies: [FULL, RCP_FULL], ...more };
}

function tree(root: TreeUnit): OrganizationTree {
  return {
    id: "o-a1b2c3d4e5",
    managementAccount: account(0, "").id,
    features: "ALL",
    policyTypes: ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY", "TAG_POLICY"],
    root,
  };
}

export function threeAccounts(): OrganizationTree {
  return tree(
    unit("Root", {
      policies: [scp("DenyLeaving")],
      accounts: [account(0, "company"), account(1, "development")],
      units: [unit("Production", { policies: [scp("RegionLock")], accounts: [account(2, "shop")] })],
    }),
  );
}

const TEAMS = ["checkout", "search", "payments", "catalogue", "delivery", "accounts-and-identity-platform"];

function teamAccounts(first: number, count: number, stage: string): readonly TreeAccount[] {
  return Array.from({ length: count }, (_, index) => {
    const team = TEAMS[index % TEAMS.length]!;
    const round = Math.floor(index / TEAMS.length);
    return account(first + index, `${team}-${stage}${round === 0 ? "" : `-${round + 1}`}`);
  });
}

export function thirtyAccounts(): OrganizationTree {
  return tree(
    unit("Root", {
      policies: [scp("DenyLeavingTheOrganization"), rcp("OnlyOurPeople"), tagPolicy("CostCenter")],
      accounts: [account(0, "company-management")],
      units: [
        unit("Security", {
          policies: [scp("KeepTheLogs")],
          accounts: [account(1, "audit"), account(2, "log-archive")],
        }),
        unit("Workloads", {
          units: [
            unit("Production", {
              policies: [scp("RegionLockEurope"), scp("NoInstancesOfOldFamilies"), scp("BreakGlassByTag")],
              accounts: teamAccounts(10, 9, "prod"),
            }),
            unit("Development", { accounts: teamAccounts(30, 10, "dev") }),
          ],
        }),
        unit("Quarantine", {
          fullAccess: false,
          policies: [scp("ReadOnly")],
          accounts: [
            account(50, "acquired-company-with-a-name-that-nobody-could-abbreviate"),
            account(51, "acquired-2", { policies: [FULL, RCP_FULL, scp("DenyEverythingButBilling")] }),
          ],
        }),
        unit("Suspended", {
          policies: [scp("DenyAll")],
          accounts: [account(60, "old-shop", { state: "CLOSED" }), account(61, "demo", { state: "CLOSED" })],
        }),
        unit("試験環境 Sandbox", {
          accounts: [account(70, "sandbox-ana"), account(71, "sandbox-ben"), account(72, "sandbox-chloé")],
        }),
        unit("Empty", {}),
      ],
    }),
  );
}

export function threeHundredAccounts(): OrganizationTree {
  const divisions = ["Retail", "Logistics", "Insurance", "Media"];
  return tree(
    unit("Root", {
      policies: [scp("DenyLeavingTheOrganization"), rcp("OnlyOurPeople")],
      accounts: [account(0, "company-management")],
      units: divisions.map((division, nth) =>
        unit(division, {
          policies: [scp(`RegionLock${division}`)],
          accounts: teamAccounts(1000 * (nth + 1), 3, "hub"),
          units: [
            unit(`${division} production`, { accounts: teamAccounts(1000 * (nth + 1) + 100, 40, "prod") }),
            unit(`${division} test`, { accounts: teamAccounts(1000 * (nth + 1) + 200, 25, "test") }),
            unit(`${division} sandboxes`, {
              policies: [scp("SmallInstancesOnly")],
              accounts: teamAccounts(1000 * (nth + 1) + 300, 7, "sandbox"),
            }),
          ],
        }),
      ),
    }),
  );
}
