import fc from "fast-check";
import {
  FULL_ACCESS_ID,
  type OrganizationTree,
  type TreeAccount,
  type TreePolicy,
  type TreeUnit,
} from "./organization-tree.ts";

/** Names as strangers choose them: of any length and letters, and with what terminals and XML take for orders. */
const name = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 128 }),
  fc.constantFrom(
    "\u001b[31mred",
    "<script>&\"'",
    "試験環境の長い名前".repeat(10),
    "a".repeat(128),
    "x\u202eabc",
    "\ufffe\uffff",
  ),
);

const policy: fc.Arbitrary<TreePolicy> = fc.record({
  id: fc.constantFrom(FULL_ACCESS_ID, "p-one00000", "p-two00000", "p-three000"),
  name,
  type: fc.constantFrom("SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY", "TAG_POLICY", "NEWER_POLICY"),
});

const policies = fc.array(policy, { maxLength: 4 });

const account: fc.Arbitrary<TreeAccount> = fc.record({
  id: fc.stringMatching(/^[0-9]{12}$/),
  name,
  email: fc.constant("root@company.example"),
  state: fc.constantFrom("ACTIVE", "CLOSED", "PENDING_CLOSURE"),
  policies,
});

const { unit } = fc.letrec<{ unit: TreeUnit }>((tie) => ({
  unit: fc.record({
    id: fc.stringMatching(/^ou-ab12-[0-9a-z]{8}$/),
    name,
    policies,
    accounts: fc.oneof(
      fc.array(account, { maxLength: 3 }),
      fc.array(account, { minLength: 20, maxLength: 60 }),
    ),
    units: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constant([]),
      fc.array(tie("unit"), { maxLength: 5 }),
    ),
  }),
}));

/** Organizations of any shape; ids of units are told apart. */
export const randomTree: fc.Arbitrary<OrganizationTree> = unit.map((root) => ({
  id: "o-a1b2c3d4e5",
  managementAccount: root.accounts[0]?.id ?? "111111111111",
  features: "ALL",
  policyTypes: ["SERVICE_CONTROL_POLICY"],
  root: numbered(root, { next: 0 }),
}));

function numbered(one: TreeUnit, counter: { next: number }): TreeUnit {
  const id = `ou-ab12-${String(counter.next++).padStart(8, "0")}`;
  return { ...one, id, units: one.units.map((inner) => numbered(inner, counter)) };
}
