import { toRolesAnywhereId } from "@rolecall/names";
import type { TrustAnchorRecord } from "../../src/records/trust-anchor.ts";
import { type FamilyUnderTest, NUMBERS, type SubjectPart } from "../family-under-test.ts";
import { naiveRegional, place, REGIONS, regionalAnswers, regionalTests, uuid } from "../regional.ts";
import { ACCOUNT, BIG_DOCUMENT, CREATED_AT, LATE, TAGS, TEXT } from "../samples.ts";

export function trustAnchor(number: number, more: Partial<TrustAnchorRecord> = {}): TrustAnchorRecord {
  return {
    id: toRolesAnywhereId("trust-anchor", uuid(number)),
    accountId: ACCOUNT,
    region: REGIONS[0],
    name: "anchor",
    isEnabled: false,
    notificationSettings: [],
    tags: [],
    createdAt: CREATED_AT,
    updatedAt: CREATED_AT,
    certificateBundle: "-----BEGIN CERTIFICATE-----",
    ...more,
  };
}

export const trustAnchors: FamilyUnderTest<"trustAnchors"> = {
  tests: regionalTests({
    kind: "trustAnchor",
    of: (tx) => tx.trustAnchors,
    sample: trustAnchor,
    full: trustAnchor(1, {
      name: TEXT,
      isEnabled: true,
      notificationSettings: [
        { event: "CA_CERTIFICATE_EXPIRY", enabled: true, threshold: 45 },
        { event: "END_ENTITY_CERTIFICATE_EXPIRY", enabled: false },
      ],
      tags: TAGS,
      updatedAt: LATE,
      certificateBundle: BIG_DOCUMENT,
    }),
  }),
  naive: {
    open: (state, cascade) =>
      naiveRegional(state, "trustAnchors", (record) => cascade("trustAnchor", record)),
  },
  operations: {
    insertTrustAnchor: (tx, first, second) => tx.trustAnchors.insert(trustAnchor(first, place(second))),
    updateTrustAnchor: (tx, first, second, third) =>
      tx.trustAnchors.update(trustAnchor(first, { ...place(second), name: `${third}` })),
    deleteTrustAnchor: (tx, first) => tx.trustAnchors.delete(trustAnchor(first).id),
  },
  begin: (first) => [{ name: "insertTrustAnchor", first, second: 0, third: 0 }],
  answers: (tx) => regionalAnswers(tx.trustAnchors),
  subjects: (tx) =>
    Promise.all(
      NUMBERS.map(async (number): Promise<SubjectPart> => {
        const { id } = trustAnchor(number);
        return [`trustAnchor ${id}`, await tx.trustAnchors.byId(id)];
      }),
    ),
};
