import assert from "node:assert/strict";
import { test } from "node:test";
import type { UniqueId } from "@rolecall/names";
import { parseSaved } from "../cache/policy-library.ts";
import { bindTrustPrincipals } from "./trust.ts";

const document = (AWS: string | readonly string[]) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Principal: { AWS, Service: "ec2.amazonaws.com" },
      Action: "sts:AssumeRole",
    },
  });
const ANN = "arn:aws:iam::111111111111:user/ann";

function valuesOf(AWS: string | readonly string[], ids: Readonly<Record<string, string>>): readonly string[] {
  const policy = parseSaved(document(AWS), "trust");
  const bound = bindTrustPrincipals(policy, ids as Readonly<Record<string, UniqueId>>);
  return bound.statements.flatMap(({ principal }) => (principal?.entries ?? []).map(({ value }) => value));
}

test("a resolved principal stands for the one that it was, the others stay as they are written", () => {
  const bob = "arn:aws:iam::111111111111:user/bob";
  assert.deepEqual(valuesOf([ANN, bob], { [ANN]: "AIDAANN" }), ["AIDAANN", bob, "ec2.amazonaws.com"]);
});

test("only principals of type AWS are looked up, and only under names that were saved", () => {
  assert.deepEqual(valuesOf(ANN, { "ec2.amazonaws.com": "AIDAANN" }), [ANN, "ec2.amazonaws.com"]);
  assert.deepEqual(valuesOf(ANN, Object.create({ [ANN]: "AIDAANN" })), [ANN, "ec2.amazonaws.com"]);
});
