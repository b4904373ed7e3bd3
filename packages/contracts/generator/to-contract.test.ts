import { deepEqual, equal, match, throws } from "node:assert/strict";
import { test } from "node:test";
import type { ModelShape, ServiceModel } from "./model.ts";
import { toContract } from "./to-contract.ts";
import { typesSource } from "./types-source.ts";

function modelWith(shapes: Readonly<Record<string, ModelShape>>, protocol = "query"): ServiceModel {
  return {
    metadata: {
      apiVersion: "2020-01-01",
      endpointPrefix: "sample",
      protocol,
      serviceFullName: "Sample",
      serviceId: "Sample",
    },
    operations: {
      Act: {
        name: "Act",
        http: { method: "POST", requestUri: "/" },
        input: { shape: "Input" },
        errors: [{ shape: "Refused" }],
      },
    },
    shapes: { Refused: { type: "structure", members: {}, exception: true }, ...shapes },
    pages: { Act: { input_token: "Marker", output_token: "Marker", result_key: "Items" } },
  };
}

const sample = modelWith({
  Input: {
    type: "structure",
    required: ["status"],
    members: { status: { shape: "statusType" }, names: { shape: "nameList" }, Inner: { shape: "Choice" } },
  },
  statusType: { type: "string", enum: ["On", "Off"] },
  nameList: { type: "list", member: { shape: "nameType" }, max: 3 },
  nameType: { type: "string", min: 1, pattern: "[\\w:\\-]+" },
  Choice: { type: "structure", union: true, members: { A: { shape: "nameType" }, B: { shape: "When" } } },
  When: { type: "timestamp" },
  Unused: { type: "string" },
});

const replaced = new Map([["nameType", "[\\w:-]+"]]);

test("a model becomes a contract of what can be reached", () => {
  const contract = toContract("sts", sample, replaced);
  deepEqual(Object.keys(contract.shapes), [
    "Choice",
    "Input",
    "Refused",
    "When",
    "nameList",
    "nameType",
    "statusType",
  ]);
  deepEqual(contract.shapes.nameList, { kind: "list", element: "nameType", max: 3 });
  deepEqual(contract.shapes.nameType, {
    kind: "string",
    min: 1,
    pattern: "[\\w:\\-]+",
    patternSource: "[\\w:-]+",
  });
  deepEqual(contract.errors, { Refused: { code: "Refused", httpStatus: 400, fault: "client" } });
  deepEqual(contract.operations.Act?.page, {
    inputToken: "Marker",
    outputToken: "Marker",
    results: ["Items"],
  });
  equal(contract.signingName, "sample");
});

test("its types have required and optional members, closed sets and unions", () => {
  const source = typesSource(toContract("sts", sample, replaced));
  match(source, /readonly status: StatusType;/);
  match(source, /readonly names\?: readonly string\[\] \| undefined;/);
  match(source, /export type StatusType = "On" \| "Off";/);
  match(source, /\| \{ readonly A: string; readonly B\?: undefined \}/);
  match(source, /readonly errors: "Refused";/);
});

test("two shapes that make one type name are refused", () => {
  const model = modelWith({
    Input: { type: "structure", members: { a: { shape: "thing" }, b: { shape: "Thing" } } },
    thing: { type: "structure", members: {} },
    Thing: { type: "structure", members: {} },
  });
  throws(() => typesSource(toContract("sts", model, new Map())), /make one type name/);
});

const refused: readonly (readonly [string, ServiceModel, RegExp])[] = [
  ["a shape that is missing", modelWith({ Input: structureOf("Gone") }), /Gone is referred to and not there/],
  [
    "an unknown type",
    modelWith({ Input: structureOf("Odd"), Odd: { type: "tuple" } }),
    /tuple are not known/,
  ],
  ["an unknown protocol", modelWith({ Input: structureOf("Input") }, "ec2"), /ec2 is not known/],
  [
    "a pattern that does not compile",
    modelWith({ Input: structureOf("Odd"), Odd: { type: "string", pattern: "\\_" } }),
    /pattern needs a form in the overlay/,
  ],
  [
    "an unknown place of a member",
    modelWith({ Input: { type: "structure", members: { x: { shape: "Input", location: "headers" } } } }),
    /location headers is not known/,
  ],
  [
    "a member of the path without a label",
    modelWith({
      Input: { type: "structure", members: { x: { shape: "Input", location: "uri" } }, required: ["x"] },
    }),
    /has other labels than its members/,
  ],
  [
    "a flattened list",
    modelWith({
      Input: structureOf("Flat"),
      Flat: { type: "list", member: { shape: "Input" }, flattened: true },
    }),
    /have no place in the vocabulary/,
  ],
];

for (const [name, model, message] of refused) {
  test(`${name} is refused`, () => {
    throws(() => toContract("sts", model, new Map()), message);
  });
}

function structureOf(shape: string): ModelShape {
  return { type: "structure", members: { x: { shape } } };
}
