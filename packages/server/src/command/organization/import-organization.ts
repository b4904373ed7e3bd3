import { writeFileSync } from "node:fs";
import { settlePartition } from "@rolecall/names";
import { Mistake } from "../../mistake.ts";
import { readOrganizationFile } from "../../organization/document/read-organization-file.ts";
import { readPartition } from "../../read-partition.ts";
import { makeAdmin } from "../../seed/first-seed.ts";
import type { LocatedSeed } from "../../seed/located-seed.ts";
import { profilesOf } from "../../seed/seed-profiles.ts";
import { tellStoreError } from "../backup/tell-store-error.ts";
import { type Command, type CommandIo, EXIT_OK } from "../command.ts";
import { IMPORT_ORGANIZATION_OPTIONS } from "../options/organization-file-options.ts";
import { parseOptions } from "../options/parse-options.ts";
import { openSurroundings } from "../process.ts";
import { readTextFile, showName } from "../read-text-file.ts";
import { explainSystemError } from "../system-error.ts";
import { fillStore, type Place } from "./fill-store.ts";

/** 10,000 accounts in their answers take some 6 MB. */
const LIMIT = { bytesMax: 64 * 1024 * 1024, largest: "any organization (64 MiB)" };

/** `rolecall import organization FILE`: an export, or answers of the AWS CLI, into an empty store or a seed. */
export const importOrganization: Command = async (args, io) => {
  const { values, positionals } = parseOptions(IMPORT_ORGANIZATION_OPTIONS, args);
  const [file, ...unexpected] = positionals;
  if (file === undefined) throw new Mistake("name the file: rolecall import organization FILE.");
  if (unexpected.length > 0) throw new Mistake(`what is "${unexpected.join(" ")}"? One file is read.`);
  const partition = readPartition(values.partition) ?? "aws";
  // Before the first ARN: what is written into a seed is of it too.
  settlePartition(partition);
  const located = readOrganizationFile(await readTextFile(file, io, LIMIT), showName(file));
  const { random } = openSurroundings(io);
  const enterable = withWayIn(located, random);
  return values.seed === undefined
    ? fill(enterable, { ...values, partition }, io)
    : writeSeed(enterable, values.seed, io);
};

/** An organization that nobody has a key to gets an administrator in its management account, as a first start makes one. */
function withWayIn(located: LocatedSeed, random: (size: number) => Uint8Array): LocatedSeed {
  const { seed } = located;
  if (profilesOf(seed).length > 0) return located;
  const accounts = seed.accounts.map((account) => {
    if (account.id !== seed.organization?.managementAccount) return account;
    const admin = makeAdmin(account.id, random);
    const others = account.users ?? [];
    const isTaken = others.some(({ name }) => name.toLowerCase() === admin.name);
    // What stands in the file keeps its place, for who is told of it.
    return { ...account, users: [...others, isTaken ? { ...admin, name: "rolecall-admin" } : admin] };
  });
  return { ...located, seed: { ...seed, accounts } };
}

async function fill(located: LocatedSeed, place: Place, io: CommandIo): Promise<number> {
  const { seed } = located;
  const profiles = await fillStore(located, place, io).catch((error) => {
    throw tellStoreError(error);
  });
  const names = profiles.map(({ name }) => name).join(", ");
  io.stdout.write(
    `The organization of account ${seed.organization?.managementAccount} was made with ${seed.accounts.length} accounts.\n` +
      `${place.data}/credentials holds the profiles ${names}; rolecall is the first.\n`,
  );
  return EXIT_OK;
}

/** It holds a secret: it is for its owner alone, and overwrites nothing. */
function writeSeed({ seed }: LocatedSeed, file: string, io: CommandIo): number {
  try {
    writeFileSync(file, `${JSON.stringify(seed, undefined, 2)}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST")
      throw new Mistake(`--seed ${file}: there is such a file already.`);
    throw explainSystemError(error);
  }
  io.stdout.write(`${file} is a seed now: npx rolecall start --ephemeral --seed ${file}\n`);
  return EXIT_OK;
}
