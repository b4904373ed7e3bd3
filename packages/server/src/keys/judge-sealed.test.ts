import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { createKeyRing, keyIdOf, newKey, ringKeyOf, sealKey } from "@rolecall/credentials";
import { judgeSealedBy } from "./judge-sealed.ts";
import { fill, fillOthers, openGrounds } from "./rotation/rotation.test-support.ts";

test("everything that is sealed is judged: it opens, and does not where it was sealed elsewhere or for another record", async (context) => {
  const grounds = await openGrounds();
  context.after(grounds.close);
  const node = await grounds.startNode();
  context.after(node.close);
  await fill(node, 1);
  await fillOthers(node);
  const { store } = node;
  const records = await store.read(async (tx) => {
    const [accessKey] = (await tx.accessKeys.list({ limit: 1 })).items;
    const { accountId, ownerId } = accessKey!;
    const [certificate] = (await tx.serverCertificates.list(accountId, { limit: 1 })).items;
    const [provider] = (await tx.samlProviders.list(accountId, { limit: 1 })).items;
    return {
      accessKeys: accessKey!,
      serviceCredentials: (await tx.serviceCredentials.ofOwner(ownerId))[0]!,
      serverCertificates: (await tx.serverCertificates.byId(certificate!.id))!,
      mfaDevices: (await tx.mfaDevices.list(accountId, "hardware", { limit: 1 })).items[0]!,
      samlProviders: (await tx.samlProviders.byId(provider!.id))!,
      issuerKeys: (await tx.issuerKeys.ofAccount(accountId))[0]!,
    };
  });
  const dataKeys = await store.read((tx) => tx.dataKeys.list());
  const { masters } = grounds.rotating(store);
  const judge = judgeSealedBy(masters.ring, dataKeys, randomBytes);
  const strange = newKey(randomBytes);
  const others = [
    {
      ...dataKeys[0]!,
      keyId: keyIdOf(strange),
      seals: sealKey(strange, [ringKeyOf(masters.given[0]!)], randomBytes),
    },
  ];
  const judgeElsewhere = judgeSealedBy(createKeyRing(masters.given, randomBytes), others, randomBytes);
  for (const [family, record] of Object.entries(records)) {
    assert.equal(judge(family, record), undefined, family);
    assert.match(judgeElsewhere(family, record) ?? "", /does not open/, family);
    const swapped = { ...record, id: "other", serialNumber: "other", privateKeys: OTHERS };
    assert.match(judge(family, swapped) ?? "", /does not open/, `${family} of another record`);
  }
});

const OTHERS = [{ id: "other", createdAt: 0, sealedKey: Buffer.alloc(80).toString("base64") }];
