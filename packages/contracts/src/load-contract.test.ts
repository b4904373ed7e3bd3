import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { test } from "node:test";
import { loadContract, loadContractIndex, operationNames } from "./load-contract.ts";
import { type ServiceName, type Shape, serviceNames } from "./vocabulary.ts";

const operationCounts: Readonly<Record<ServiceName, number>> = {
  iam: 180,
  sts: 11,
  organizations: 63,
  account: 18,
  "sso-admin": 79,
  identitystore: 19,
  sso: 4,
  "sso-oidc": 4,
  "iam-toolbox": 2,
  rolecall: 63,
  rolesanywhere: 31,
  cloudtrail: 60,
};

for (const service of serviceNames) {
  test(`${service} has all its operations, in the index too`, async () => {
    const contract = await loadContract(service);
    equal(contract.operations.names.length, operationCounts[service]);
    deepEqual(await operationNames(service), contract.operations.names);
  });

  test(`every pattern of ${service} compiles under the flag u`, async () => {
    const contract = await loadContract(service);
    const patterns = inputShapes(
      contract.operations.names.map((name) => contract.operations.get(name)!.input),
    );
    for (const shape of patterns) {
      if (shape.kind === "string" && shape.pattern) new RegExp(shape.pattern.source, "u");
    }
  });

  test(`every error of ${service} has a code of its own and a status that fits its fault`, async () => {
    const { errors } = await loadContract(service);
    for (const [code, error] of errors) {
      equal(error.code, code);
      equal(error.fault === "server", error.httpStatus >= 500);
    }
  });
}

test("a contract is read once", async () => {
  equal(await loadContract("sts"), await loadContract("sts"));
});

test("an operation is put together once, and only under its own name", async () => {
  const { operations } = await loadContract("sts");
  ok(operations.get("AssumeRole"));
  equal(operations.get("AssumeRole"), operations.get("AssumeRole"));
  equal(operations.get("assumerole"), undefined);
  equal(operations.get("constructor"), undefined);
});

test("operations that prove who calls by their input take no signature", async () => {
  const index = await loadContractIndex();
  const unsigned = Object.entries(index.sts.operations).filter(([, operation]) => operation.unsigned);
  deepEqual(
    unsigned.map(([name]) => name),
    ["AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"],
  );
});

test("JSON 1.1 answers 400, or 500 for the service's own faults", async () => {
  const { errors } = await loadContract("organizations");
  equal(errors.get("AccountNotFoundException")?.httpStatus, 400);
  equal(errors.get("ServiceException")?.httpStatus, 500);
});

test("IAM's and STS's errors have the codes and statuses of the Query protocol", async () => {
  const [iam, sts] = [await loadContract("iam"), await loadContract("sts")];
  equal(iam.errors.get("NoSuchEntity")?.httpStatus, 404);
  equal(iam.errors.get("NoSuchEntity")?.shapeName, "NoSuchEntityException");
  equal(sts.errors.get("IDPCommunicationError")?.httpStatus, 400);
});

test("a list that contains itself leads back to itself", async () => {
  const { operations } = await loadContract("organizations");
  const handshake = member(operations.get("DescribeHandshake")!.output!, "Handshake");
  const resources = member(handshake, "Resources");
  ok(resources.kind === "list");
  equal(member(resources.element, "Resources"), resources);
});

test("a service that is not there is refused", async () => {
  await rejects(loadContract("ec2" as ServiceName));
});

function member(shape: Shape, name: string): Shape {
  ok(shape.kind === "structure");
  const found = shape.members.find((each) => each.name === name);
  ok(found);
  return found.shape;
}

function inputShapes(roots: readonly Shape[]): ReadonlySet<Shape> {
  const seen = new Set<Shape>();
  const visit = (shape: Shape): void => {
    if (seen.has(shape)) return;
    seen.add(shape);
    if (shape.kind === "structure") for (const each of shape.members) visit(each.shape);
    if (shape.kind === "list") visit(shape.element);
    if (shape.kind === "map") for (const part of [shape.key, shape.value]) visit(part);
  };
  for (const root of roots) visit(root);
  return seen;
}
