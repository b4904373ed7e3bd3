/**
 * The model of a service as AWS's own clients read it (botocore's `service-2.json`), so that the AWS CLI speaks a service that no
 * client of AWS's knows: `aws configure add-model`.
 */
import type { OperationContract, ServiceContract, Shape } from "@rolecall/contracts";

type Json = Readonly<Record<string, unknown>>;

/** For services that speak JSON 1.1. */
export function serviceModel(contract: ServiceContract): Json {
  const shapes = new Map<string, Json>();
  const operations = contract.operations.names.map((name) => {
    const operation = contract.operations.get(name);
    if (operation === undefined) throw new Error(`${name} has no contract.`);
    return [name, operationModel(operation, shapes)] as const;
  });
  return {
    version: "2.0",
    metadata: {
      apiVersion: contract.apiVersion,
      endpointPrefix: contract.endpointPrefix,
      jsonVersion: "1.1",
      protocol: "json",
      protocols: ["json"],
      serviceFullName: contract.fullName,
      serviceId: contract.serviceId,
      signatureVersion: "v4",
      signingName: contract.signingName,
      targetPrefix: contract.targetPrefix,
      uid: `${contract.service}-${contract.apiVersion}`,
    },
    operations: Object.fromEntries(operations),
    shapes: Object.fromEntries([...shapes].toSorted(([one], [other]) => (one < other ? -1 : 1))),
  };
}

function operationModel(operation: OperationContract, shapes: Map<string, Json>): Json {
  const { name, http, input, output, errors, unsigned } = operation;
  for (const shape of [input, output, ...errors.map((error) => error.shape)]) if (shape) visit(shape, shapes);
  for (const { shapeName, shape } of errors) {
    const described = shapes.get(shape.name) ?? structureModel(shape);
    shapes.set(shapeName, { ...described, exception: true });
  }
  return {
    name,
    http: { method: http.method, requestUri: http.path },
    input: { shape: input.name },
    ...(output !== undefined && { output: { shape: output.name } }),
    errors: errors.map(({ shapeName }) => ({ shape: shapeName })),
    ...(unsigned && { authtype: "none", auth: ["smithy.api#noAuth"] }),
  };
}

/** Each shape once: shapes may hold themselves. */
function visit(shape: Shape, shapes: Map<string, Json>): void {
  if (shapes.has(shape.name)) return;
  shapes.set(shape.name, shapeModel(shape));
  for (const inner of shapesIn(shape)) visit(inner, shapes);
}

function shapesIn(shape: Shape): readonly Shape[] {
  if (shape.kind === "structure") return shape.members.map((member) => member.shape);
  if (shape.kind === "list") return [shape.element];
  return shape.kind === "map" ? [shape.key, shape.value] : [];
}

function shapeModel(shape: Shape): Json {
  const sensitive = shape.sensitive ? { sensitive: true } : {};
  switch (shape.kind) {
    case "structure":
      return { ...structureModel(shape), ...sensitive };
    case "document":
      return { type: "structure", members: {}, document: true, ...sensitive };
    case "list":
      return { type: "list", member: { shape: shape.element.name }, ...sizes(shape), ...sensitive };
    case "map":
      return {
        type: "map",
        key: { shape: shape.key.name },
        value: { shape: shape.value.name },
        ...sizes(shape),
        ...sensitive,
      };
    case "string":
      return {
        type: "string",
        ...lengths(shape),
        ...(shape.pattern !== undefined && { pattern: shape.pattern.text }),
        ...(shape.values !== undefined && { enum: shape.values }),
        ...sensitive,
      };
    case "blob":
      return { type: "blob", ...lengths(shape), ...sensitive };
    case "timestamp":
    case "boolean":
      return { type: shape.kind, ...sensitive };
    default:
      return { type: shape.kind, ...limits(shape), ...sensitive };
  }
}

function structureModel({ members, union }: Extract<Shape, { kind: "structure" }>): Json {
  return {
    type: "structure",
    required: members.filter(({ required }) => required).map(({ name }) => name),
    members: Object.fromEntries(members.map(({ name, shape }) => [name, { shape: shape.name }])),
    ...(union && { union: true }),
  };
}

const between = (min: number | undefined, max: number | undefined): Json => ({
  ...(min !== undefined && { min }),
  ...(max !== undefined && { max }),
});
const sizes = (shape: { readonly minSize?: number; readonly maxSize?: number }) =>
  between(shape.minSize, shape.maxSize);
const lengths = (shape: { readonly minLength?: number; readonly maxLength?: number }) =>
  between(shape.minLength, shape.maxLength);
const limits = (shape: { readonly minimum?: number; readonly maximum?: number }) =>
  between(shape.minimum, shape.maximum);
