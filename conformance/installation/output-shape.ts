/** Whether what AWS's client made of an answer is what the service's model says: nothing missing, nothing else, everything of its kind. */
import assert from "node:assert/strict";
import type { OperationContract, Shape, StringShape, StructureShape } from "@rolecall/contracts";

/** What AWS answers (recorded) where its own model has other values. */
const RECORDED_VALUES: Readonly<Record<string, readonly string[]>> = {
  PermissionsBoundaryAttachmentType: ["Policy"],
  PolicySourceType: ["IAM Policy", "Resource Policy", "Permissions Boundary Policy"],
};

function isAmong(value: string, { name, values }: StringShape): boolean {
  return values === undefined || values.includes(value) || (RECORDED_VALUES[name]?.includes(value) ?? false);
}

export function assertOutput(name: string, output: unknown, operation: OperationContract | undefined): void {
  const shape = operation?.output;
  const { $metadata, ...members } = output as { readonly $metadata?: { readonly httpStatusCode?: number } };
  assert.equal($metadata?.httpStatusCode, operation?.http.status, name);
  if (shape === undefined) assert.deepEqual(members, {}, name);
  else assertShape(name, members, shape);
}

function assertShape(at: string, value: unknown, shape: Shape): void {
  switch (shape.kind) {
    case "structure":
      assertStructure(at, value, shape);
      return;
    case "list":
      assert.ok(Array.isArray(value), `${at} is a list`);
      for (const [index, element] of value.entries()) assertShape(`${at}[${index}]`, element, shape.element);
      return;
    case "map":
      for (const [key, element] of Object.entries(value as object))
        assertShape(`${at}.${key}`, element, shape.value);
      return;
    case "string":
      assert.ok(typeof value === "string", `${at} is a text`);
      assert.ok(isAmong(value, shape), `${at} is one of ${shape.values?.join(", ")}: ${value}`);
      return;
    case "boolean":
      assert.equal(typeof value, "boolean", at);
      return;
    case "timestamp":
      assert.ok(value instanceof Date && !Number.isNaN(value.getTime()), `${at} is a time`);
      return;
    case "blob":
      assert.ok(value instanceof Uint8Array, `${at} is bytes`);
      return;
    case "document":
      return;
    default:
      assert.ok(typeof value === "number" && !Number.isNaN(value), `${at} is a number`);
  }
}

function assertStructure(at: string, value: unknown, { members }: StructureShape): void {
  assert.ok(typeof value === "object" && value !== null, `${at} is a structure`);
  const present = Object.entries(value).filter(([, member]) => member !== undefined);
  for (const { name, required } of members) {
    if (required)
      assert.ok(
        present.some(([key]) => key === name),
        `${at} has ${name}`,
      );
  }
  for (const [key, member] of present) {
    const known = members.find(({ name }) => name === key);
    assert.ok(known, `${at}.${key} is in the model`);
    assertShape(`${at}.${key}`, member, known.shape);
  }
}
