import type { CreateSessionRequest } from "@rolecall/contracts/rolesanywhere";
import { type Call, certificateSubjectId } from "@rolecall/operations";
import type { ReadTransaction } from "@rolecall/store";
import type { MachineCaller } from "./machine-caller.ts";

/** Whom the certificate names is seen by ListSubjects and GetSubject. Written behind the requests. */
export function noteSubject({
  caller: { leaf, admission, subject: x509Subject, issuer },
  input: { instanceProperties = {} },
  env,
  now,
}: Call<CreateSessionRequest, ReadTransaction, MachineCaller>): void {
  const { accountId, region } = admission.anchor;
  const properties = Object.entries(instanceProperties).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  env.certificateSubjects.note({
    id: certificateSubjectId({ accountId, region, x509Subject }),
    accountId,
    region,
    x509Subject,
    certificate: {
      serialNumber: BigInt(`0x${leaf.serialNumber.toString("hex")}`).toString(),
      issuer,
      certificate: leaf.certificate.toString(),
      seenAt: now,
      hasFailed: false,
    },
    ...(properties.length > 0 && { properties: Object.fromEntries(properties) }),
  });
}
