/** A machine, as an installation meets it: it enrols with its token, and proves itself by its key. */
import { generateKeyPairSync, type KeyObject, randomUUID } from "node:crypto";
import type { RolecallOperations } from "@rolecall/contracts";
import { signKeyProof } from "@rolecall/federation/key-proof";
import type { Keys } from "../installation/clients.ts";
import type { TestInstallation } from "../installation/installation.ts";
import { ADMIN } from "../installation/seed.ts";
import { callRolecall } from "./rolecall-client.ts";

export const ID = "i-0123456789abcdef0";
export const INSTANCE_ARN = `arn:aws:ec2:us-east-1:111111111111:instance/${ID}`;

export function trustIn(Service: string) {
  const Statement = { Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" };
  return { Version: "2012-10-17", Statement };
}

/** What a seed's account has besides its users: a role for machines, its profile, and one instance. */
export const MACHINES = {
  roles: [
    { name: "Web", trust: trustIn("ec2.amazonaws.com") },
    { name: "Other", trust: trustIn("ec2.amazonaws.com") },
    { name: "Untrusting", trust: trustIn("lambda.amazonaws.com") },
  ],
  instanceProfiles: [
    { name: "Web", role: "Web" },
    { name: "Other", role: "Other" },
    { name: "Untrusting", role: "Untrusting" },
  ],
  instances: [
    {
      id: ID,
      name: "web-1",
      instanceProfile: "Web",
      region: "us-east-1",
      vpcId: "vpc-1",
      privateIpAddress: "10.0.0.7",
    },
  ],
};

type Reached = Pick<TestInstallation, "endpoint" | "clockOffsetMs">;

export interface Machine {
  readonly privateKey: KeyObject;
  identity(): Promise<RolecallOperations["GetInstanceIdentity"]["output"]>;
  credentials(version?: "1.0" | "2.0"): Promise<Keys>;
}

export function newKeyPair() {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { privateKey, pem: publicKey.export({ format: "pem", type: "spki" }).toString() };
}

/** Enrols a new machine as the instance, with leave of the administrator's. */
export async function enrolMachine(installation: Reached, InstanceId = ID): Promise<Machine> {
  const { privateKey, pem } = newKeyPair();
  const { EnrolmentToken } = await callRolecall(
    installation,
    "CreateInstanceEnrolment",
    { InstanceId },
    ADMIN,
  );
  await callRolecall(installation, "EnrolInstance", { EnrolmentToken, PublicKey: pem });
  return machineAt(installation, InstanceId, privateKey);
}

interface Asked {
  readonly operation: string;
  readonly input: object;
}

/** A proof of the instance's for one call. */
export function proofOf(
  installation: Pick<TestInstallation, "clockOffsetMs">,
  subject: string,
  { privateKey, ...asked }: Asked & { readonly privateKey: KeyObject; readonly now?: number },
): string {
  const now = Math.floor((Date.now() + installation.clockOffsetMs()) / 1000);
  return signKeyProof({ privateKey, subject, now, id: randomUUID(), ...asked });
}

export function machineAt(installation: Reached, subject: string, privateKey: KeyObject): Machine {
  return {
    privateKey,
    identity() {
      const asked = { operation: "GetInstanceIdentity", input: {} };
      const Proof = proofOf(installation, subject, { privateKey, ...asked });
      return callRolecall(installation, "GetInstanceIdentity", { Proof });
    },
    async credentials(RoleDelivery = "2.0") {
      const input = { RoleDelivery } as const;
      const asked = { operation: "GetInstanceRoleCredentials", input };
      const Proof = proofOf(installation, subject, { privateKey, ...asked });
      const answer = await callRolecall(installation, "GetInstanceRoleCredentials", { ...input, Proof });
      const { AccessKeyId, SecretAccessKey, SessionToken } = answer.Credentials;
      return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    },
  };
}
