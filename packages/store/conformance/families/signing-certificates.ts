import assert from "node:assert/strict";
import { rootUserId } from "@rolecall/names";
import type { SigningCertificateRecord } from "../../src/records/signing-certificate.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import type { FamilyUnderTest } from "../family-under-test.ts";
import {
  credential,
  credentialAnswers,
  credentialSubjects,
  credentialTests,
  forgetCredentials,
  naiveCredentials,
} from "../owner-credentials.ts";
import { ACCOUNT, BIG_DOCUMENT, LATE } from "../samples.ts";
import { toldBy } from "../told-by.ts";
import { user } from "./users.ts";

const ROOT = { ownerKind: "root", ownerId: rootUserId(ACCOUNT) };

export function signingCertificate(number: number, more: object = {}): SigningCertificateRecord {
  return { ...credential("CERT", number), body: "-----BEGIN CERTIFICATE-----", ...more };
}

export const signingCertificates: FamilyUnderTest<"signingCertificates"> = {
  tests: {
    ...credentialTests({
      of: (tx) => tx.signingCertificates,
      sample: signingCertificate,
      full: signingCertificate(1, { body: BIG_DOCUMENT, createdAt: LATE }),
    }),
    "may be root's": ofRoot,
  },
  naive: {
    open: (state) => naiveCredentials(state, "signingCertificates"),
    whenDeleted: forgetCredentials("signingCertificates"),
  },
  operations: {
    insertCertificate: (tx, first, second) =>
      tx.signingCertificates.insert(
        signingCertificate(first, second === 2 ? ROOT : { ownerId: user(second).id }),
      ),
    updateCertificate: (tx, first, second, third) =>
      tx.signingCertificates.update(
        signingCertificate(first, {
          ...(second === 2 ? ROOT : { ownerId: user(second).id }),
          body: `${third}`,
        }),
      ),
    deleteCertificate: (tx, first) => tx.signingCertificates.delete(ACCOUNT, signingCertificate(first).id),
  },
  begin: (first) => [{ name: "insertCertificate", first, second: first, third: 0 }],
  answers: (tx) => credentialAnswers(tx.signingCertificates, signingCertificate),
  subjects: (tx) => credentialSubjects(tx.signingCertificates),
};

async function ofRoot(store: Store): Promise<void> {
  const record = signingCertificate(1, ROOT);
  const told = await toldBy(store, () => store.write((tx) => tx.signingCertificates.insert(record)));
  assert.deepEqual(told, [`account ${ACCOUNT}`]);
  await store.read(async (tx) => {
    assert.deepEqual(await tx.signingCertificates.ofOwner(rootUserId(ACCOUNT)), [record]);
  });
  await assertConflicts(store, [
    (tx) => tx.signingCertificates.insert(signingCertificate(2, { ownerKind: "root", ownerId: user(1).id })),
    (tx) => tx.signingCertificates.update(signingCertificate(1)),
  ]);
}
