/** What the operations of Rolecall's own service are asked on: an administrator, and a user who may do nothing but what a test allows. */
import { loadContract, type RolecallOperations, type Shape } from "@rolecall/contracts";
import { type Clients, clientsOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import {
  type FamilyOptions,
  type PermissionFamily,
  type PermissionStage,
  permissionFamily,
} from "../installation/permission-family.ts";
import { ACCOUNT, ADMIN, seedKeysOf, seedUser, seedWithAdmin } from "../installation/seed.ts";
import { MACHINES } from "./machine.ts";
import { callRolecall } from "./rolecall-client.ts";

const NOBODY = seedKeysOf("nobody");

export interface RolecallStage extends PermissionStage {
  readonly installation: TestInstallation;
  readonly admin: Clients;
  stop(): Promise<void>;
}

export async function startRolecallStage(args: readonly string[] = []): Promise<RolecallStage> {
  const seed = seedWithAdmin({ users: [seedUser("nobody")], ...MACHINES });
  const installation = await startInstallation(seed, args);
  const admin = clientsOf(installation, ADMIN);
  const { operations } = await loadContract("rolecall");
  return {
    service: "rolecall",
    operations,
    installation,
    admin,
    user: { arn: `arn:aws:iam::${ACCOUNT}:user/nobody`, userName: "nobody", admin: admin.iam },
    async send(name, input) {
      const known = name as keyof RolecallOperations;
      const answer = await callRolecall(installation, known, input as never, NOBODY);
      const output = operations.get(name)?.output;
      return { ...(output && (readTimes(answer, output) as object)), $metadata: { httpStatusCode: 200 } };
    },
    stop: () => installation.stop(),
  };
}

/** Seconds since 1970 where the contract has a time, as AWS's clients read them. */
function readTimes(value: unknown, shape: Shape): unknown {
  if (shape.kind === "timestamp") return new Date((value as number) * 1000);
  if (shape.kind === "list") return (value as unknown[]).map((each) => readTimes(each, shape.element));
  if (shape.kind !== "structure") return value;
  const shapes = new Map(shape.members.map((member) => [member.name, member.shape]));
  const entries = Object.entries(value as object).map(([name, each]) => {
    const member = shapes.get(name);
    return [name, member === undefined ? each : readTimes(each, member)];
  });
  return Object.fromEntries(entries);
}

/** Rows of the service's operations. */
export function rolecallFamily<Ground>(
  options: FamilyOptions<RolecallStage, Ground, RolecallOperations>,
): PermissionFamily<RolecallStage> {
  return permissionFamily(options);
}
