import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { Mistake } from "../../mistake.ts";
import type { CommandIo } from "../command.ts";
import { readTextFile } from "../read-text-file.ts";

/** Who a machine is, and what proves it. */
export interface MachineIdentity {
  readonly certificate: X509Certificate;
  readonly intermediates: readonly X509Certificate[];
  readonly privateKey: KeyObject;
}

interface IdentityFiles {
  readonly certificate: string;
  readonly privateKey: string;
  readonly intermediates: string | undefined;
}

const LIMIT = { bytesMax: 1_000_000, largest: "any certificate or key (1 MB)" };

/**
 * Reads the files of a machine's identity as other tools write them: with text before a certificate, and parameters before a key.
 * @throws Mistake
 */
export async function readIdentity(files: IdentityFiles, io: CommandIo): Promise<MachineIdentity> {
  const [certificate, ...behind] = await readCertificateFile(files.certificate, io);
  if (certificate === undefined) throw new Mistake(`${files.certificate} holds no certificate in PEM.`);
  const more = files.intermediates === undefined ? [] : await readCertificateFile(files.intermediates, io);
  if (files.intermediates !== undefined && more.length === 0)
    throw new Mistake(`${files.intermediates} holds no certificate in PEM.`);
  const privateKey = await readKeyFile(files.privateKey, io);
  if (!certificate.checkPrivateKey(privateKey))
    throw new Mistake(
      `${files.privateKey} is not the private key of the certificate in ${files.certificate}.`,
    );
  return { certificate, intermediates: [...behind, ...more], privateKey };
}

const CERTIFICATES = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
const PRIVATE_KEY = /-----BEGIN ((?:EC |RSA |ENCRYPTED )?PRIVATE KEY)-----[^-]+(?:-[^-]+)*-----END \1-----/;

async function readCertificateFile(file: string, io: CommandIo): Promise<readonly X509Certificate[]> {
  const text = await readTextFile(file, io, LIMIT);
  return Array.from(text.matchAll(CERTIFICATES), ([pem]) => {
    try {
      return new X509Certificate(pem);
    } catch {
      throw new Mistake(`${file} holds a certificate that cannot be read.`);
    }
  });
}

async function readKeyFile(file: string, io: CommandIo): Promise<KeyObject> {
  const [pem, label] = PRIVATE_KEY.exec(await readTextFile(file, io, LIMIT)) ?? [];
  if (pem === undefined) throw new Mistake(`${file} holds no private key in PEM.`);
  if (label === "ENCRYPTED PRIVATE KEY" || pem.includes("ENCRYPTED"))
    throw new Mistake(`${file} is sealed with a passphrase, which nobody is there to give.`);
  try {
    return createPrivateKey(pem);
  } catch {
    throw new Mistake(`${file} holds a private key that cannot be read.`);
  }
}
