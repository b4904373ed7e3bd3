import {
  newCertificate,
  newEcKeys,
  privateKeyPem,
} from "../../../packages/credentials/src/certificate/certificate.test-support.ts";
import { arn, iamFamily, named } from "../stage.ts";

const ServerCertificateName = "permissions-certificate";
const NewServerCertificateName = `${ServerCertificateName}-2`;
const keys = newEcKeys();
const material = {
  CertificateBody: newCertificate({ subject: "permissions", keys }),
  PrivateKey: privateKeyPem(keys),
};
const Tags = [{ Key: "team", Value: "a" }];
const requestTags = { "aws:RequestTag/team": "a", "aws:TagKeys": ["team"] };
const onCertificate = () => named("server-certificate", ServerCertificateName);
const resource = arn(`server-certificate/${ServerCertificateName}`);

export const family = iamFamily({
  prepare: async () => undefined,
  rows: {
    UploadServerCertificate: {
      input: { ServerCertificateName, ...material, Tags },
      on: () => [
        { resource, condition: requestTags },
        { action: "iam:TagServerCertificate", resource, condition: requestTags },
      ],
    },
    GetServerCertificate: {
      input: { ServerCertificateName },
      on: () => ({ ...onCertificate(), condition: { "aws:ResourceTag/team": "a" } }),
    },
    ListServerCertificates: { input: {} },
    TagServerCertificate: {
      input: { ServerCertificateName, Tags },
      on: () => ({ ...onCertificate(), condition: requestTags }),
    },
    ListServerCertificateTags: { input: { ServerCertificateName }, on: onCertificate },
    UntagServerCertificate: {
      input: { ServerCertificateName, TagKeys: ["team"] },
      on: () => ({ ...onCertificate(), condition: { "aws:TagKeys": ["team"] } }),
    },
    UpdateServerCertificate: {
      input: { ServerCertificateName, NewServerCertificateName },
      on: () => [onCertificate(), arn(`server-certificate/${NewServerCertificateName}`)],
    },
    DeleteServerCertificate: {
      input: { ServerCertificateName: NewServerCertificateName },
      on: () => named("server-certificate", NewServerCertificateName),
    },
  },
});
