import { toArn, toRolesAnywhereId } from "@rolecall/names";
import type { RolesAnywhereProfileRecord } from "../../src/records/roles-anywhere-profile.ts";
import { type FamilyUnderTest, NUMBERS, type SubjectPart } from "../family-under-test.ts";
import { naiveRegional, place, REGIONS, regionalAnswers, regionalTests, uuid } from "../regional.ts";
import { ACCOUNT, BIG_DOCUMENT, CREATED_AT, LATE, policyArn, TAGS, TEXT } from "../samples.ts";

const ADMIN = toArn(`arn:aws:iam::${ACCOUNT}:user/admin`);

export function rolesAnywhereProfile(
  number: number,
  more: Partial<RolesAnywhereProfileRecord> = {},
): RolesAnywhereProfileRecord {
  return {
    id: toRolesAnywhereId("profile", uuid(number)),
    accountId: ACCOUNT,
    region: REGIONS[0],
    name: "profile",
    isEnabled: false,
    roleArns: [],
    managedPolicyArns: [],
    durationSeconds: 3600,
    requireInstanceProperties: false,
    acceptRoleSessionName: false,
    attributeMappings: [],
    createdBy: ADMIN,
    tags: [],
    createdAt: CREATED_AT,
    updatedAt: CREATED_AT,
    ...more,
  };
}

export const rolesAnywhereProfiles: FamilyUnderTest<"rolesAnywhereProfiles"> = {
  tests: regionalTests({
    kind: "rolesAnywhereProfile",
    of: (tx) => tx.rolesAnywhereProfiles,
    sample: rolesAnywhereProfile,
    full: rolesAnywhereProfile(1, {
      name: TEXT,
      isEnabled: true,
      roleArns: [toArn(`arn:aws:iam::${ACCOUNT}:role/a`), toArn(`arn:aws:iam::${ACCOUNT}:role/b`)],
      managedPolicyArns: [policyArn(1)],
      durationSeconds: 43_200,
      requireInstanceProperties: true,
      acceptRoleSessionName: true,
      attributeMappings: [{ certificateField: "x509SAN", specifiers: ["DNS", TEXT] }],
      tags: TAGS,
      updatedAt: LATE,
      sessionPolicy: BIG_DOCUMENT,
    }),
  }),
  naive: {
    open: (state, cascade) =>
      naiveRegional(state, "rolesAnywhereProfiles", (record) => cascade("rolesAnywhereProfile", record)),
  },
  operations: {
    insertAnywhereProfile: (tx, first, second) =>
      tx.rolesAnywhereProfiles.insert(rolesAnywhereProfile(first, place(second))),
    updateAnywhereProfile: (tx, first, second, third) =>
      tx.rolesAnywhereProfiles.update(rolesAnywhereProfile(first, { ...place(second), name: `${third}` })),
    deleteAnywhereProfile: (tx, first) => tx.rolesAnywhereProfiles.delete(rolesAnywhereProfile(first).id),
  },
  begin: (first) => [{ name: "insertAnywhereProfile", first, second: 0, third: 0 }],
  answers: (tx) => regionalAnswers(tx.rolesAnywhereProfiles),
  subjects: (tx) =>
    Promise.all(
      NUMBERS.map(async (number): Promise<SubjectPart> => {
        const { id } = rolesAnywhereProfile(number);
        return [`rolesAnywhereProfile ${id}`, await tx.rolesAnywhereProfiles.byId(id)];
      }),
    ),
};
