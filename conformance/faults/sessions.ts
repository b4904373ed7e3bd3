/** Sessions: made at one node and good at all; forged ones at none. */
import { setTimeout as delay } from "node:timers/promises";
import type { SigningCredentials } from "@rolecall/sigv4";
import { ADMIN } from "../installation/seed.ts";
import { callOnce } from "./client.ts";
import { iam, ROLE_ARN, sts, whoAmI } from "./company.ts";
import { askSome, pick, type RunParts } from "./run-parts.ts";

const PAUSE_MS = 20;

/** Makes sessions and uses each at any node, also after the one that made it is gone. */
export async function useSessions(parts: RunParts): Promise<void> {
  const kept: SigningCredentials[] = [];
  for (let number = 0; !parts.isOver(); number++) {
    const form = { Action: "AssumeRole", RoleArn: ROLE_ARN, RoleSessionName: `session-${number}` };
    const { outcome, text } = await askSome(parts, sts(form, ADMIN));
    if (outcome === "done") kept.push(readSession(text));
    if (kept.length > 20) kept.shift();
    if (kept.length > 0) await useOne(parts, pick(parts, kept));
    await delay(PAUSE_MS);
  }
}

async function useOne(parts: RunParts, session: SigningCredentials): Promise<void> {
  for (const call of [whoAmI(session), iam({ Action: "ListGroups" }, session)]) {
    const { outcome, code, node } = await askSome(parts, call);
    if (outcome === "refused") parts.report.violate("a good session refused", `${node.name}: ${code}`);
  }
}

function readSession(text: string): SigningCredentials {
  const read = (name: string) => new RegExp(`<${name}>([^<]+)</${name}>`).exec(text)?.[1] ?? "";
  return {
    accessKeyId: read("AccessKeyId"),
    secretAccessKey: read("SecretAccessKey"),
    sessionToken: read("SessionToken"),
  };
}

/** What another installation gave, which knows the same account and role by another master key. */
export async function foreignSession(endpoint: string): Promise<SigningCredentials> {
  const form = { Action: "AssumeRole", RoleArn: ROLE_ARN, RoleSessionName: "foreign" };
  const { outcome, text } = await callOnce(endpoint, sts(form, ADMIN));
  if (outcome !== "done") throw new Error(`The other installation made no session: ${text}`);
  return readSession(text);
}

/** Foreign tokens, and good ones with a bit turned over: all are refused, by every node, whatever state it is in. */
export async function forgeSessions(parts: RunParts, foreign: SigningCredentials): Promise<void> {
  while (!parts.isOver()) {
    const good = await askSome(
      parts,
      sts({ Action: "AssumeRole", RoleArn: ROLE_ARN, RoleSessionName: "forged" }, ADMIN),
    );
    if (good.outcome === "done") await tryForged(parts, turnBit(readSession(good.text), parts.random));
    await tryForged(parts, foreign);
    await delay(PAUSE_MS * 5);
  }
}

async function tryForged(parts: RunParts, forged: SigningCredentials): Promise<void> {
  // No read that anybody waits for.
  const { outcome, node } = await askSome({ ...parts, told: () => {} }, whoAmI(forged));
  parts.report.count(`forged session: ${outcome}`);
  if (outcome === "done") parts.report.violate("a forged session accepted", node.name);
}

function turnBit(session: SigningCredentials, random: () => number): SigningCredentials {
  const token = Buffer.from(session.sessionToken ?? "", "base64");
  const at = Math.floor(random() * token.length);
  token.writeUInt8(token.readUInt8(at) ^ (1 << Math.floor(random() * 8)), at);
  return { ...session, sessionToken: token.toString("base64") };
}
