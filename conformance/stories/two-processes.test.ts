import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { CreateAccessKeyCommand, CreateUserCommand, UpdateAccessKeyCommand } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { type ChildInstallation, startChild } from "../installation/child-process.ts";
import { clientsOf, type Keys } from "../installation/clients.ts";
import { deniedMessageOf, readDeniedMessage } from "../installation/denied.ts";
import { ACCOUNT, ADMIN, seedWithAdmin } from "../installation/seed.ts";
import { detailsOf } from "../installation/toolbox.ts";

/** Two processes on one data folder: what one has done counts in the other's next answer. */
/** Rolecall's promise for several processes. */
const HEARD_WITHIN_MS = 1000;
let folder: string;
let one: ChildInstallation;
let other: ChildInstallation;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "rolecall-two-"));
  const seedFile = join(folder, "seed.json");
  writeFileSync(seedFile, JSON.stringify(seedWithAdmin()));
  one = await startChild(["--data", folder, "--seed", seedFile]);
  other = await startChild(["--data", folder]);
});
after(async () => {
  await Promise.all([one?.stop(), other?.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

const clients = ({ endpoint }: ChildInstallation, keys: Keys) =>
  clientsOf({ endpoint, clockOffsetMs: () => 0 }, keys);
const identity = async (at: ChildInstallation, keys: Keys) =>
  (await clients(at, keys).sts.send(new GetCallerIdentityCommand({}))).Arn;

/** What asks the store nothing is refused as soon as the other process has heard. */
async function untilRefused(at: ChildInstallation, keys: Keys): Promise<void> {
  const giveUpAtMs = performance.now() + HEARD_WITHIN_MS;
  while (performance.now() < giveUpAtMs) {
    const isRefused = await identity(at, keys).then(
      () => false,
      (error: Error) => error.name === "InvalidClientTokenId",
    );
    if (isRefused) return;
  }
  assert.fail(`A key that was deactivated in one process is taken by the other for ${HEARD_WITHIN_MS} ms.`);
}

test("a key deactivated in one is refused by the other, and taken again with the first request after it is active", async () => {
  const { iam } = clients(one, ADMIN);
  await iam.send(new CreateUserCommand({ UserName: "ann" }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: "ann" }));
  const { AccessKeyId = "", SecretAccessKey = "" } = AccessKey ?? {};
  const ann = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
  const setStatus = (Status: "Active" | "Inactive") =>
    iam.send(new UpdateAccessKeyCommand({ UserName: "ann", AccessKeyId, Status }));
  // Often enough that hearing of changes now and then would not be in time each time.
  for (let turn = 0; turn < 5; turn++) {
    assert.equal(await identity(other, ann), `arn:aws:iam::${ACCOUNT}:user/ann`);
    await setStatus("Inactive");
    await untilRefused(other, ann);
    await setStatus("Active");
  }
  assert.equal(await identity(other, ann), `arn:aws:iam::${ACCOUNT}:user/ann`);
});

test("a denial by one can be looked up at the other within a second", async () => {
  const { iam } = clients(one, ADMIN);
  await iam.send(new CreateUserCommand({ UserName: "nobody" }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: "nobody" }));
  const keys = {
    accessKeyId: AccessKey?.AccessKeyId ?? "",
    secretAccessKey: AccessKey?.SecretAccessKey ?? "",
  };
  const message = await deniedMessageOf(
    clients(one, keys).iam.send(new CreateUserCommand({ UserName: "x" })),
  );
  const at = { endpoint: other.endpoint, clockOffsetMs: () => 0 };
  const { status, body } = await detailsOf(at, ADMIN, readDeniedMessage(message).id);
  assert.equal(status, 200, JSON.stringify(body));
  const [evaluation] = body.evaluations as readonly { readonly action: string }[];
  assert.equal(evaluation?.action, "iam:CreateUser");
});
