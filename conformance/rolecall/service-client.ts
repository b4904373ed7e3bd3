/** What a service does that is written for Rolecall: it proves itself by its key, and shows what it was sent. */
import { generateKeyPairSync, hash, type KeyObject, randomUUID } from "node:crypto";
import type { RolecallOperations } from "@rolecall/contracts";
import { signKeyProof } from "@rolecall/federation/key-proof";
import { signRequest } from "@rolecall/sigv4";
import type { Keys } from "../installation/clients.ts";
import type { TestInstallation } from "../installation/installation.ts";
import { callRolecall } from "./rolecall-client.ts";

type Reached = Pick<TestInstallation, "endpoint" | "clockOffsetMs">;
type InputOf<Name extends keyof RolecallOperations> = RolecallOperations[Name]["input"];

/** A key pair of a service, the public one in PEM. */
export interface ServiceKeyPair {
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

export function newServiceKey(): ServiceKeyPair {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { publicKey: publicKey.export({ format: "pem", type: "spki" }).toString(), privateKey };
}

type CredentialsInput = Omit<InputOf<"GetServiceCredentials">, "Proof">;

/** A proof for one call of GetServiceCredentials. */
function proofOf(
  installation: Pick<TestInstallation, "clockOffsetMs">,
  service: string,
  { privateKey }: Pick<ServiceKeyPair, "privateKey">,
  input: CredentialsInput = {},
): string {
  const now = Math.floor((Date.now() + installation.clockOffsetMs()) / 1000);
  const asked = { operation: "GetServiceCredentials", input };
  return signKeyProof({ privateKey, subject: service, now, id: randomUUID(), ...asked });
}

/** What a service signs its own calls with, acting for somebody. */
export async function credentialsOfService(
  installation: Reached,
  service: string,
  key: Pick<ServiceKeyPair, "privateKey">,
  input: CredentialsInput = {},
): Promise<Keys> {
  const Proof = proofOf(installation, service, key, input);
  const { Credentials } = await callRolecall(installation, "GetServiceCredentials", { ...input, Proof });
  return {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
  };
}

/** A request that somebody sends to a service outside: signed for it, as AWS's clients sign. */
export interface SentRequest {
  readonly service: string;
  readonly method?: string;
  readonly path?: string;
  readonly body?: string;
  readonly nowMs?: number;
}

/** The same as the service shows it to Rolecall. */
export function shownRequest(
  credentials: Keys,
  { service, method = "POST", path = "/albums", body = "{}", nowMs = Date.now() }: SentRequest,
): InputOf<"GetForwardAccessCredentials">["Request"] {
  const headers = { host: "photos.example.internal", "content-type": "application/json" };
  const lists = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  const payload = Buffer.from(body);
  const request = { method, rawPath: path, rawQuery: "", headers: lists, payload };
  const signed = {
    ...headers,
    ...signRequest(request, { credentials, region: "us-east-1", service, nowMs }),
  };
  return {
    Method: method,
    RawPath: path,
    Headers: Object.entries(signed).map(([Name, Value]) => ({ Name, Value })),
    BodySha256: hash("sha256", payload, "hex"),
  };
}

/** What the service then may do in the name of who signed. */
export async function forwardedCredentials(
  installation: Reached,
  service: Keys,
  Request: InputOf<"GetForwardAccessCredentials">["Request"],
): Promise<Keys> {
  const { Credentials } = await callRolecall(
    installation,
    "GetForwardAccessCredentials",
    { Request },
    service,
  );
  return {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
  };
}
