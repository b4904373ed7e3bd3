import type { RoleRecord } from "../../src/records/role.ts";
import { entityAnswers, entitySubjects, entityTests } from "../entity-tests.ts";
import type { FamilyUnderTest } from "../family-under-test.ts";
import { naiveEntities } from "../naive-entities.ts";
import { BIG_DOCUMENT, boundary, entity, named, policyArn, TAGS, TEXT, uniqueId } from "../samples.ts";

export function role(number: number, more: Partial<RoleRecord> = {}): RoleRecord {
  const trust = { trustPolicy: '{"Statement":[]}', trustPrincipals: {}, maxSessionSeconds: 3600 };
  return { ...entity("AROA", number), name: `role-${number}`, ...trust, tags: [], ...more };
}

export const roles: FamilyUnderTest<"roles"> = {
  tests: entityTests({
    of: (tx) => tx.roles,
    sample: role,
    full: role(1, {
      trustPolicy: BIG_DOCUMENT,
      trustPrincipals: Object.fromEntries([
        ["arn:aws:iam::1:user/x", uniqueId("AIDA", 7)],
        ["__proto__", uniqueId("AIDA", 8)],
      ]),
      description: TEXT,
      maxSessionSeconds: 43_200,
      permissionsBoundary: policyArn(1),
      tags: TAGS,
      source: {
        templateArn: policyArn(2),
        minorVersion: 3,
        replacementValues: Object.fromEntries([["__proto__", [TEXT]]]),
      },
    }),
    changed: role(1, { description: "" }),
  }),
  naive: {
    open: (state, cascade) => naiveEntities(state, "roles", (record) => cascade("role", record)),
  },
  operations: {
    insertRole: (tx, first, second, third) =>
      tx.roles.insert(role(first, { ...named(second, third), ...boundary(third) })),
    updateRole: (tx, first, second, third) =>
      tx.roles.update(role(first, { ...named(second, third), description: "d" })),
    deleteRole: (tx, first) => tx.roles.delete(role(first).id),
  },
  begin: (first) => [{ name: "insertRole", first, second: first + 1, third: 0 }],
  answers: (tx) => entityAnswers(tx.roles),
  subjects: (tx) => entitySubjects(tx.roles, (number) => ["role", role(number).id]),
};
