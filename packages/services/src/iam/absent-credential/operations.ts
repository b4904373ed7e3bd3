import type { Operation } from "@rolecall/operations";
import { iam } from "../define.ts";
import { listNoneOfOwner } from "./list-none.ts";
import { listServiceSpecificCredentials } from "./list-service-specific-credentials.ts";

export const absentCredentialOperations: readonly Operation[] = [
  iam.read(
    "ListSSHPublicKeys",
    listNoneOfOwner((ended) => ({ SSHPublicKeys: [], ...ended })),
  ),
  iam.read(
    "ListSigningCertificates",
    listNoneOfOwner((ended) => ({ Certificates: [], ...ended })),
  ),
  listServiceSpecificCredentials,
];
