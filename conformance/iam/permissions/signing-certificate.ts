import { CreateUserCommand } from "@aws-sdk/client-iam";
import {
  newCertificate,
  newEcKeys,
} from "../../../packages/credentials/src/certificate/certificate.test-support.ts";
import { iamFamily, named } from "../stage.ts";

const UserName = "permissions-signing";
const onUser = () => named("user", UserName);
const CertificateBody = newCertificate({ subject: "permissions", keys: newEcKeys() });

export const family = iamFamily({
  prepare: ({ admin }) => admin.iam.send(new CreateUserCommand({ UserName })),
  rows: {
    UploadSigningCertificate: { input: { UserName, CertificateBody }, on: onUser },
    ListSigningCertificates: { input: { UserName }, on: onUser },
    UpdateSigningCertificate: {
      input: (_, { UploadSigningCertificate: { Certificate } }) => ({
        UserName,
        CertificateId: Certificate.CertificateId,
        Status: "Inactive",
      }),
      on: onUser,
    },
    DeleteSigningCertificate: {
      input: (_, { UploadSigningCertificate: { Certificate } }) => ({
        UserName,
        CertificateId: Certificate.CertificateId,
      }),
      on: onUser,
    },
  },
});
