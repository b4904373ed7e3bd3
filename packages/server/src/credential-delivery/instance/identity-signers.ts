import { createPrivateKey, generateKeyPair, type KeyObject } from "node:crypto";
import { promisify } from "node:util";
import { certificatePem, type IdentitySigners, selfSignedCertificate } from "@rolecall/metadata";
import type { ProgramSurroundings } from "../../program/surroundings.ts";
import type { IdentityKey, InstanceState } from "./instance-state.ts";

const makeKeys = promisify(generateKeyPair);

const YEAR_MS = 365 * 86_400_000;
const DAY_MS = 86_400_000;
/** As long as AWS's: nobody wants to hand out others. */
const LIFE_YEARS = 20;
const SERIAL_BYTES = 16;

type Kinds = NonNullable<InstanceState["identity"]>;

function nameOf(instanceId: string): string {
  return `Rolecall instance identity ${instanceId}`;
}

/** Makes what identity documents are signed with. It takes a second or two, on another thread. */
export async function makeIdentity(
  instanceId: string,
  { clock, random }: Pick<ProgramSurroundings, "clock" | "random">,
): Promise<Kinds> {
  const [dsa, rsa] = await Promise.all([
    makeKeys("dsa", { modulusLength: 2_048, divisorLength: 256 }),
    makeKeys("rsa", { modulusLength: 2_048 }),
  ]);
  const certify = (kind: "dsa" | "rsa", privateKey: KeyObject): IdentityKey => {
    const der = selfSignedCertificate({
      kind,
      privateKey,
      commonName: nameOf(instanceId),
      notBeforeMs: clock() - DAY_MS,
      notAfterMs: clock() + LIFE_YEARS * YEAR_MS,
      serialNumber: positive(random(SERIAL_BYTES)),
    });
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    return { privateKey: pem, certificate: certificatePem(der) };
  };
  return { dsa: certify("dsa", dsa.privateKey), rsa: certify("rsa", rsa.privateKey) };
}

/** DER knows no number that begins with zeros. */
function positive(bytes: Uint8Array): Uint8Array {
  const serial = Uint8Array.from(bytes);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  return serial;
}

export function openSigners(instanceId: string, keys: Kinds): IdentitySigners {
  const open = (kind: "dsa" | "rsa") => ({
    kind,
    privateKey: createPrivateKey(keys[kind].privateKey),
    certificate: keys[kind].certificate,
    commonName: nameOf(instanceId),
  });
  return { dsa: open("dsa"), rsa: open("rsa") };
}
