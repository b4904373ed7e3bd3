/** Rolecall's own service in an installation of its own for each test of a file that asks for it, with a role for machines. */
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { afterEach, beforeEach } from "node:test";
import type { RolecallOperations } from "@rolecall/contracts";
import { newUuid } from "@rolecall/credentials";
import { signKeyProof } from "@rolecall/federation/key-proof";
import { newUniqueId, toUniqueId } from "@rolecall/names";
import type { InstanceProfileRecord, RoleRecord } from "@rolecall/store";
import { ACCOUNT, NOW } from "../../../access/src/records.test-support.ts";
import { addRole, addUser } from "../../../access/src/world.test-support.ts";
import { createHarness, type Harness } from "../harness.test-support.ts";
import { rolecallService } from "./index.ts";

export const ID = "i-0123456789abcdef0";
export const ARN = `arn:aws:ec2:us-east-1:111111111111:instance/${ID}`;

/** The installation of the test that runs. */
export let h: Harness<RolecallOperations>;
export let role: RoleRecord;

/** Call it at the top of a file: each of its tests has one of its own. */
export function openForEachTest(): void {
  beforeEach(async () => {
    h = await createHarness<RolecallOperations>(rolecallService, { InstancesPerAccount: 3 });
    role = await addTrusted("Web");
    await addProfile("Web", role);
  });
  afterEach(() => h.close());
}

export function trustOf(service: string, condition?: object): string {
  const statement = { Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: { ...statement, ...(condition !== undefined && { Condition: condition }) },
  });
}

export function addTrusted(name: string, trustPolicy = trustOf("ec2.amazonaws.com")): Promise<RoleRecord> {
  const id = toUniqueId(`AROA${name.toUpperCase().padEnd(17, "R")}`);
  return addRole({ store: h.store }, name, undefined, { id, trustPolicy });
}

export async function addProfile(name: string, of?: RoleRecord): Promise<InstanceProfileRecord> {
  const profile = {
    id: newUniqueId("AIPA", h.env.random),
    accountId: ACCOUNT,
    name,
    path: "/",
    createdAt: NOW,
    tags: [],
    ...(of !== undefined && { roleId: of.id }),
  };
  await h.store.write((tx) => tx.instanceProfiles.insert(profile));
  return profile;
}

/** A new user of the harness's account with one statement, signing with a key of its own. */
export async function asUserWith(name: string, statement: Readonly<Record<string, unknown>>) {
  await addUser({ store: h.store, keyRing: h.env.keyRing }, name);
  await h.allow(name, statement);
  return h.asUser(name);
}

export const newKeys = () => generateKeyPairSync("ec", { namedCurve: "P-256" });
export const pemOf = (key: KeyObject) => key.export({ format: "pem", type: "spki" }).toString();

export interface Machine {
  prove(operation: string, input: object, more?: object): string;
  identity(): Promise<RolecallOperations["GetInstanceIdentity"]["output"]>;
  credentials(
    input?: Pick<RolecallOperations["GetInstanceRoleCredentials"]["input"], "RoleDelivery">,
  ): Promise<RolecallOperations["GetInstanceRoleCredentials"]["output"]>;
}

/** Runs the instance, where it is not there yet, and enrols a machine as it. */
export async function enrolMachine(
  input: RolecallOperations["RunInstance"]["input"] = { InstanceProfileName: "Web" },
): Promise<Machine> {
  const { privateKey, publicKey } = newKeys();
  const subject = input.InstanceId ?? ID;
  await h.ask(h.root, "RunInstance", { InstanceId: subject, ...input });
  const { EnrolmentToken } = await h.ask(h.root, "CreateInstanceEnrolment", { InstanceId: subject });
  await h.ask(h.root, "EnrolInstance", { EnrolmentToken, PublicKey: pemOf(publicKey) });
  return machineOf(subject, privateKey);
}

export function machineOf(subject: string, privateKey: KeyObject): Machine {
  const prove = (operation: string, input: object, more: object = {}) =>
    signKeyProof({
      privateKey,
      subject,
      now: Math.floor(h.now() / 1000),
      id: newUuid(h.env.random),
      operation,
      input,
      ...more,
    });
  return {
    prove,
    identity: () => h.ask(h.root, "GetInstanceIdentity", { Proof: prove("GetInstanceIdentity", {}) }),
    credentials: (input = {}) =>
      h.ask(h.root, "GetInstanceRoleCredentials", {
        ...input,
        Proof: prove("GetInstanceRoleCredentials", input),
      }),
  };
}
