import { dirname, join, resolve } from "node:path";
import type { Configuration } from "../configuration.ts";
import { readProfiles } from "../installation/credentials-file.ts";
import { isLoopback } from "../installation/usable-endpoint.ts";
import type { Program } from "../program.ts";
import type { FirstStart, IgnoredSeed } from "../seed/prepare-store.ts";
import { VERSION } from "../version.ts";
import { renderExports } from "./client/exports.ts";
import { quoteForShell } from "./shell.ts";

interface Greeted {
  readonly configuration: Configuration;
  readonly program: Pick<Program, "endpoint" | "prepared">;
  /** The file that runs: bin/main.js. */
  readonly programFile: string;
}

const TRY_IT = "  aws sts get-caller-identity\n";

/** What `rolecall start` says once it listens. */
export function renderGreeting(greeted: Greeted): string {
  const { program, configuration } = greeted;
  const { firstStart, ignoredSeed } = program.prepared;
  const lines = [
    `Rolecall ${VERSION} listens on ${program.endpoint}`,
    ...(firstStart === undefined ? [] : describeFirstStart(firstStart)),
    ...(ignoredSeed === undefined ? [] : describeIgnoredSeed(ignoredSeed)),
  ];
  return `${lines.join("\n")}\n\n${
    configuration.dataFolder === undefined ? useKey(greeted) : useFolder(greeted, configuration.dataFolder)
  }`;
}

/** A warning for who lets others in; undefined where only this machine can reach the server. */
export function warnOfReach({ host }: Configuration, endpoint: string): string | undefined {
  if (isLoopback(host)) return undefined;
  return (
    `Warning: with --host ${host} everybody who reaches port ${new URL(endpoint).port} of this machine can ask, over plain HTTP: who ` +
    "is on the way reads every secret that is answered. Put TLS in front of it (SECURITY.md), or leave --host out."
  );
}

function describeFirstStart({ accountIds, root }: FirstStart): readonly string[] {
  const accounts = `Created ${accountIds.length === 1 ? "account" : "accounts"} ${accountIds.join(", ")}.`;
  if (root === undefined) return [accounts];
  return [accounts, `Root user ${root.email}, password ${root.password} (it is not shown again).`];
}

function describeIgnoredSeed({ file, mistake }: IgnoredSeed): readonly string[] {
  const told = `The seed ${file} was not applied, because this installation holds accounts already; another --data takes it.`;
  return mistake === undefined ? [told] : [told, `It would be refused: ${mistake}`];
}

/** The key stands in the folder and not in what is printed, which ends in logs. */
function useFolder({ program, programFile }: Greeted, dataFolder: string): string {
  if (readProfiles(dataFolder).length === 0) return usePoint(program.endpoint);
  const command = join(dirname(programFile), "rolecall.js");
  const data = quoteForShell(resolve(dataFolder));
  return `Use it:\n\n  eval "$(${quoteForShell(command)} env --data ${data})"\n${TRY_IT}`;
}

/** An installation in memory has no file that could hold its key. */
function useKey({ program }: Greeted): string {
  const key = program.prepared.firstStart?.profiles[0]?.key;
  if (key === undefined) return usePoint(program.endpoint);
  return `${tellRootKey(program.prepared.firstStart)}Use it:\n\n${indent(renderExports({ endpoint: program.endpoint, key }))}${TRY_IT}`;
}

/** The key that was asked for, where no file holds it. */
function tellRootKey(firstStart: FirstStart | undefined): string {
  if (firstStart?.root === undefined) return "";
  const { key } = firstStart.profiles.find(({ name }) => name === "root") ?? {};
  return key === undefined ? "" : `Root user's access key: ${key.id}, secret ${key.secret}\n\n`;
}

function usePoint(endpoint: string): string {
  return `Use it with an access key of yours (none is known here):\n\n${indent(renderExports({ endpoint }))}`;
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, "  ");
}
