/** Values of any shape, without regard to constraints: they try what the wire can carry. */
import type { Member, Shape, StructureShape } from "@rolecall/contracts";
import fc from "fast-check";
import { anyText } from "./any-text.ts";

const listLengthMax = 3;

/** Shapes may contain themselves. */
const depthMax = 6;

// The SDK takes earlier years for years of the last century.
const firstDate = new Date("0100-01-01T00:00:00.000Z");
const lastDate = new Date("9999-12-31T23:59:59.999Z");

const awkwardTexts = [
  "",
  " ",
  "\n",
  "\r\n",
  "\t",
  "<a>&amp;</a>",
  "]]>",
  "a b+c%20",
  "=&?#",
  "\u0085\u2028",
  "null",
  "__proto__",
];

const text = fc.oneof(
  { weight: 3, arbitrary: fc.string({ maxLength: 12 }) },
  { weight: 2, arbitrary: anyText({ maxLength: 8 }) },
  { weight: 1, arbitrary: fc.constantFrom(...awkwardTexts) },
);

/** The SDK loses a value under this key. */
const mapKey = text.filter((key) => key !== "__proto__");

export function structureOf(shape: StructureShape): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  return arbitraryStructure(shape, 0);
}

function arbitraryValue(shape: Shape, depth: number): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case "structure":
      return arbitraryStructure(shape, depth);
    case "list":
      return depth > depthMax
        ? fc.constant([])
        : fc.array(arbitraryValue(shape.element, depth + 1), { maxLength: listLengthMax });
    case "map":
      return fc.dictionary(mapKey, arbitraryValue(shape.value, depth + 1), {
        maxKeys: 3,
        noNullPrototype: true,
      });
    case "string":
      return shape.values ? fc.oneof(fc.constantFrom(...shape.values), text) : text;
    case "integer":
      return fc.integer();
    case "long":
      return fc.maxSafeInteger();
    case "float":
    case "double":
      // No minus before zero: JSON.stringify, which both sides write with, leaves it out.
      return fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0);
    case "boolean":
      return fc.boolean();
    case "timestamp":
      return fc.date({ min: firstDate, max: lastDate, noInvalidDate: true });
    case "blob":
      return fc.uint8Array({ maxLength: 20 });
    case "document":
      return fc.jsonValue({ maxDepth: 3 }).map((value) => withSafeIntegers(value) ?? "");
  }
}

/** The SDK gives others as bigint. */
function withSafeIntegers(value: unknown): unknown {
  const isUnsafe = (part: unknown) => Number.isInteger(part) && !Number.isSafeInteger(part);
  return JSON.parse(JSON.stringify(value, (_, part) => (isUnsafe(part) ? 0 : part)));
}

function arbitraryStructure(
  shape: StructureShape,
  depth: number,
): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const members = Object.fromEntries(
    shape.members.map((member) => [member.name, arbitraryValue(member.shape, depth + 1)]),
  );
  if (shape.union)
    return fc.oneof(...Object.entries(members).map(([name, value]) => fc.record({ [name]: value })));
  // The SDK fills in an idempotency token that is left out.
  const isAlwaysThere = ({ name, required }: Member) => required || name === "ClientToken";
  const requiredKeys = shape.members.filter(isAlwaysThere).map((member) => member.name);
  return fc.record(members, { requiredKeys, noNullPrototype: true });
}
