import type { SshPublicKeyRecord } from "../../src/records/ssh-public-key.ts";
import type { FamilyUnderTest } from "../family-under-test.ts";
import {
  credential,
  credentialAnswers,
  credentialSubjects,
  credentialTests,
  forgetCredentials,
  naiveCredentials,
} from "../owner-credentials.ts";
import { BIG_DOCUMENT, LATE } from "../samples.ts";
import { user } from "./users.ts";

export function sshPublicKey(number: number, more: object = {}): SshPublicKeyRecord {
  return { ...credential("APKA", number), body: "ssh-rsa AAAA", fingerprint: "00:ff", ...more };
}

export const sshPublicKeys: FamilyUnderTest<"sshPublicKeys"> = {
  tests: credentialTests({
    of: (tx) => tx.sshPublicKeys,
    sample: sshPublicKey,
    full: sshPublicKey(1, { body: BIG_DOCUMENT, createdAt: LATE }),
  }),
  naive: {
    open: (state) => naiveCredentials(state, "sshPublicKeys"),
    whenDeleted: forgetCredentials("sshPublicKeys"),
  },
  operations: {
    insertSshKey: (tx, first, second) =>
      tx.sshPublicKeys.insert(sshPublicKey(first, { ownerId: user(second).id })),
    updateSshKey: (tx, first, second, third) =>
      tx.sshPublicKeys.update(sshPublicKey(first, { ownerId: user(second).id, fingerprint: `${third}` })),
    deleteSshKey: (tx, first) =>
      tx.sshPublicKeys.delete(sshPublicKey(first).accountId, sshPublicKey(first).id),
  },
  begin: (first) => [{ name: "insertSshKey", first, second: first, third: 0 }],
  answers: (tx) => credentialAnswers(tx.sshPublicKeys, sshPublicKey),
  subjects: (tx) => credentialSubjects(tx.sshPublicKeys),
};
