import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { loadContract, type RolecallOperations, type Shape } from "@rolecall/contracts";
import { clientsOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import type { PermissionStage } from "../installation/permission-family.ts";
import { ACCOUNT, ADMIN, seedKeysOf, seedUser, seedWithAdmin } from "../installation/seed.ts";
import { family } from "./permissions/service.ts";
import { callRolecall } from "./rolecall-client.ts";

const NOBODY = seedKeysOf("nobody");

let installation: TestInstallation;
let stage: PermissionStage;
before(async () => {
  installation = await startInstallation(seedWithAdmin({ users: [seedUser("nobody")] }));
  const { iam: admin } = clientsOf(installation, ADMIN);
  stage = {
    service: "rolecall",
    operations: (await loadContract("rolecall")).operations,
    user: { arn: `arn:aws:iam::${ACCOUNT}:user/nobody`, userName: "nobody", admin },
    async send(name, input) {
      const answer = await callRolecall(
        installation,
        name as keyof RolecallOperations,
        input as never,
        NOBODY,
      );
      const output = withTimes(answer, stage.operations.get(name)?.output);
      return Object.assign(output as object, { $metadata: { httpStatusCode: 200 } });
    },
  };
});
after(() => installation?.stop());

/** JSON has times as numbers, where AWS's clients have dates. */
function withTimes(value: unknown, shape: Shape | undefined): unknown {
  if (shape?.kind === "timestamp") return new Date((value as number) * 1000);
  if (shape?.kind === "list") return (value as unknown[]).map((element) => withTimes(element, shape.element));
  if (shape?.kind !== "structure") return value;
  const shapes = new Map(shape.members.map((member) => [member.name, member.shape]));
  const entries = Object.entries(value as object);
  return Object.fromEntries(entries.map(([name, member]) => [name, withTimes(member, shapes.get(name))]));
}

test("operations on services and functions are denied without their permission, and done with exactly that one", (t) =>
  family.ask(t, stage));

test("each of them that is signed has a row", async () => {
  const { operations } = await loadContract("rolecall");
  const ofServices = operations.names.filter((name) =>
    /Service(?!Reference)|ForwardAccess|FunctionRole/.test(name),
  );
  const signed = ofServices.filter((name) => operations.get(name)?.unsigned !== true);
  assert.deepEqual(family.operations.toSorted(), signed.toSorted());
});
