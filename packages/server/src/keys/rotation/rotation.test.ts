import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, type TestContext, test } from "node:test";
import { dataKeyState } from "@rolecall/access";
import { formatMasterKey, newKey, parseMasterKeys } from "@rolecall/credentials";
import type { Store, WriteTransaction } from "@rolecall/store";
import { openPostgresStore } from "@rolecall/store/postgres";
import { createDatabase, stopTestServer } from "../../../../store/engines/postgres/server.test-support.ts";
import { ConfigurationError } from "../../configuration.ts";
import { listKeys } from "../list-keys.ts";
import { rotateKeys } from "./rotate-keys.ts";
import {
  addKey,
  assertOpens,
  assertOthersOpen,
  assertSecretsOpen,
  assertSettled,
  deleteKey,
  fill,
  fillOthers,
  type Grounds,
  issue,
  openGrounds,
  type TestNode,
} from "./rotation.test-support.ts";
import { RotationPaused } from "./running-holders.ts";

after(stopTestServer);

async function groundsFor(context: TestContext, engine: Store["engine"]): Promise<Grounds> {
  if (engine === "sqlite") {
    const grounds = await openGrounds();
    context.after(grounds.close);
    return grounds;
  }
  const database = await createDatabase();
  const grounds = await openGrounds(() => openPostgresStore({ url: database.url, random: Math.random }));
  context.after(async () => {
    await grounds.close();
    await database.drop();
  });
  return grounds;
}

async function startNode(context: TestContext, grounds: Grounds, given?: string): Promise<TestNode> {
  const node = await grounds.startNode(given);
  context.after(node.close);
  return node;
}

async function openStore(context: TestContext, grounds: Grounds): Promise<Store> {
  const store = await grounds.openStore();
  context.after(() => store.close());
  return store;
}

const mastersIn = ({ folder }: Grounds) => parseMasterKeys(readFileSync(join(folder, "master.key"), "utf8"));

for (const engine of ["sqlite", "postgres"] as const) {
  test(`${engine}: keys are rotated while two processes serve: sessions of before, of meanwhile and of after open at both`, async (context) => {
    const grounds = await groundsFor(context, engine);
    const one = await startNode(context, grounds);
    await fill(one, 10);
    await fillOthers(one);
    const other = await startNode(context, grounds);
    const nodes = [one, other];
    const before = mastersIn(grounds);
    const sessions = nodes.map(issue);
    let isOver = false;
    const serve = async () => {
      for (let number = 100; !isOver; number++) {
        for (const node of nodes) sessions.push(issue(node));
        await addKey(number % 2 === 0 ? one : other, number);
        if (number % 3 === 0) await deleteKey(one.store, number);
        for (const node of nodes) for (const session of sessions.slice(-6)) await assertOpens(node, session);
      }
    };
    const serving = serve();
    const admin = await openStore(context, grounds);
    await rotateKeys(grounds.rotating(admin), "all").finally(() => {
      isOver = true;
    });
    await serving;
    await assertSettled(admin);
    const [kept, ...more] = mastersIn(grounds);
    assert.equal(more.length, 0);
    assert.notDeepEqual(kept, before[0]);
    assert.equal(statSync(join(grounds.folder, "master.key")).mode & 0o777, 0o600);
    assert.equal(
      readFileSync(join(grounds.folder, "master.key.former"), "utf8"),
      `${formatMasterKey(before[0]!)}\n`,
    );
    sessions.push(...nodes.map(issue));
    // One that starts has the new master key alone.
    const late = await startNode(context, grounds, formatMasterKey(kept!));
    for (const node of [...nodes, late]) {
      for (const session of sessions) await assertOpens(node, session);
      await assertOthersOpen(node);
      const { numbers } = await assertSecretsOpen(node);
      assert.ok(
        numbers.every((number) => number < 100 || number % 3 !== 0),
        "what was deleted stays deleted",
      );
    }
    await assert.rejects(grounds.startNode(formatMasterKey(before[0]!)), ConfigurationError);
    await assert.rejects(grounds.startNode(formatMasterKey(newKey(randomBytes))), ConfigurationError);
  });
}

/** A store that dies once its nth write is done. */
function dying(store: Store, nth: number): Store {
  let count = 0;
  const die = () => {
    throw new Error("killed");
  };
  const write = async <Result>(work: (tx: WriteTransaction) => Promise<Result>) => {
    const result = count < nth ? await store.write(work) : die();
    return ++count < nth ? result : die();
  };
  return Object.assign(Object.create(store), { write, read: store.read.bind(store) });
}

test("wherever a rotation is broken off, everything opens, and it goes on to the same end", async (context) => {
  const grounds = await groundsFor(context, "sqlite");
  const one = await startNode(context, grounds);
  await fill(one, 7);
  await fillOthers(one);
  const admin = await openStore(context, grounds);
  const sessions = [issue(one)];
  let isWhole = false;
  let kills = 0;
  for (let nth = 0; !isWhole; nth++) {
    isWhole = await rotateKeys(grounds.rotating(dying(admin, nth)), "all").then(
      () => true,
      (error: Error) => {
        assert.equal(error.message, "killed");
        return false;
      },
    );
    if (!isWhole) kills++;
    sessions.push(issue(one));
    const fresh = await grounds.startNode();
    for (const node of [one, fresh]) {
      for (const session of sessions) await assertOpens(node, session);
      assert.equal((await assertSecretsOpen(node)).numbers.length, 7);
      await assertOthersOpen(node);
    }
    await fresh.close();
    // Some are broken off a second time before one comes to its end.
    if (nth % 3 === 1) continue;
    await rotateKeys(grounds.rotating(admin), "all");
    await assertSettled(admin);
    assert.equal(mastersIn(grounds).length, 1);
  }
  assert.ok(kills >= 7, `${kills} kills`);
});

test("the key file is whole wherever its writing is broken off, and no key is lost", async (context) => {
  const grounds = await groundsFor(context, "sqlite");
  const one = await startNode(context, grounds);
  await fill(one, 3);
  const admin = await openStore(context, grounds);
  const [old] = mastersIn(grounds);
  const rotating = grounds.rotating(admin);
  const { keyFile } = rotating;
  const killed = () => {
    throw new Error("killed");
  };
  // The new key is in the file, and nothing is sealed by it; then everything, and the former one is still there.
  const first = grounds.rotating(admin, { say: (line) => line.includes("too") && killed() });
  await assert.rejects(rotateKeys(first, "master"), /killed/);
  const [fresh] = mastersIn(grounds);
  const second = grounds.rotating(admin, { keyFile: { ...keyFile!, keepFormer: killed } });
  await assert.rejects(rotateKeys(second, "master"), /killed/);
  assert.deepEqual(mastersIn(grounds), [fresh, old]);
  await rotateKeys(grounds.rotating(admin), "master");
  assert.deepEqual(mastersIn(grounds), [fresh]);
  await assertSettled(admin);
});

test("no key seals, and none is given up, before every process that runs has the new master key", async (context) => {
  const grounds = await groundsFor(context, "sqlite");
  const one = await startNode(context, grounds);
  await fill(one, 3);
  const [old] = mastersIn(grounds);
  const apart = await grounds.startNode(formatMasterKey(old!));
  const admin = await openStore(context, grounds);
  const pace = { patienceMs: 300, settleMs: 10, keysAPage: 3 };
  await assert.rejects(
    rotateKeys(grounds.rotating(admin, { pace }), "all"),
    (error: unknown) =>
      error instanceof RotationPaused &&
      /not all processes have the new key: node .*master\.key/.test(error.message),
  );
  const records = await admin.read((tx) => tx.dataKeys.list());
  assert.deepEqual(
    records.map(({ seals }) => Object.keys(seals).length),
    [2],
  );
  // Either master key is enough for now; tokens are rotated by a key that both have.
  await rotateKeys(grounds.rotating(admin), "tokens");
  for (const node of [one, apart]) await assertOpens(node, issue(one));
  await apart.close();
  await rotateKeys(grounds.rotating(admin), "all");
  await assertSettled(admin);
  assert.equal((await assertSecretsOpen(one)).sealedBy.size, 1);
});

test("with keys that are given as text, the new one has to be in front everywhere first", async (context) => {
  const grounds = await groundsFor(context, "sqlite");
  const [old, fresh] = [newKey(randomBytes), newKey(randomBytes)].map(formatMasterKey);
  const one = await grounds.startNode(old);
  await fill(one, 3);
  const admin = await openStore(context, grounds);
  writeFileSync(join(grounds.folder, "master.key"), old!, { mode: 0o600 });
  const withText = (more = {}) => {
    const { keyFile: _, ...rotating } = grounds.rotating(admin, more);
    return rotating;
  };
  const said: string[] = [];
  await rotateKeys(withText({ say: (line: string) => said.push(line) }), "master");
  assert.match(said[0]!, /^The master key stays: /);
  writeFileSync(join(grounds.folder, "master.key"), `${fresh}\n${old}`, { mode: 0o600 });
  const pace = { patienceMs: 200, settleMs: 10, keysAPage: 3 };
  await assert.rejects(rotateKeys(withText({ pace }), "master"), /ROLECALL_MASTER_KEY, and run this again/);
  await one.close();
  const both = await startNode(context, grounds, `${fresh},${old}`);
  await rotateKeys(withText(), "master");
  await assertSettled(admin);
  const alone = await startNode(context, grounds, fresh);
  for (const node of [both, alone]) await assertOpens(node, issue(both));
  await assert.rejects(grounds.startNode(old), ConfigurationError);
});

test("a former key goes two days after it stopped sealing, where no access key needs it", async (context) => {
  const grounds = await groundsFor(context, "sqlite");
  const one = await startNode(context, grounds);
  await fill(one, 3);
  const first = one.keys.ring.current.id;
  const admin = await openStore(context, grounds);
  await rotateKeys(grounds.rotating(admin), "tokens");
  const idsOf = async () => (await admin.read((tx) => tx.dataKeys.list())).map(({ keyId }) => keyId);
  const later = (hours: number) => ({ clock: () => Date.now() + hours * 3_600_000 });
  const master = async (more: object) => rotateKeys(grounds.rotating(admin, more), "master");
  await master(later(47));
  assert.ok((await idsOf()).includes(first));
  // As of a process that was stopped for days and then made an access key.
  const { byId, departures, random } = one.keys.ring;
  const ring = { current: byId.get(first)!, byId, departures, random };
  await addKey({ store: one.store, keys: { ring, isBehind: false, catchUp: () => assert.fail() } }, 50);
  await master(later(49));
  assert.ok((await idsOf()).includes(first));
  await deleteKey(admin, 50);
  await master(later(49));
  assert.ok(!(await idsOf()).includes(first));
  assert.equal((await assertSecretsOpen(one)).numbers.length, 3);
  assert.ok(!one.keys.ring.byId.has(first));
});

test("the list shows ids, states and rows, and no key", async (context) => {
  const grounds = await groundsFor(context, "sqlite");
  const one = await startNode(context, grounds);
  await fill(one, 3);
  const admin = await openStore(context, grounds);
  const masters = mastersIn(grounds);
  await rotateKeys(grounds.rotating(admin), "tokens");
  const shown = await listKeys(admin, Date.now());
  const records = await admin.read((tx) => tx.dataKeys.list());
  assert.deepEqual(records.map(dataKeyState).toSorted(), ["retired", "sealing"]);
  assert.match(shown, /^[0-9a-f]{8} {2}retired {2}\S+ +0 .*opens sessions until/m);
  assert.match(shown, /^[0-9a-f]{8} {2}sealing {2}\S+ +4 /m);
  assert.match(shown, /^node .* has all keys, and master key [0-9a-f]{8}\.$/m);
  for (const secret of [
    ...masters.map(formatMasterKey),
    ...records.flatMap(({ seals }) => Object.values(seals)),
  ])
    assert.ok(!shown.includes(secret));
});

test("a key stays while anything at all is sealed by it", async (context) => {
  const grounds = await groundsFor(context, "sqlite");
  const one = await startNode(context, grounds);
  await fill(one, 0);
  const first = one.keys.ring.current.id;
  const admin = await openStore(context, grounds);
  await rotateKeys(grounds.rotating(admin), "tokens");
  const { byId, departures, random } = one.keys.ring;
  const ring = { current: byId.get(first)!, byId, departures, random };
  await fillOthers({ store: one.store, keys: { ring, isBehind: false, catchUp: () => assert.fail() } });
  const later = { clock: () => Date.now() + 49 * 3_600_000 };
  await rotateKeys(grounds.rotating(admin, later), "master");
  const idsOf = async () => (await admin.read((tx) => tx.dataKeys.list())).map(({ keyId }) => keyId);
  assert.ok((await idsOf()).includes(first));
  await rotateKeys(grounds.rotating(admin, later), "tokens");
  assert.ok(!(await idsOf()).includes(first));
  await assertOthersOpen(one);
});

test("what no key opens is named, and stops the rotation", async (context) => {
  const grounds = await groundsFor(context, "sqlite");
  const one = await startNode(context, grounds);
  await fill(one, 0);
  await fillOthers(one);
  await one.store.write(async (tx) => {
    const { items } = await tx.mfaDevices.sealedBoxes({ limit: 1 });
    await tx.mfaDevices.reseal(items[0]!, randomBytes(80));
  });
  const admin = await openStore(context, grounds);
  await assert.rejects(
    rotateKeys(grounds.rotating(admin), "tokens"),
    /^RotationPaused: no key opens the secret of MFA device \d{12} GAHT12345678: delete that one, and run this again\.$/,
  );
});
