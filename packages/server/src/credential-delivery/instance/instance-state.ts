import { mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { InstanceDescription } from "@rolecall/metadata";
import { readIfThere } from "../../installation/missing-file.ts";
import { replaceFile } from "../../installation/replace-file.ts";
import { Mistake } from "../../mistake.ts";

/** What a metadata service keeps over restarts. Whoever reads it can be the instance. */
export interface InstanceState {
  /** Of the file. */
  readonly form: 1;
  readonly endpoint: string;
  readonly instanceId: string;
  /** PKCS#8 in PEM, on P-256: what the instance enrolled with. */
  readonly privateKey: string;
  /** Base64: what tokens are sealed with. */
  readonly tokenKey: string;
  /** What identity documents are signed with: made when the first is asked for. */
  readonly identity?: Readonly<Record<"dsa" | "rsa", IdentityKey>>;
  /** As it was last heard of, for a start while the server is away. */
  readonly description?: InstanceDescription;
}

export interface IdentityKey {
  /** PKCS#8 in PEM. */
  readonly privateKey: string;
  readonly certificate: string;
}

/** @returns undefined where there is none yet @throws Mistake where the file holds something else */
export function readInstanceState(file: string): InstanceState | undefined {
  const text = readIfThere(file);
  if (text === "") return undefined;
  const state = parse(text);
  if (state?.form === 1 && typeof state.privateKey === "string") return state;
  throw new Mistake(`${file} is no state of a metadata service. Name another file with --state.`);
}

function parse(text: string): InstanceState | undefined {
  try {
    return JSON.parse(text, (_, value) => (isBytes(value) ? Buffer.from(value.base64, "base64") : value));
  } catch {
    return undefined;
  }
}

function isBytes(value: unknown): value is { readonly base64: string } {
  const { base64, ...more } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return typeof base64 === "string" && Object.keys(more).length === 0;
}

/** Tells, before anything is spent, that a state would have no place. @throws what the system says of it */
export function refuseUnwritableState(file: string): void {
  const trial = `${file}.trial`;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  replaceFile(trial, "", 0o600);
  rmSync(trial);
}

/** Readable by its owner alone; nobody ever sees half of it. */
export function writeInstanceState(file: string, state: InstanceState): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  replaceFile(file, `${JSON.stringify(withBytes(state), undefined, 2)}\n`, 0o600);
}

/** For who checks documents of the instance: `web-1.dsa.pem` and `web-1.rsa.pem` beside `web-1.json`. */
export function writeCertificates(file: string, identity: NonNullable<InstanceState["identity"]>): void {
  const stem = file.replace(/\.json$/, "");
  for (const kind of ["dsa", "rsa"] as const)
    replaceFile(`${stem}.${kind}.pem`, identity[kind].certificate, 0o644);
}

function withBytes({ description, ...state }: InstanceState): object {
  if (description === undefined) return state;
  const { userData } = description;
  const bytes = userData && { base64: Buffer.from(userData).toString("base64") };
  return { ...state, description: { ...description, userData: bytes } };
}
