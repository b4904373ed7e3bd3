import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { createDatabase, stopTestServer } from "../../packages/store/engines/postgres/server.test-support.ts";
import { type ChildInstallation, runRolecall, startChild } from "../installation/child-process.ts";
import { clientsOf, type Keys } from "../installation/clients.ts";
import { ACCOUNT, ADMIN, seedWithAdmin } from "../installation/seed.ts";
import { ID, MACHINES, machineAt, newKeyPair, proofOf, trustIn } from "./machine.ts";
import { callRolecall } from "./rolecall-client.ts";
import { credentialsOfService, newServiceKey } from "./service-client.ts";

/**
 * An installation whose machines, tasks, services and clusters get credentials is copied to another engine and back, checked, and its
 * keys are rotated: whoever proved itself before still does, and what was spent stays spent.
 */
const PHOTOS = "photos.example.internal";
const folder = mkdtempSync(join(tmpdir(), "rolecall-moved-"));
const taskRoleArn = `arn:aws:iam::${ACCOUNT}:role/Task`;
const service = newServiceKey();
const instance = newKeyPair();

let server: ChildInstallation;
let database: Awaited<ReturnType<typeof createDatabase>>;
let spentToken: string;
let spentProof: string;
let taskId: string;

const here = () => ({ endpoint: server.endpoint, clockOffsetMs: () => 0 });

before(async () => {
  const seed = join(folder, "seed.json");
  const roles = [
    ...MACHINES.roles,
    { name: "Task", trust: trustIn("ecs-tasks.amazonaws.com") },
    { name: "Pods", trust: trustIn("pods.eks.amazonaws.com") },
  ];
  writeFileSync(seed, JSON.stringify(seedWithAdmin({ ...MACHINES, roles })));
  server = await startChild(["--data", folder, "--seed", seed]);
  await furnish();
  database = await createDatabase();
});
after(async () => {
  await server?.stop();
  await database?.drop();
  await stopTestServer();
  rmSync(folder, { recursive: true, force: true });
});

/** Something of each family that hands out credentials. */
async function furnish(): Promise<void> {
  const { EnrolmentToken } = await callRolecall(here(), "CreateInstanceEnrolment", { InstanceId: ID }, ADMIN);
  await callRolecall(here(), "EnrolInstance", { EnrolmentToken, PublicKey: instance.pem });
  spentToken = EnrolmentToken;
  const containers = [{ Name: "app", Image: "app:1" }];
  const run = { InstanceId: ID, Family: "web", Containers: containers, TaskRoleArn: taskRoleArn };
  taskId = (await callRolecall(here(), "RunTask", run, ADMIN)).Task.TaskId;
  await callRolecall(here(), "RegisterService", { ServiceName: PHOTOS, PublicKey: service.publicKey }, ADMIN);
  const KeySet = JSON.stringify({ keys: [{ ...publicJwk(), kid: "blue" }] });
  const cluster = { ClusterName: "blue", IssuerUrl: "https://kubernetes.blue.svc", KeySet };
  await callRolecall(here(), "RegisterCluster", cluster, ADMIN);
  const RoleArn = `arn:aws:iam::${ACCOUNT}:role/Pods`;
  const pods = { ClusterName: "blue", Namespace: "shop", ServiceAccount: "web", RoleArn };
  await callRolecall(here(), "CreatePodIdentityAssociation", pods, ADMIN);
  spentProof = proofOfTask();
  await callRolecall(here(), "GetTaskRoleCredentials", { TaskId: taskId, Proof: spentProof });
}

const publicJwk = () => {
  const { privateKey } = newKeyPair();
  const { d: _, ...jwk } = privateKey.export({ format: "jwk" });
  return jwk;
};

function proofOfTask(): string {
  const asked = { operation: "GetTaskRoleCredentials", input: { TaskId: taskId } };
  return proofOf(here(), ID, { privateKey: instance.privateKey, ...asked });
}

async function arnOf(keys: Keys): Promise<string> {
  const { Arn } = await clientsOf(here(), keys).sts.send(new GetCallerIdentityCommand({}));
  return Arn ?? "";
}

/** All that proved itself before does so again, and nothing that was spent is good. */
async function assertAllProveThemselves(): Promise<void> {
  const machine = machineAt(here(), ID, instance.privateKey);
  assert.match(await arnOf(await machine.credentials()), /:assumed-role\/Web\/i-/);
  const given = await callRolecall(here(), "GetTaskRoleCredentials", {
    TaskId: taskId,
    Proof: proofOfTask(),
  });
  assert.match(given.AssumedRoleUser.Arn, /:assumed-role\/Task\//);
  assert.ok((await credentialsOfService(here(), PHOTOS, service)).sessionToken);
  const { Associations } = await callRolecall(
    here(),
    "ListPodIdentityAssociations",
    { ClusterName: "blue" },
    ADMIN,
  );
  assert.deepEqual(
    Associations.map(({ ServiceAccount }) => ServiceAccount),
    ["web"],
  );
  await assert.rejects(
    callRolecall(here(), "EnrolInstance", { EnrolmentToken: spentToken, PublicKey: newKeyPair().pem }),
  );
  await assert.rejects(
    callRolecall(here(), "GetTaskRoleCredentials", { TaskId: taskId, Proof: spentProof }),
    /InvalidProof/,
  );
}

async function command(...args: readonly string[]): Promise<string> {
  const { code, output } = await runRolecall(args);
  assert.equal(code, 0, output);
  return output;
}

test("on PostgreSQL, to which the store was copied", async () => {
  assert.equal(await server.stop(), 0);
  const source = `sqlite:${join(folder, "rolecall.db")}`;
  await command("store", "copy", "--from", source, "--to", database.url);
  await command("store", "check", "--data", folder, "--database", database.url);
  server = await startChild(["--data", folder, "--database", database.url]);
  await assertAllProveThemselves();
});

test("while its keys are rotated", async () => {
  await command("keys", "rotate", "--data", folder, "--database", database.url);
  await assertAllProveThemselves();
  await command("store", "check", "--data", folder, "--database", database.url);
});

test("back on SQLite", async () => {
  assert.equal(await server.stop(), 0);
  for (const end of ["", "-wal", "-shm"]) rmSync(join(folder, `rolecall.db${end}`), { force: true });
  await command("store", "copy", "--from", database.url, "--to", `sqlite:${join(folder, "rolecall.db")}`);
  server = await startChild(["--data", folder]);
  await assertAllProveThemselves();
});
