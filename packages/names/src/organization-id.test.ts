import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  isOrganizationIdOf,
  newOrganizationId,
  newUnitId,
  type OrganizationIdKind,
  toOrganizationId,
} from "./organization-id.ts";

/** What AWS's own examples call them. */
const EXAMPLES: Readonly<Record<OrganizationIdKind, string>> = {
  organization: "o-exampleorgid",
  root: "r-examplerootid111",
  unit: "ou-examplerootid111-exampleouid111",
  policy: "p-examplepolicyid111",
  handshake: "h-examplehandshakeid111",
  accountRequest: "car-examplecreateaccountrequestid111",
  resourcePolicy: "rp-5h2c0mbf",
  transfer: "rt-example1",
};
const KINDS = Object.keys(EXAMPLES) as readonly OrganizationIdKind[];
const bytes = (roll: number) => (count: number) => new Uint8Array(count).fill(roll);

describe("ids of organizations", () => {
  it("are known by their form, each for its own kind alone", () => {
    for (const kind of KINDS) {
      const known = KINDS.filter((other) => isOrganizationIdOf(kind, EXAMPLES[other]));
      assert.deepEqual(known, [kind]);
    }
    assert.ok(isOrganizationIdOf("policy", "p-FullAWSAccess"));
  });

  it("are refused where they are almost one", () => {
    const almost: readonly (readonly [OrganizationIdKind, string])[] = [
      ["organization", "o-short"],
      ["organization", "o-EXAMPLEORGID"],
      ["organization", "o-exampleorgid\n"],
      ["organization", ` o-exampleorgid`],
      ["organization", `o-${"a".repeat(33)}`],
      ["root", "r-abc"],
      ["unit", "ou-abcd"],
      ["unit", "ou-abcd-1234567"],
      ["policy", "p-1234567"],
      ["policy", "p-12345678-9"],
      ["handshake", "h-ABCDEFGH"],
      ["transfer", ""],
    ];
    for (const [kind, text] of almost) {
      assert.equal(isOrganizationIdOf(kind, text), false, text);
      assert.throws(() => toOrganizationId(kind, text), RangeError);
    }
  });

  it("are made in their form, of any bytes", () => {
    const random = fc.infiniteStream(fc.nat(255)).map((stream) => (count: number) => {
      return Uint8Array.from({ length: count }, () => stream.next().value!);
    });
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), random, (kind, roll) => {
        const rootId = newOrganizationId("root", roll);
        const id = kind === "unit" ? newUnitId(rootId, roll) : newOrganizationId(kind, roll);
        assert.ok(isOrganizationIdOf(kind, id));
        if (kind === "unit") assert.ok(id.startsWith(`ou-${rootId.slice(2)}-`));
      }),
    );
  });

  it("are as long as AWS's new ones", () => {
    const made = KINDS.map((kind) => {
      const id =
        kind === "unit"
          ? newUnitId(newOrganizationId("root", bytes(0)), bytes(0))
          : newOrganizationId(kind, bytes(0));
      return [kind, id];
    });
    assert.deepEqual(Object.fromEntries(made), {
      organization: `o-${"a".repeat(10)}`,
      root: "r-aaaa",
      unit: `ou-aaaa-${"a".repeat(8)}`,
      policy: `p-${"a".repeat(8)}`,
      handshake: `h-${"0".repeat(32)}`,
      accountRequest: `car-${"0".repeat(32)}`,
      resourcePolicy: `rp-${"a".repeat(8)}`,
      transfer: `rt-${"a".repeat(8)}`,
    });
  });

  it("take every character as often as another", () => {
    const digits = new Set<string>();
    for (let roll = 0; roll < 36; roll++) {
      const word = (count: number) =>
        Uint8Array.from({ length: count }, (_, at) => (at % 4 === 3 ? roll : 0));
      digits.add(newOrganizationId("root", word).slice(2, 3));
    }
    assert.equal(digits.size, 36);
  });
});
