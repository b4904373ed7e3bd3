import assert from "node:assert/strict";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { after, before, test } from "node:test";
import { formatArn, toAccountId } from "@rolecall/names";
import type { Installation } from "../../packages/server/src/installation/installation.ts";
import { missingClient } from "../installation/external-client.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import type { NamedIssuer } from "../installation/named-issuer.ts";
import { openBeside } from "../installation/neighbour.ts";
import { ACCOUNT, ADMIN, seedWithAdmin } from "../installation/seed.ts";
import { type AwsZygote, startAwsZygote } from "./aws-zygote.ts";
import { EXCEPTIONS } from "./exceptions.ts";
import { followBlock, treatmentOf } from "./follow-page.ts";
import { openPageShell } from "./page-shell.ts";
import { namedPages, type PageSurroundings, surroundingsOf } from "./pages.ts";
import { OWN_PROGRAMS } from "./programs.ts";
import { type PageBlock, readBlocks } from "./read-blocks.ts";

/**
 * README and every page under docs/, done from top to bottom as a reader does them: files are written, commands run, and what stands
 * there as their output is what they print. Each page has an installation and a folder of its own. Providers of identities are issuers of
 * these tests, under the providers' names and with their claims.
 * With ROLECALL_WRITE_PAGES=1 pages get the outputs of today instead. ROLECALL_PAGE=docs/mfa does the pages alone that the expression fits.
 */
const ROOT = new URL("../../", import.meta.url);
const skip = missingClient("aws", "--version") || missingClient("jq", "--version");
const only = process.env.ROLECALL_PAGE;
const allPages = globSync(["README.md", "docs/**/*.md"], { cwd: ROOT }).sort();
const pages = allPages.filter((page) => only === undefined || new RegExp(only).test(page));

const read = (page: string) => readFileSync(new URL(page, ROOT), "utf8");

function blocksOf(page: string): readonly PageBlock[] {
  try {
    return readBlocks(read(page));
  } catch (error) {
    throw new Error(`${page}: ${error instanceof Error ? error.message : error}`);
  }
}

const excuse = (page: string, { text }: PageBlock) =>
  EXCEPTIONS.find((row) => row.page === page && text.startsWith(row.begins));

let aws: AwsZygote;
before(async () => {
  if (skip === false) aws = await startAwsZygote();
});
after(() => aws?.close());

/** What a registered provider would publish at its address is given to its record, as a seed gives it. */
async function lendKeys(beside: Installation, { location, keys }: NamedIssuer): Promise<void> {
  const id = formatArn("oidc-provider", { accountId: toAccountId(ACCOUNT), location });
  await beside.store.write(async (tx) => {
    const record = await tx.oidcProviders.byId(id);
    if (record === undefined || record.keySet !== undefined) return;
    await tx.oidcProviders.update({ ...record, keySet: JSON.stringify(keys) });
  });
}

async function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address() as { port: number };
    server.close(() => resolve(port));
  });
  return promise;
}

interface Standing {
  readonly installation: TestInstallation | undefined;
  readonly beside: Installation | undefined;
  /** Where the page finds its server. */
  readonly port: number;
  /** Where a server that the page starts listens. */
  readonly startPort: number;
}

async function startFor({
  account,
  seed = {},
  start = [],
  issuers = [],
  startsItself,
  tellsIds,
}: PageSurroundings): Promise<Standing> {
  const startPort = await freePort();
  if (startsItself) return { installation: undefined, beside: undefined, port: startPort, startPort };
  const ids = tellsIds ? [] : ["--authorization-ids", "off"];
  const args = ["--issuer-requests", "off", ...ids, ...start];
  const { accounts } = seedWithAdmin(account);
  const { more = [], ...others } = seed;
  const installation = await startInstallation({ ...others, accounts: [...accounts, ...more] }, args);
  const beside = issuers.length > 0 ? await openBeside(installation) : undefined;
  return { installation, beside, port: Number(new URL(installation.endpoint).port), startPort };
}

function environmentOf({ installation, startPort }: Standing): Readonly<Record<string, string>> {
  const own = { ROLECALL_PAGE_PORT: String(startPort), AWS_PAGER: "", NO_COLOR: "1", COLUMNS: "200" };
  if (installation === undefined) return own;
  return {
    ...own,
    AWS_ENDPOINT_URL: installation.endpoint,
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: ADMIN.accessKeyId,
    AWS_SECRET_ACCESS_KEY: ADMIN.secretAccessKey,
  };
}

async function followPage(page: string, blocks: readonly PageBlock[]): Promise<string> {
  const surroundings = surroundingsOf(page);
  const standing = await startFor(surroundings);
  const { installation, beside, port } = standing;
  const { files = {}, programs = {}, issuers = [], before: prepare } = surroundings;
  const shell = openPageShell({
    programs: { ...(aws.script !== undefined && { aws: aws.script }), ...OWN_PROGRAMS, ...programs },
    dataFolder: installation?.dataFolder,
    environment: environmentOf(standing),
  });
  let written = read(page);
  try {
    for (const [file, text] of Object.entries(files)) shell.write(file, text);
    if (prepare !== undefined) {
      const { code, output } = await shell.run(`set -e\n${prepare}\nset +e`);
      assert.equal(code, 0, `before ${page}: ${output}`);
    }
    const behind = async () => {
      for (const issuer of issuers) if (beside !== undefined) await lendKeys(beside, issuer);
    };
    const ids = new Map([["127.0.0.1:4600", `127.0.0.1:${port}`]]);
    for (const [shown, command] of Object.entries(surroundings.names ?? {})) {
      const { output } = await shell.run(command);
      assert.notEqual(output, "", command);
      ids.set(shown, output);
    }
    for (const block of blocks.filter((each) => excuse(page, each) === undefined)) {
      const today = await followBlock({ page, shell, ids, behind }, block);
      written = written.replace(block.text, () => today);
    }
    return written;
  } finally {
    shell.close();
    await beside?.close();
    await installation?.stop();
  }
}

test("every page that surroundings are told of is there, and every exception fits a block", (context) => {
  for (const page of namedPages()) assert.ok(allPages.includes(page), page);
  const counted = new Map<string, number>();
  for (const row of EXCEPTIONS) {
    const fitting = blocksOf(row.page).filter(({ text }) => text.startsWith(row.begins));
    assert.ok(fitting.length > 0, `${row.page} has no block that begins: ${row.begins}`);
    counted.set(row.reason, (counted.get(row.reason) ?? 0) + fitting.length);
  }
  const blocks = allPages.flatMap(blocksOf);
  const commands = blocks.filter((block) => ["commands", "session"].includes(treatmentOf(block) ?? ""));
  context.diagnostic(`${blocks.length} blocks, ${commands.length} of commands; not run, by reason:`);
  for (const [reason, count] of counted) context.diagnostic(`  ${count} ${reason}`);
});

test("pages can be followed from top to bottom, and tell what is printed", {
  skip,
  concurrency: 2,
}, async (context) => {
  await Promise.all(
    pages.map(async (page) => {
      const blocks = blocksOf(page);
      if (blocks.every((block) => excuse(page, block) !== undefined)) return;
      await context.test(page, { timeout: 180_000 }, async () => {
        const written = await followPage(page, blocks);
        if (process.env.ROLECALL_WRITE_PAGES === "1") writeFileSync(new URL(page, ROOT), written);
      });
    }),
  );
});
