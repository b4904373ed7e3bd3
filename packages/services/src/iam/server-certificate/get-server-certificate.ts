import { tagsToWire } from "@rolecall/operations";
import { iam } from "../define.ts";
import { serverCertificate } from "../on.ts";
import { serverCertificateToWire } from "./server-certificate-shape.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServerCertificate.html */
export const getServerCertificate = iam.read("GetServerCertificate", {
  on: serverCertificate,
  perform: async ({ target }) => ({
    ServerCertificate: {
      ServerCertificateMetadata: serverCertificateToWire(target),
      CertificateBody: target.body,
      ...(target.chain !== undefined && { CertificateChain: target.chain }),
      Tags: tagsToWire(target.tags),
    },
  }),
});
