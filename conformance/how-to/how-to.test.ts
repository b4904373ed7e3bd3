import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { formatArn, toAccountId } from "@rolecall/names";
import type { Installation } from "../../packages/server/src/installation/installation.ts";
import { missingClient } from "../installation/external-client.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import type { NamedIssuer } from "../installation/named-issuer.ts";
import { openBeside } from "../installation/neighbour.ts";
import { ACCOUNT, ADMIN, seedWithAdmin } from "../installation/seed.ts";
import { readPageBlocks, readSession } from "./page-blocks.ts";
import { openPageShell, type PageShell } from "./page-shell.ts";
import { PROVIDERS } from "./providers.ts";

/**
 * The pages under docs/how-to, done from top to bottom as a reader does them: files are written, commands run, and what stands there as
 * their output is what they print. Providers are issuers of these tests, under the providers' names and with their claims.
 * With ROLECALL_WRITE_PAGES=1 the pages get the outputs of today instead.
 */
const FOLDER = new URL("../../docs/how-to/", import.meta.url);
const skip = missingClient("aws", "--version") || missingClient("jq", "--version");
const pages = readdirSync(FOLDER).filter((name) => name.endsWith(".md"));

let installation: TestInstallation;
let beside: Installation;
before(async () => {
  if (skip !== false) return;
  const args = ["--issuer-requests", "off", "--authorization-ids", "off"];
  installation = await startInstallation(seedWithAdmin(), args);
  beside = await openBeside(installation);
});
after(async () => {
  await beside?.close();
  await installation?.stop();
});

/** What a registered provider would publish at its address is given to its record, as a seed gives it. */
async function lendKeys({ location, keys }: NamedIssuer): Promise<void> {
  const id = formatArn("oidc-provider", { accountId: toAccountId(ACCOUNT), location });
  await beside.store.write(async (tx) => {
    const record = await tx.oidcProviders.byId(id);
    if (record === undefined || record.keySet !== undefined) return;
    await tx.oidcProviders.update({ ...record, keySet: JSON.stringify(keys) });
  });
}

/** Seconds and ids are of the moment. */
const lasting = (output: string) =>
  output
    .replaceAll(/\b\d{10}\b/g, "TIME")
    .replaceAll(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, "ID")
    .trim();

interface Reading {
  readonly name: string;
  readonly shell: PageShell;
  readonly issuers: readonly NamedIssuer[];
}

async function follow(page: string, { name, shell, issuers }: Reading): Promise<string> {
  let written = page;
  for (const { kind, line, text, name: file } of readPageBlocks(page)) {
    const place = `docs/how-to/${name}:${line}`;
    if (kind === "file") {
      JSON.parse(text);
      shell.write(file ?? "", text);
      continue;
    }
    if (kind === "commands") {
      const { code, output } = await shell.run(`(set -e -o pipefail\n${text}\n)`);
      assert.equal(code, 0, `${place}: ${output}`);
    } else {
      const shown: string[] = [];
      for (const { command, output } of readSession(text)) {
        const ran = await shell.run(command);
        if (process.env.ROLECALL_WRITE_PAGES !== "1") {
          assert.equal(lasting(ran.output), lasting(output), `${place}: ${command}`);
        }
        shown.push(`$ ${command}${ran.output === "" ? "" : `\n${ran.output}`}`);
      }
      written = written.replace(text, () => shown.join("\n"));
    }
    for (const issuer of issuers) await lendKeys(issuer);
  }
  return written;
}

test("every page has its provider, and every provider its page", () => {
  assert.deepEqual(pages.map((name) => name.replace(".md", "")).sort(), Object.keys(PROVIDERS).sort());
});

for (const name of pages) {
  test(`${name} can be followed from top to bottom, and tells what is printed`, { skip }, async () => {
    const provider = PROVIDERS[name.replace(".md", "")] ?? assert.fail();
    const { issuers = [], files = {}, programs = {} } = provider();
    const shell = openPageShell({
      programs,
      environment: {
        AWS_ENDPOINT_URL: installation.endpoint,
        AWS_DEFAULT_REGION: "us-east-1",
        AWS_ACCESS_KEY_ID: ADMIN.accessKeyId,
        AWS_SECRET_ACCESS_KEY: ADMIN.secretAccessKey,
        AWS_PAGER: "",
      },
    });
    try {
      for (const [file, text] of Object.entries(files)) shell.write(file, text);
      const page = readFileSync(new URL(name, FOLDER), "utf8");
      const written = await follow(page, { name, shell, issuers });
      if (process.env.ROLECALL_WRITE_PAGES === "1") writeFileSync(new URL(name, FOLDER), written);
    } finally {
      shell.close();
    }
  });
}
