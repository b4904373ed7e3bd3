import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { toArn } from "@rolecall/names";
import { selfSigned } from "../../../../federation/src/saml/certificate.test-support.ts";
import { metadataOf } from "../../../../federation/src/saml/idp.test-support.ts";
import { PRIVATE_KEYS } from "../../../../federation/src/saml/keys.test-support.ts";
import { openTestInstallation } from "../../installation/installation.test-support.ts";
import { applySeed } from "../apply-seed.ts";
import { readSeed } from "../read-seed.ts";

const METADATA = metadataOf("urn:idp", [selfSigned(PRIVATE_KEYS.idp)]);
const ARN = toArn("arn:aws:iam::111111111111:saml-provider/corp");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rolecall-seed-"));
  writeFileSync(join(folder, "idp.xml"), METADATA);
  writeFileSync(join(folder, "bad.xml"), METADATA.replace("entityID", "x"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What is kept of the provider that a seed with this metadata lists. */
async function seeded(metadata: unknown) {
  const provider = { name: "corp", metadata, tags: { team: "core" } };
  const trust = {
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Principal: { Federated: ARN }, Action: "sts:AssumeRoleWithSAML" },
  };
  const roles = [{ name: "visitor", trust }];
  const seed = { accounts: [{ id: "111111111111", samlProviders: [provider], roles }] };
  const installation = await openTestInstallation();
  try {
    const located = readSeed(JSON.stringify(seed, null, 1), join(folder, "seed.json"));
    await applySeed(installation, located, () => {});
    return await installation.store.read((tx) => tx.samlProviders.byId(ARN));
  } finally {
    await installation.close();
  }
}

test("a provider's metadata is text, or a file beside the seed", async () => {
  for (const metadata of [
    METADATA,
    `\n  ${METADATA}`,
    "idp.xml",
    { file: "./idp.xml" },
    join(folder, "idp.xml"),
  ]) {
    const record = await seeded(metadata);
    assert.deepEqual([record?.name, record?.metadata.trim()], ["corp", METADATA]);
    assert.deepEqual(record?.tags, [{ key: "team", value: "core" }]);
  }
});

const refused = async (metadata: unknown, says: RegExp) =>
  assert.rejects(seeded(metadata), (error: Error) => {
    assert.equal(error.name, "SeedError");
    assert.match(error.message, /seed\.json:\d+: accounts\[0\]\.samlProviders\[0\]/);
    assert.match(error.message, says);
    return true;
  });

test("what is wrong is told with its place", async () => {
  await refused("none.xml", /metadata: .*none\.xml cannot be read \(ENOENT\)/);
  await refused({ file: "." }, /metadata: .* cannot be read \(EISDIR\)/);
  await refused("bad.xml", /Could not parse metadata/);
  await refused("<x/>", /Member must have length greater than or equal to 1000/);
  await refused({ path: "idp.xml" }, /metadata/);
  await refused(7, /metadata/);
});
