import { generateKeyPairSync } from "node:crypto";
import { CredentialsRefused, enrolInstance, type RolecallEndpoint } from "@rolecall/metadata";
import { Mistake } from "../../mistake.ts";
import type { ProgramSurroundings } from "../../program/surroundings.ts";
import type { InstanceState } from "./instance-state.ts";

const TOKEN_KEY_BYTES = 32;

/**
 * Enrols this machine: makes a key, and has the server know it as the instance's. The key never leaves the machine.
 * @throws Mistake where the token is good no more, or nobody answers
 */
export async function enrol(
  endpoint: RolecallEndpoint,
  enrolmentToken: string,
  { random }: Pick<ProgramSurroundings, "random">,
): Promise<InstanceState> {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const publicKeyPem = publicKey.export({ type: "spki", format: "pem" }).toString();
  try {
    const { instanceId } = await enrolInstance(endpoint, { enrolmentToken, publicKeyPem });
    return {
      form: 1,
      endpoint: endpoint.endpoint.href.replace(/\/$/, ""),
      instanceId,
      privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
      tokenKey: Buffer.from(random(TOKEN_KEY_BYTES)).toString("base64"),
    };
  } catch (error) {
    if (error instanceof CredentialsRefused) throw new Mistake(`this machine cannot enrol: ${error.message}`);
    throw new Mistake(`${endpoint.endpoint.origin} cannot be asked: ${(error as Error).message}`);
  }
}
