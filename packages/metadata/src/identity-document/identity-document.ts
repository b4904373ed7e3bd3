import { sign } from "node:crypto";
import type { InstanceDescription } from "../imds/instance-description.ts";
import type { SignedIdentityDocument } from "../imds/latest-tree.ts";
import { ALGORITHMS } from "./algorithms.ts";
import { type Pkcs7Signer, signPkcs7 } from "./pkcs7.ts";
import { base64Lines } from "./self-signed-certificate.ts";

export interface IdentitySigners {
  readonly dsa: Pkcs7Signer;
  readonly rsa: Pkcs7Signer;
}

/** Of the form of EC2's documents. */
const FORM_VERSION = "2017-09-30";
const LINE_LENGTH = 76;

/**
 * An instance's identity document, and what proves it. It changes when the instance is started anew.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-identity-documents.html
 */
export function signIdentityDocument(
  description: InstanceDescription,
  { dsa, rsa }: IdentitySigners,
): SignedIdentityDocument {
  const document = formatIdentityDocument(description);
  const bytes = Buffer.from(document, "utf8");
  return {
    document,
    signature: base64Lines(sign(ALGORITHMS.rsa.digest, bytes, rsa.privateKey), LINE_LENGTH),
    pkcs7: base64Lines(signPkcs7(bytes, dsa), LINE_LENGTH),
    rsa2048: base64Lines(signPkcs7(bytes, rsa), LINE_LENGTH),
  };
}

function formatIdentityDocument(description: InstanceDescription): string {
  const members = {
    accountId: description.accountId,
    architecture: description.architecture ?? null,
    availabilityZone: description.availabilityZone ?? null,
    billingProducts: null,
    devpayProductCodes: null,
    imageId: description.imageId ?? null,
    instanceId: description.instanceId,
    instanceType: description.instanceType ?? null,
    kernelId: null,
    marketplaceProductCodes: null,
    pendingTime: new Date(description.pendingTimeMs).toISOString().replace(/\.\d+Z$/, "Z"),
    privateIp: description.privateIp ?? null,
    ramdiskId: null,
    region: description.region,
    version: FORM_VERSION,
  };
  const lines = Object.entries(members).map(([name, value]) => `  "${name}" : ${JSON.stringify(value)}`);
  return `{\n${lines.join(",\n")}\n}`;
}
