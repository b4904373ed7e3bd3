import assert from "node:assert/strict";
import { test } from "node:test";
import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { thirtyAccounts, threeAccounts, threeHundredAccounts } from "../made-up.test-support.ts";
import { type OrganizationTree, type TreeAccount, unitsOf } from "../organization-tree.ts";
import { randomTree } from "../random-tree.test-support.ts";
import { displayWidth } from "./display-width.ts";
import { drawText } from "./draw-text.ts";

const plain = { color: false, isUnfolded: false };

test("three accounts, as they are drawn", () => {
  assert.equal(
    drawText(threeAccounts(), plain),
    `Organization o-a1b2c3d4e5 · all features · 3 accounts · 1 unit · 2 policies
policy types that are enabled: SCP, RCP, Tag

Root  r-ab12  [SCP DenyLeaving]
├─ ★ company  100000000000  management account
├─ development  100001111111
└─ Production  ou-ab12-production  [SCP RegionLock]
   └─ shop  100002222222
`,
  );
});

test("what is out of the ordinary is said: closed accounts, and where FullAWSAccess is missing", () => {
  const text = drawText(thirtyAccounts(), plain);
  assert.match(text, /old-shop {2}\d{12} {2}closed$/m);
  assert.match(text, /Quarantine {2}ou-\S+ {2}without FullAWSAccess {2}\[SCP ReadOnly\]$/m);
  assert.match(text, /acquired-2 {2}\d{12} {2}\[SCP DenyEverythingButBilling\]$/m);
  assert.doesNotMatch(text, /\[SCP FullAWSAccess\]/);
});

test("three hundred accounts fold, and nothing is hidden that is unlike the others", () => {
  const tree = withAccount(threeHundredAccounts(), { state: "CLOSED", name: "the-closed-one" });
  const folded = drawText(tree, plain);
  assert.ok(folded.split("\n").length < 100, "a screen or two");
  assert.match(folded, /… 36 more accounts$/m);
  assert.match(folded, /company-management/);
  assert.match(folded, /the-closed-one {2}\d{12} {2}closed$/m);
  const whole = drawText(tree, { ...plain, isUnfolded: true });
  assert.doesNotMatch(whole, /more accounts/);
  for (const { id } of accountsOf(tree)) assert.ok(whole.includes(id), id);
});

test("colours change nothing but colours", () => {
  fc.assert(
    fc.property(randomTree, (tree) => {
      const colorful = drawText(tree, { ...plain, color: true, width: 90 });
      assert.equal(stripVTControlCharacters(colorful), drawText(tree, { ...plain, width: 90 }));
    }),
    { numRuns: 60 },
  );
});

test("no line is wider than the terminal, and no name gives it orders", () => {
  fc.assert(
    fc.property(randomTree, fc.integer({ min: 100, max: 200 }), (tree, width) => {
      const text = drawText(tree, { ...plain, width, isUnfolded: true });
      assert.doesNotMatch(text.replaceAll("\n", ""), /[\p{Cc}\p{Cf}]/u);
      for (const line of text.split("\n").slice(3)) assert.ok(displayWidth(line) <= width, line);
    }),
    { numRuns: 60 },
  );
});

function accountsOf({ root }: OrganizationTree): readonly TreeAccount[] {
  return [...unitsOf(root)].flatMap(({ accounts }) => accounts);
}

/** With another last account in the first division's production. */
function withAccount(tree: OrganizationTree, change: Partial<TreeAccount>): OrganizationTree {
  const [division, ...divisions] = tree.root.units;
  const [production, ...others] = division!.units;
  const last = { ...production!.accounts.at(-1)!, ...change };
  const changed = { ...production!, accounts: [...production!.accounts, { ...last, id: "999999999999" }] };
  const units = [{ ...division!, units: [changed, ...others] }, ...divisions];
  return { ...tree, root: { ...tree.root, units } };
}
