import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Ajv } from "ajv";
import { parse } from "yaml";
import { runCommand } from "../../command/policy/run-command.test-support.ts";
import { FIELD_WORDS } from "./field-words.ts";
import { publishedSchema } from "./published-schema.ts";

const validate = new Ajv({ allErrors: true }).compile(publishedSchema());
const isTaken = (seed: unknown) => validate(seed) === true;

interface Property {
  readonly name: string;
  readonly description: unknown;
}

function* propertiesOf(schema: unknown): Iterable<Property> {
  if (typeof schema !== "object" || schema === null) return;
  const { properties = {} } = schema as {
    readonly properties?: Readonly<Record<string, { description?: unknown }>>;
  };
  for (const [name, { description }] of Object.entries(properties)) yield { name, description };
  for (const part of Object.values(schema)) yield* propertiesOf(part);
}

test("each key says what it is, and every text is of a key", () => {
  const properties = [...propertiesOf(publishedSchema())];
  assert.ok(properties.length > 100);
  for (const { name, description } of properties) assert.ok(typeof description === "string", name);
  const told = new Set(properties.map(({ description }) => description));
  for (const [key, words] of Object.entries(FIELD_WORDS))
    assert.ok(told.has(words), `${key} is no key of a seed`);
});

const account = (more: object) => ({ accounts: [{ id: "111111111111", ...more }] });

test("it takes what a file may say, and finds what it may not", () => {
  assert.ok(isTaken({ $schema: "seed.schema.json", include: ["a.yaml"] }));
  assert.ok(isTaken({ accounts: [{ id: "${ACCOUNT}", email: "${EMAIL:-a@b.example}" }] }));
  assert.ok(isTaken(account({ policies: [{ name: "P", policyFile: "p.json" }] })));
  assert.ok(isTaken(account({ policies: [{ name: "P", document: { policyFile: "p.json" } }] })));
  assert.ok(
    isTaken(
      account({ users: [{ name: "a", accessKeys: [{ id: "AKIASEEDSEEDSEED", secret: "${SECRET}" }] }] }),
    ),
  );
  assert.ok(!isTaken(account({ policies: [{ name: "P" }] })));
  assert.ok(!isTaken(account({ user: [] })));
  assert.ok(!isTaken({ accounts: [{ id: "1234" }] }));
  assert.ok(!isTaken({ include: 3 }));
});

test("it takes the seeds of the documentation", () => {
  for (const page of ["../../../../../README.md", "../../../../../docs/organizations.md"]) {
    const text = readFileSync(new URL(page, import.meta.url), "utf8");
    const seeds = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) => yaml ?? "");
    const whole = seeds.filter((yaml) => /^accounts:/m.test(yaml));
    assert.ok(whole.length > 0, page);
    for (const yaml of whole) assert.ok(isTaken(parse(yaml)), `${page}: ${JSON.stringify(validate.errors)}`);
  }
});

test("rolecall seed-schema prints it", async () => {
  const { exitCode, stdout } = await runCommand(["seed-schema"]);
  assert.equal(exitCode, 0);
  assert.deepEqual(JSON.parse(stdout), publishedSchema());
});
