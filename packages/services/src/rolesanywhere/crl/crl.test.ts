import assert from "node:assert/strict";
import { test } from "node:test";
import { refuses } from "../../harness.test-support.ts";
import { authority, h, newAnchor, newCrl, openForEachTest } from "../rolesanywhere.test-support.ts";

openForEachTest();

async function imported(more: object = {}) {
  const { trustAnchorArn } = await newAnchor();
  const { crl } = await h.ask(h.root, "ImportCrl", {
    name: "revoked",
    crlData: newCrl(),
    trustAnchorArn,
    ...more,
  });
  return { ...crl, crlId: crl.crlId ?? "", trustAnchorArn };
}

test("a list is kept to the byte, disabled unless it is imported otherwise", async () => {
  const crlData = newCrl([1, 2, 3]);
  const { crlId, trustAnchorArn, ...rest } = await imported({ crlData });
  const now = new Date(h.now());
  assert.deepEqual(
    { ...rest, crlData: Buffer.from(rest.crlData ?? []) },
    {
      crlArn: `arn:aws:rolesanywhere:us-east-1:${h.accountId}:crl/${crlId}`,
      name: "revoked",
      enabled: false,
      crlData: Buffer.from(crlData),
      createdAt: now,
      updatedAt: now,
    },
  );
  const { crl } = await h.ask(h.root, "GetCrl", { crlId });
  assert.deepEqual(Buffer.from(crl.crlData ?? []), Buffer.from(crlData));
  assert.equal(crl.trustAnchorArn, trustAnchorArn);
  assert.equal((await imported({ enabled: true })).enabled, true);
});

test("what is no list in PEM is refused", async () => {
  const { crlId } = await imported();
  const [header = "", ...lines] = Buffer.from(newCrl()).toString().trimEnd().split("\n");
  const text = (...parts: readonly string[]) => Buffer.from(parts.join("\n"));
  const der = Buffer.from(lines.slice(0, -1).join(""), "base64");
  const bad: readonly Uint8Array[] = [
    text("not a list"),
    text(authority()),
    der,
    text(header, ...lines.slice(1)),
    text("text before", header, ...lines),
    text(header, ...lines, header, ...lines),
    new Uint8Array(300_000),
  ];
  const message =
    "The crlData is not one X.509 certificate revocation list in PEM, whole and signed by SHA-256 or stronger.";
  for (const crlData of bad) {
    await refuses(imported({ crlData }), "ValidationException", message);
    await refuses(h.ask(h.root, "UpdateCrl", { crlId, crlData }), "ValidationException", message);
  }
});

test("a list of 300,000 bytes is taken", async () => {
  const serials = Array.from({ length: 8_600 }, (_, number) => number + 2 ** 24);
  const crlData = newCrl(serials);
  assert.ok(crlData.length > 280_000 && crlData.length <= 300_000, `${crlData.length}`);
  const { crlId } = await imported({ crlData });
  assert.equal((await h.ask(h.root, "GetCrl", { crlId })).crl.crlData?.length, crlData.length);
});

test("what an update leaves out stays; enabling and disabling tell when", async () => {
  const { crlId, crlData } = await imported();
  h.advance(1_000);
  const { crl } = await h.ask(h.root, "UpdateCrl", { crlId, name: "renamed" });
  assert.deepEqual([crl.name, crl.updatedAt], ["renamed", new Date(h.now())]);
  assert.deepEqual(Buffer.from(crl.crlData ?? []), Buffer.from(crlData ?? []));
  const next = newCrl([9]);
  const updated = await h.ask(h.root, "UpdateCrl", { crlId, crlData: next });
  assert.deepEqual(
    [updated.crl.name, Buffer.from(updated.crl.crlData ?? [])],
    ["renamed", Buffer.from(next)],
  );
  assert.equal((await h.ask(h.root, "EnableCrl", { crlId })).crl.enabled, true);
  assert.equal((await h.ask(h.root, "DisableCrl", { crlId })).crl.enabled, false);
  assert.equal((await h.ask(h.root, "DeleteCrl", { crlId })).crl.crlId, crlId);
  const gone = `There is no certificate revocation list ${crlId} in this account and Region.`;
  await refuses(h.ask(h.root, "GetCrl", { crlId }), "ResourceNotFoundException", gone);
});

test("a trust anchor has two, and is the account's own", async () => {
  const { trustAnchorArn } = await newAnchor();
  const put = (arn: string) =>
    h.ask(h.root, "ImportCrl", { name: "a", crlData: newCrl(), trustAnchorArn: arn });
  await put(trustAnchorArn);
  const { crl } = await put(trustAnchorArn);
  const message = "Cannot exceed quota for CrlsPerTrustAnchor: 2";
  await refuses(put(trustAnchorArn), "ValidationException", message);
  await h.ask(h.root, "DeleteCrl", { crlId: crl.crlId ?? "" });
  await put(trustAnchorArn);
  for (const arn of [
    trustAnchorArn.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
    trustAnchorArn.replace("us-east-1", "us-east-2"),
    trustAnchorArn.replace("111111111111", "222222222222"),
    "arn:aws:rolesanywhere:us-east-1:111111111111:trust-anchor/x",
  ])
    await refuses(
      put(arn),
      "ValidationException",
      `There is no trust anchor ${arn} in this account and Region.`,
    );
});

test("a page of large lists ends where its text grows long", async () => {
  const crlData = newCrl(Array.from({ length: 8_600 }, (_, number) => number + 2 ** 24));
  const ids: string[] = [];
  for (let anchor = 0; anchor < 3; anchor++) {
    const { trustAnchorArn } = await newAnchor();
    for (let count = 0; count < 2; count++) {
      const { crl } = await h.ask(h.root, "ImportCrl", { name: "a", crlData, trustAnchorArn });
      ids.push(crl.crlId ?? "");
    }
  }
  const first = await h.ask(h.root, "ListCrls", {});
  const { nextToken = "" } = first;
  const rest = await h.ask(h.root, "ListCrls", { nextToken });
  // The fourth goes past a million characters.
  assert.deepEqual([first.crls?.length, rest.crls?.length, rest.nextToken], [4, 2, undefined]);
  const listed = [...(first.crls ?? []), ...(rest.crls ?? [])].map(({ crlId }) => crlId);
  assert.deepEqual(listed, ids.toSorted());
});
