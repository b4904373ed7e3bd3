/** The bill of materials: the form that CycloneDX 1.6 asks for, and every package that is in ours. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { generate } from "./generate.ts";

const PACKAGE = fileURLToPath(new URL("..", import.meta.url));

const LICENCES = {
  type: "array",
  minItems: 1,
  items: {
    oneOf: [
      {
        required: ["license"],
        additionalProperties: false,
        properties: {
          license: {
            required: ["id"],
            additionalProperties: false,
            properties: { id: { pattern: "^[\\w.-]+$" } },
          },
        },
      },
      {
        required: ["expression"],
        additionalProperties: false,
        properties: { expression: { type: "string" } },
      },
    ],
  },
};

const COMPONENT = {
  type: "object",
  required: ["type", "name", "version", "bom-ref", "purl"],
  additionalProperties: false,
  properties: {
    type: { enum: ["application", "library"] },
    "bom-ref": { type: "string", minLength: 1 },
    group: { type: "string" },
    name: { type: "string" },
    version: { type: "string" },
    description: { type: "string" },
    purl: { type: "string", pattern: "^pkg:npm/(?:%40[\\w.-]+/)?[\\w.-]+@[\\w.+-]+$" },
    licenses: LICENCES,
    hashes: {
      type: "array",
      items: {
        required: ["alg", "content"],
        additionalProperties: false,
        properties: { alg: { const: "SHA-512" }, content: { pattern: "^[a-f0-9]{128}$" } },
      },
    },
  },
};

/** What of the schema of CycloneDX 1.6 (https://cyclonedx.org/schema/bom-1.6.schema.json) concerns what we write. */
const SCHEMA = {
  type: "object",
  required: ["bomFormat", "specVersion", "version", "metadata", "components", "dependencies"],
  additionalProperties: false,
  properties: {
    $schema: { const: "http://cyclonedx.org/schema/bom-1.6.schema.json" },
    bomFormat: { const: "CycloneDX" },
    specVersion: { const: "1.6" },
    version: { type: "integer", minimum: 1 },
    metadata: {
      type: "object",
      required: ["component"],
      additionalProperties: false,
      properties: { component: COMPONENT },
    },
    components: { type: "array", uniqueItems: true, items: COMPONENT },
    dependencies: {
      type: "array",
      uniqueItems: true,
      items: {
        type: "object",
        required: ["ref"],
        additionalProperties: false,
        properties: {
          ref: { type: "string" },
          dependsOn: { type: "array", uniqueItems: true, items: { type: "string" } },
        },
      },
    },
  },
};

interface Component {
  readonly "bom-ref": string;
  readonly group?: string;
  readonly name: string;
  readonly version: string;
  readonly hashes?: readonly unknown[];
}

await generate();
const read = (path: string) => readFileSync(join(PACKAGE, path), "utf8");
const sbom = JSON.parse(read("dist/sbom.cdx.json"));
const components: readonly Component[] = sbom.components;

test("it has the form that CycloneDX asks for, and its references lead somewhere", () => {
  const ajv = new Ajv({ allErrors: true, strict: false });
  assert.ok(ajv.validate(SCHEMA, sbom), ajv.errorsText());
  const refs = [sbom.metadata.component, ...components].map((each) => each["bom-ref"]);
  assert.equal(new Set(refs).size, refs.length);
  assert.deepEqual(
    sbom.dependencies.map(({ ref }: { ref: string }) => ref),
    refs,
  );
  assert.deepEqual(sbom.dependencies[0].dependsOn, refs.slice(1));
});

test("it names what the notice names, and what npm installs beside it", () => {
  const named = components.map(
    ({ group, name, version }) => `${group === undefined ? "" : `${group}/`}${name} ${version}`,
  );
  const noticed = Array.from(read("dist/THIRD-PARTY.md").matchAll(/^## (\S+ \S+) \(/gm), ([, each]) => each!);
  const { dependencies } = JSON.parse(read("package.json"));
  const beside = Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
  assert.ok(noticed.length > 50);
  assert.deepEqual(named, [...noticed, ...beside]);
});

test("whatever was bundled has the hash that the lock file has", () => {
  const without = components
    .filter(({ hashes }) => hashes === undefined)
    .map(({ group, name }) => `${group}/${name}`);
  assert.deepEqual(without, ["@node-rs/argon2"]);
});
