import { listingTags, type Operation, tagging, untagging } from "@rolecall/operations";
import { iam } from "../define.ts";
import { TAGGED_SERVER_CERTIFICATE } from "../kinds.ts";
import { deleteServerCertificate } from "./delete-server-certificate.ts";
import { getServerCertificate } from "./get-server-certificate.ts";
import { listServerCertificates } from "./list-server-certificates.ts";
import { updateServerCertificate } from "./update-server-certificate.ts";
import { uploadServerCertificate } from "./upload-server-certificate.ts";

export const serverCertificateOperations: readonly Operation[] = [
  uploadServerCertificate,
  getServerCertificate,
  listServerCertificates,
  updateServerCertificate,
  deleteServerCertificate,
  iam.write("TagServerCertificate", tagging(TAGGED_SERVER_CERTIFICATE)),
  iam.write("UntagServerCertificate", untagging(TAGGED_SERVER_CERTIFICATE)),
  iam.read("ListServerCertificateTags", listingTags(TAGGED_SERVER_CERTIFICATE)),
];
