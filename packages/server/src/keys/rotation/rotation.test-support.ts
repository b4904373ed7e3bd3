/** Installations whose keys are rotated, and processes on them: as far as it is about keys, what the program opens. */

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dataKeyState, type InstallationKeys } from "@rolecall/access";
import {
  boxKeyId,
  issueSession,
  newTotpSeed,
  openSecret,
  openSession,
  openTotpSeed,
  sealSecret,
  sealTotpSeed,
} from "@rolecall/credentials";
import { type AccessKeyId, toAccessKeyId, toArn, toUniqueId } from "@rolecall/names";
import type { Store } from "@rolecall/store";
import { openSqliteStore } from "@rolecall/store/sqlite";
import {
  ACCOUNT,
  NOW,
  roleClaims,
  roleRecord,
  userRecord,
} from "../../../../access/src/records.test-support.ts";
import { holdMasterKeys } from "../held-master-keys.ts";
import { keepKeys } from "../keep-keys.ts";
import { loadMasterKeys, openKeyFile } from "../master-key-file.ts";
import { SEALED_FAMILIES } from "../sealed-families.ts";
import type { Rotating } from "./rotating.ts";

export type OpenStore = () => Promise<Store>;

const random = (size: number) => randomBytes(size);
const CLAIMS = roleClaims(roleRecord("reader"));

/** A process, as far as it holds keys. */
export interface TestNode {
  readonly store: Store;
  readonly keys: InstallationKeys;
  close(): Promise<void>;
}

export interface Grounds {
  readonly folder: string;
  readonly openStore: OpenStore;
  /** A process that reads the master keys of the folder, or has these. */
  startNode(given?: string): Promise<TestNode>;
  /** What a rotation of this folder's works with, over a store. */
  rotating(store: Store, more?: Partial<Rotating>): Rotating;
  close(): Promise<void>;
}

/** On a folder of its own; the database is in it where no other is given. */
export async function openGrounds(openOther?: OpenStore): Promise<Grounds> {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-rotation-"));
  const openStore = openOther ?? (() => openFile(join(folder, "rolecall.db")));
  const source = { given: undefined as string | undefined, dataFolder: folder, random };
  return {
    folder,
    openStore,
    async startNode(given) {
      const store = await openStore();
      const { keys, close } = await keepKeys({
        store,
        loadMasterKeys: (isStoreEmpty) => loadMasterKeys({ ...source, given, isStoreEmpty }),
        random,
        clock: Date.now,
        processName: `node ${randomBytes(2).toString("hex")}`,
        tell() {},
      });
      return {
        store,
        keys,
        async close() {
          await close();
          await store.close();
        },
      };
    },
    rotating(store, more) {
      const load = () => loadMasterKeys({ ...source, isStoreEmpty: false });
      return {
        store,
        masters: holdMasterKeys({ load, random, tell: assert.fail }),
        keyFile: openKeyFile(folder, random),
        random,
        clock: Date.now,
        wait: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 20))),
        say() {},
        pace: { patienceMs: 30_000, settleMs: 50, keysAPage: 3 },
        ...more,
      };
    },
    async close() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** SQLite waits for the file as it is opened, and whoever holds it may wait for this very process: it is let go in between. */
async function openFile(file: string): Promise<Store> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await openSqliteStore({ file, busyTimeoutMs: 1_000 });
    } catch (error) {
      if (attempt === 10) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

const keyIdOf = (number: number): AccessKeyId => toAccessKeyId(`AKIA${String(number).padStart(16, "0")}`);
const ANN = userRecord("ann");
const CERTIFICATE = toUniqueId("ASCA1");
const SAML = toArn(`arn:aws:iam::${ACCOUNT}:saml-provider/okta`);

/** Gives an empty store its first key, an account, a user and access keys that this process seals. */
export async function fill({ store, keys }: TestNode, count: number): Promise<void> {
  await store.write(async (tx) => {
    for (const record of keys.records) await tx.dataKeys.put(record);
    await tx.accounts.insert({ id: ACCOUNT, name: "a", email: "root@a.example", createdAt: NOW });
    await tx.users.insert(ANN);
  });
  for (let number = 0; number < count; number++) await addKey({ store, keys }, number);
  await store.write((tx) =>
    tx.mfaDevices.insert({ ...DEVICE, sealedSeed: sealTotpSeed(keys.ring, DEVICE, SEED) }),
  );
}

/** What is sealed besides access keys, and not told from them by anything but where it stands. */
const DEVICE = {
  accountId: ACCOUNT,
  serialNumber: "GAHT12345678",
  kind: "hardware",
  clockSteps: 0,
  tags: [],
  createdAt: NOW,
} as const;
const SEED = newTotpSeed(() => new Uint8Array(40).fill(7));

/** The secret of an access key says its number. */
const secretOf = (number: number) => `secret-${number}`;

interface Sealing {
  readonly store: Store;
  readonly keys: Pick<InstallationKeys, "ring" | "isBehind" | "catchUp">;
}

export async function addKey({ store, keys }: Sealing, number: number): Promise<void> {
  const id = keyIdOf(number);
  await store.write(async (tx) => {
    // As an operation begins.
    if (keys.isBehind) await keys.catchUp(tx);
    await tx.accessKeys.insert({
      id,
      accountId: ACCOUNT,
      ownerKind: "user",
      ownerId: toUniqueId(ANN.id),
      sealedSecret: sealSecret(keys.ring, id, secretOf(number)),
      status: "Active",
      createdAt: NOW,
    });
  });
}

export function deleteKey(store: Store, number: number): Promise<void> {
  return store.write((tx) => tx.accessKeys.delete(keyIdOf(number)));
}

export function issue({ keys }: Pick<TestNode, "keys">) {
  return issueSession(keys.ring, CLAIMS);
}

type Session = ReturnType<typeof issue>;

/** As a request with this session is taken. */
export async function assertOpens({ keys }: Pick<TestNode, "keys">, session: Session): Promise<void> {
  const open = () => openSession(keys.ring, session.accessKeyId, session.sessionToken);
  const keyId = Buffer.from(session.sessionToken, "base64").readUInt32BE(1);
  const opened = open() ?? ((await keys.seek(keyId)) ? open() : undefined);
  assert.equal(opened?.secretAccessKey, session.secretAccessKey);
}

/** One of every other record that holds something sealed, of which a SAML provider holds two. */
export async function fillOthers({ store, keys }: Sealing): Promise<void> {
  const { ring } = keys;
  const common = { accountId: ACCOUNT, tags: [], createdAt: NOW } as const;
  const samlKeys = ["first", "second"].map((id) => ({
    id,
    createdAt: NOW,
    sealedKey: Buffer.from(sealSecret(ring, id, id)).toString("base64"),
  }));
  await store.write(async (tx) => {
    await tx.serviceCredentials.insert({
      id: "ACCA1",
      accountId: ACCOUNT,
      ownerKind: "user",
      ownerId: ANN.id,
      status: "Active",
      createdAt: NOW,
      serviceName: "codecommit.amazonaws.com",
      userName: "ann-at-1",
      sealedSecret: sealSecret(ring, "ACCA1", "ACCA1"),
    });
    await tx.serverCertificates.insert({
      ...common,
      id: CERTIFICATE,
      name: "site",
      path: "/",
      body: "",
      sealedPrivateKey: sealSecret(ring, CERTIFICATE, CERTIFICATE),
      expiresAt: NOW,
    });
    await tx.samlProviders.insert({
      ...common,
      id: SAML,
      name: "okta",
      uniqueId: "SAMLSP1",
      metadata: "<EntityDescriptor/>",
      validUntil: NOW,
      assertionEncryption: "Allowed",
      privateKeys: samlKeys,
      updatedAt: NOW,
    });
    await tx.issuerKeys.insert({
      accountId: ACCOUNT,
      id: "RSA_0",
      algorithm: "RS256",
      publicKey: "{}",
      sealedPrivateKey: sealSecret(ring, `${ACCOUNT} RSA_0`, "RSA_0"),
      createdAt: NOW,
      signsFrom: NOW,
    });
  });
}

/** Each opens as those who use it open it. */
export async function assertOthersOpen({ store, keys }: TestNode): Promise<void> {
  await store.read(async (tx) => {
    // As an operation begins.
    if (keys.isBehind) await keys.catchUp(tx);
    const { ring } = keys;
    const [credential] = await tx.serviceCredentials.ofOwner(ANN.id);
    assert.equal(openSecret(ring, "ACCA1", credential!.sealedSecret), "ACCA1");
    const certificate = await tx.serverCertificates.byId(CERTIFICATE);
    assert.equal(openSecret(ring, CERTIFICATE, certificate!.sealedPrivateKey), CERTIFICATE);
    const saml = await tx.samlProviders.byId(SAML);
    assert.equal(saml!.privateKeys.length, 2);
    for (const { id, sealedKey } of saml!.privateKeys)
      assert.equal(openSecret(ring, id, Buffer.from(sealedKey, "base64")), id);
    const [issuer] = await tx.issuerKeys.ofAccount(ACCOUNT);
    assert.equal(openSecret(ring, `${ACCOUNT} RSA_0`, issuer!.sealedPrivateKey), "RSA_0");
  });
}

/** Every access key opens; answers their numbers, and which keys sealed them. */
export async function assertSecretsOpen({ store, keys }: TestNode): Promise<{
  readonly numbers: readonly number[];
  readonly sealedBy: ReadonlySet<number | undefined>;
}> {
  return store.read(async (tx) => {
    if (keys.isBehind) await keys.catchUp(tx);
    const { items } = await tx.accessKeys.list({ limit: 10_000 });
    for (const { id, sealedSecret } of items)
      assert.equal(openSecret(keys.ring, id, sealedSecret), secretOf(Number(id.slice(4))), id);
    const device = await tx.mfaDevices.bySerialNumber(ACCOUNT, DEVICE.serialNumber);
    const sealedSeed = device?.sealedSeed ?? new Uint8Array();
    assert.deepEqual(new Uint8Array(openTotpSeed(keys.ring, DEVICE, sealedSeed) ?? []), SEED);
    return {
      numbers: items.map(({ id }) => Number(id.slice(4))),
      sealedBy: new Set([...items.map(({ sealedSecret }) => sealedSecret), sealedSeed].map(boxKeyId)),
    };
  });
}

/** A rotation is over: one key seals everything, each key is sealed by one master key, and the former ones are done with. */
export async function assertSettled(store: Store): Promise<void> {
  const records = await store.read((tx) => tx.dataKeys.list());
  const sealing = records.filter((record) => dataKeyState(record) === "sealing");
  assert.equal(sealing.length, 1);
  for (const record of records) {
    assert.deepEqual(Object.keys(record.seals), Object.keys(sealing[0]!.seals));
    if (record !== sealing[0]) assert.ok(record.retiredAt !== undefined && record.resealedAt !== undefined);
  }
  for (const family of SEALED_FAMILIES) {
    const { items } = await store.read((tx) => tx[family].sealedBoxes({ limit: 10_000 }));
    for (const { key, sealed } of items)
      assert.equal(boxKeyId(sealed), sealing[0]!.keyId, `${family} ${key}`);
  }
}
