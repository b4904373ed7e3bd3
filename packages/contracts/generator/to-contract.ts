/** A published model → the stored form of a contract. Whatever the vocabulary cannot say throws. */
import type {
  ErrorData,
  MemberData,
  OperationData,
  ServiceData,
  ShapeData,
  StructureData,
} from "../src/contract-data.ts";
import type {
  MemberLocation,
  PageContract,
  ProtocolName,
  ServiceName,
  TimestampShape,
} from "../src/vocabulary.ts";
import type { ModelMember, ModelOperation, ModelPage, ModelShape, ServiceModel } from "./model.ts";
import { inputErrors } from "./overlay/input-errors.ts";

const protocols: ReadonlySet<string> = new Set<ProtocolName>(["query", "json", "rest-json"]);
const locations: ReadonlySet<string> = new Set<MemberLocation>(["querystring", "header", "uri"]);
const timestampFormats: Readonly<Record<ProtocolName, TimestampShape["format"]>> = {
  query: "iso8601",
  json: "epochSeconds",
  "rest-json": "epochSeconds",
};

/** What the shapes of one service are read with. */
interface Reading {
  readonly protocol: ProtocolName;
  readonly model: ServiceModel;
  readonly patternSources: ReadonlyMap<string, string>;
}

export function toContract(
  service: ServiceName,
  model: ServiceModel,
  patternSources: ReadonlyMap<string, string>,
): ServiceData {
  const { metadata } = model;
  const reading: Reading = { protocol: protocolOf(metadata.protocol), model, patternSources };
  const operations = mapValues(model.operations, (operation) => operationData(operation, model));
  const reachable = reachableShapes(model, Object.values(operations));
  const errorNames = [...reachable].filter((name) => shapeOf(model, name).exception).sort();
  return {
    service,
    serviceId: metadata.serviceId,
    fullName: metadata.serviceFullName,
    protocol: reading.protocol,
    apiVersion: metadata.apiVersion,
    endpointPrefix: metadata.endpointPrefix,
    signingName: metadata.signingName ?? metadata.endpointPrefix,
    ...defined("globalEndpoint", metadata.globalEndpoint),
    ...defined("xmlNamespace", metadata.xmlNamespace),
    ...defined("targetPrefix", metadata.targetPrefix),
    inputErrors: inputErrors[service],
    operations,
    errors: Object.fromEntries(errorNames.map((name) => [name, errorData(name, reading)])),
    shapes: Object.fromEntries([...reachable].sort().map((name) => [name, shapeData(name, reading)])),
  };
}

function protocolOf(name: string): ProtocolName {
  if (!protocols.has(name)) throw new Error(`The protocol ${name} is not known.`);
  return name as ProtocolName;
}

function operationData(operation: ModelOperation, model: ServiceModel): OperationData {
  const { name, http } = operation;
  const page = model.pages[name];
  checkLabels(operation, model);
  if (operation.output?.resultWrapper !== undefined && operation.output.resultWrapper !== `${name}Result`) {
    throw new Error(`${name}: the result's element is ${operation.output.resultWrapper}`);
  }
  return {
    method: http.method,
    path: http.requestUri,
    ...(http.responseCode === undefined || http.responseCode === 200 ? {} : { status: http.responseCode }),
    ...defined("input", operation.input?.shape),
    ...defined("output", operation.output?.shape),
    errors: (operation.errors ?? []).map((error) => error.shape),
    ...(page && { page: pageContract(page) }),
    ...(operation.authtype === "none" && { unsigned: true as const }),
  };
}

/** Each label of a path is a member that is required, and each member of the path has its label, under its own name. */
function checkLabels({ name, http, input }: ModelOperation, model: ServiceModel): void {
  const labels = [...http.requestUri.matchAll(/\{(\w+)\}/g)].map(([, label]) => label ?? "");
  const { members = {}, required = [] } = input === undefined ? {} : shapeOf(model, input.shape);
  const placed = Object.keys(members).filter((key) => members[key]?.location === "uri");
  if (labels.toSorted().join() !== placed.toSorted().join() || placed.some((key) => !required.includes(key)))
    throw new Error(`${name}: the path ${http.requestUri} has other labels than its members.`);
}

function pageContract(page: ModelPage): PageContract {
  return {
    inputToken: page.input_token,
    outputToken: page.output_token,
    ...defined("limit", page.limit_key),
    ...defined("moreResults", page.more_results),
    results: typeof page.result_key === "string" ? [page.result_key] : page.result_key,
  };
}

/** JSON 1.1 services answer 400, or 500 for their own faults, whatever else is published about them. */
function errorData(name: string, { model, protocol }: Reading): ErrorData {
  const { error, fault } = shapeOf(model, name);
  const published = protocol === "json" ? undefined : error?.httpStatusCode;
  const httpStatus = published ?? (fault ? 500 : 400);
  return {
    code: error?.code ?? name,
    httpStatus,
    fault: fault || httpStatus >= 500 ? "server" : "client",
  };
}

function reachableShapes(model: ServiceModel, operations: readonly OperationData[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const visit = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    const shape = shapeOf(model, name);
    for (const reference of [shape.member, shape.key, shape.value, ...Object.values(shape.members ?? {})]) {
      if (reference) visit(reference.shape);
    }
  };
  for (const operation of operations) {
    for (const name of [operation.input, operation.output, ...operation.errors]) if (name) visit(name);
  }
  return reached;
}

function shapeOf(model: ServiceModel, name: string): ModelShape {
  const shape = model.shapes[name];
  if (shape === undefined) throw new Error(`The shape ${name} is referred to and not there.`);
  return shape;
}

function shapeData(name: string, reading: Reading): ShapeData {
  const shape = shapeOf(reading.model, name);
  if (shape.flattened || shape.member?.locationName || shape.key?.locationName || shape.value?.locationName) {
    throw new Error(`${name}: renamed or flattened elements have no place in the vocabulary.`);
  }
  return { ...kindData(name, shape, reading), ...(shape.sensitive && { sensitive: true as const }) };
}

function kindData(name: string, shape: ModelShape, reading: Reading): ShapeData {
  const bounds = { ...defined("min", shape.min), ...defined("max", shape.max) };
  switch (shape.type) {
    case "structure":
      return shape.document ? { kind: "document" } : structureData(name, shape);
    case "list":
      return { kind: "list", element: referred(name, shape.member), ...bounds };
    case "map":
      return { kind: "map", key: referred(name, shape.key), value: referred(name, shape.value), ...bounds };
    case "string":
      return {
        kind: "string",
        ...bounds,
        ...defined("pattern", shape.pattern),
        ...defined("patternSource", patternSource(name, shape, reading)),
        ...defined("values", shape.enum),
      };
    case "integer":
    case "long":
    case "float":
    case "double":
      return { kind: shape.type, ...bounds };
    case "blob":
      return { kind: "blob", ...bounds };
    case "boolean":
      return { kind: "boolean" };
    case "timestamp":
      return { kind: "timestamp", format: timestampFormat(name, shape, reading.protocol) };
    default:
      throw new Error(`${name}: shapes of type ${shape.type} are not known.`);
  }
}

function structureData(name: string, shape: ModelShape): StructureData {
  const required = new Set(shape.required);
  const members = mapValues(shape.members ?? {}, (member: ModelMember, key): MemberData => {
    if (member.location !== undefined && !locations.has(member.location)) {
      throw new Error(`${name}.${key}: the location ${member.location} is not known.`);
    }
    return {
      shape: member.shape,
      ...(member.locationName !== undefined &&
        member.locationName !== key && { wireName: member.locationName }),
      ...defined("location", member.location as MemberLocation | undefined),
      ...(required.has(key) && { required: true as const }),
    };
  });
  return { kind: "structure", members, ...(shape.union && { union: true as const }) };
}

function referred(name: string, reference: ModelMember | undefined): string {
  if (reference === undefined) throw new Error(`${name}: an element has no shape.`);
  return reference.shape;
}

function patternSource(name: string, shape: ModelShape, reading: Reading): string | undefined {
  if (shape.pattern === undefined) return undefined;
  const replacement = reading.patternSources.get(name);
  try {
    new RegExp(replacement ?? shape.pattern, "u");
  } catch (cause) {
    throw new Error(`${name}: its pattern needs a form in the overlay that compiles.`, { cause });
  }
  return replacement;
}

function timestampFormat(name: string, shape: ModelShape, protocol: ProtocolName): TimestampShape["format"] {
  switch (shape.timestampFormat) {
    case undefined:
      return timestampFormats[protocol];
    case "iso8601":
      return "iso8601";
    case "unixTimestamp":
      return "epochSeconds";
    default:
      throw new Error(`${name}: the timestamp format ${shape.timestampFormat} is not known.`);
  }
}

function mapValues<T, U>(
  record: Readonly<Record<string, T>>,
  change: (value: T, key: string) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}

/** One property, or none where the value is undefined. */
function defined<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]: V });
}
