import { sealSecret } from "@rolecall/credentials";
import { newTags, ServiceError, tagsToWire } from "@rolecall/operations";
import type { ServerCertificateRecord } from "@rolecall/store";
import { iam } from "../define.ts";
import { NEW_SERVER_CERTIFICATE, TAGGED_SERVER_CERTIFICATE } from "../kinds.ts";
import { newEntity } from "../new-entity.ts";
import { newServerCertificate } from "../on.ts";
import { IAM_QUOTAS } from "../quotas.ts";
import { readCertificateMaterial } from "./certificate-material.ts";
import { serverCertificateToWire } from "./server-certificate-shape.ts";

/**
 * The private key is kept sealed. No operation answers it.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_UploadServerCertificate.html
 */
export const uploadServerCertificate = iam.write("UploadServerCertificate", {
  prepare: async ({ input, env, now }) => {
    const chainMax = IAM_QUOTAS.of(env).CertificatesPerChain;
    return readCertificateMaterial(input, { nowMs: now, chainMax });
  },
  on: newServerCertificate,
  perform: async ({ call, prepared: material }) => {
    const { input, tx, env } = call;
    const tags = newTags(input.Tags, TAGGED_SERVER_CERTIFICATE, env);
    const entity = await newEntity(call, NEW_SERVER_CERTIFICATE, input.ServerCertificateName);
    if (material instanceof ServiceError) throw material;
    const { privateKey, ...kept } = material;
    const certificate: ServerCertificateRecord = {
      ...entity,
      ...kept,
      sealedPrivateKey: sealSecret(env.keyRing, entity.id, privateKey),
      tags,
    };
    await tx.serverCertificates.insert(certificate);
    return {
      ServerCertificateMetadata: serverCertificateToWire(certificate),
      ...(tags.length > 0 && { Tags: tagsToWire(tags) }),
    };
  },
});
