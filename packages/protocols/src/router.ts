/** Request → the service and operation that it is for, told from the contracts' index alone. */
import type { ContractIndex, ServiceIndex, ServiceName } from "@rolecall/contracts";
import { limits } from "./limits.ts";
import { otherService } from "./other-service.ts";
import { QueryParameters } from "./query/parameters.ts";
import type { ProtocolRequest, Target } from "./request.ts";
import { commonRequestError, RequestError } from "./request-error.ts";
import { hasLabels, matchPath, type PathTemplate, parsePathTemplate } from "./rest/path-template.ts";

/** A target, and what had to be read to find it. */
export interface Identified extends Target {
  /** Query alone. */
  readonly parameters?: QueryParameters;
}

export interface Router {
  /**
   * `signingName` is the service that the signature's scope names, if there is a signature: it tells two Query services
   * apart where the version does not.
   * @throws RequestError, in the protocol that the request speaks, where it leads to no operation, and OtherServiceError
   * where it is for a service without a contract.
   */
  identify(request: ProtocolRequest, signingName?: string): Identified;
}

interface KnownService extends ServiceIndex {
  readonly name: ServiceName;
  readonly operationNames: ReadonlySet<string>;
}

/** Throws if two services cannot be told apart. */
export function createRouter(index: ContractIndex): Router {
  const services = Object.entries(index).map(([name, service]) => knownService(name as ServiceName, service));
  const tables: Tables = {
    signingNames: new Set(services.map((service) => service.signingName)),
    query: services.filter((service) => service.protocol === "query"),
    byTargetPrefix: uniqueMap(
      services.flatMap((each) => targetPrefixes(each).map((prefix) => [prefix, each] as const)),
    ),
    ...routesOf(services),
  };
  return {
    identify(request, signingName) {
      const sought = find(tables, request, signingName);
      if (!(sought instanceof RequestError)) return sought;
      const isOurs = (name: string) => tables.signingNames.has(name);
      throw otherService(request, { name: signingName, isOurs }, sought) ?? sought;
    },
  };
}

/** Where nothing is found, what there is to say of it. */
type Sought = Identified | RequestError;

function find(tables: Tables, request: ProtocolRequest, signingName: string | undefined): Sought {
  const target = request.headers["x-amz-target"]?.[0];
  if (target !== undefined || speaksJson(request)) return identifyJson(tables, target ?? "");
  if (request.rawPath !== "/" && request.rawPath !== "") return identifyRoute(tables, request, signingName);
  return identifyQuery(tables, request, signingName);
}

interface Route {
  readonly service: KnownService;
  readonly operation: string;
  /** Parameters that the query string has to have: CreateTokenWithIAM is `/token?aws_iam=t`. */
  readonly literals: readonly (readonly [string, string])[];
}

interface Tables {
  readonly signingNames: ReadonlySet<string>;
  readonly query: readonly KnownService[];
  readonly byTargetPrefix: ReadonlyMap<string, KnownService>;
  /** By method and path; of routes with the same path, the one with most literals comes first. */
  readonly routes: ReadonlyMap<string, readonly Route[]>;
  /** Routes with labels in their paths: few, and looked through when no path is the request's own. */
  readonly labelled: readonly LabelledRoute[];
}

interface LabelledRoute {
  readonly method: string;
  readonly template: PathTemplate;
  readonly routes: readonly Route[];
}

function knownService(name: ServiceName, service: ServiceIndex): KnownService {
  return { ...service, name, operationNames: new Set(Object.keys(service.operations)) };
}

function routesOf(services: readonly KnownService[]): Pick<Tables, "routes" | "labelled"> {
  const templates = new Map<string, Route>();
  for (const service of services) {
    for (const [operation, { method, path }] of Object.entries(service.operations)) {
      if (method === undefined || path === undefined) continue;
      const key = `${method} ${path.replace(/\{\w+\}/g, "{}")}`;
      if (templates.has(key)) throw new Error(`Two operations answer ${key}.`);
      templates.set(key, { service, operation, literals: [...new URLSearchParams(path.split("?")[1])] });
    }
  }
  const grouped = Map.groupBy(templates, ([key]) => key.split("?")[0] ?? key);
  const byPath = [...grouped].map(([key, entries]) => {
    const routes = entries.map(([, route]) => route).sort((a, b) => b.literals.length - a.literals.length);
    return [key, routes] as const;
  });
  return {
    routes: new Map(byPath.filter(([key]) => !hasLabels(key))),
    labelled: byPath.filter(([key]) => hasLabels(key)).map(([key, routes]) => labelledRoute(key, routes)),
  };
}

function labelledRoute(key: string, routes: readonly Route[]): LabelledRoute {
  const [method = "", path = ""] = key.split(" ");
  return { method, template: parsePathTemplate(path.replaceAll("{}", "{label}")), routes };
}

/**
 * CloudTrail's has a namespace before it, which clients that were made of the older models send (the AWS CLI, boto3), and those that
 * were made of Smithy's leave out.
 */
function targetPrefixes({ targetPrefix = "" }: KnownService): readonly string[] {
  const short = targetPrefix.slice(targetPrefix.lastIndexOf(".") + 1);
  return [...new Set([targetPrefix, short])].filter((prefix) => prefix !== "");
}

function uniqueMap<V>(entries: readonly (readonly [string, V])[]): ReadonlyMap<string, V> {
  const map = new Map(entries);
  if (map.size !== entries.length) throw new Error("Two services answer the same requests.");
  return map;
}

function speaksJson(request: ProtocolRequest): boolean {
  return request.headers["content-type"]?.[0]?.startsWith("application/x-amz-json") ?? false;
}

function identifyJson(tables: Tables, header: string): Sought {
  const dot = header.lastIndexOf(".");
  const service = tables.byTargetPrefix.get(header.slice(0, dot));
  const operation = header.slice(dot + 1);
  if (service?.operationNames.has(operation)) return found(service, operation);
  return commonRequestError(
    "unknownOperation",
    { protocol: "json", service: service?.name },
    "The X-Amz-Target header names no known operation.",
  );
}

/** A bucket of S3 may be called `token`: what is signed for another service is no route of ours. */
function identifyRoute(tables: Tables, request: ProtocolRequest, signingName: string | undefined): Sought {
  const given = new URLSearchParams(request.rawQuery);
  const isOurs = signingName === undefined || tables.signingNames.has(signingName);
  const routes = isOurs ? routesFor(tables, request) : undefined;
  const route = routes?.find(({ literals }) => literals.every(([name, value]) => given.get(name) === value));
  if (route !== undefined) return found(route.service, route.operation);
  return commonRequestError(
    "unknownOperation",
    { protocol: "rest-json" },
    "No operation has this method and path. The endpoint that a client is given has no path: http://HOST:PORT.",
  );
}

function routesFor({ routes, labelled }: Tables, { method, rawPath }: ProtocolRequest) {
  return (
    routes.get(`${method} ${rawPath}`) ??
    labelled.find((each) => each.method === method && matchPath(each.template, rawPath) !== undefined)?.routes
  );
}

function identifyQuery(tables: Tables, request: ProtocolRequest, signingName: string | undefined): Sought {
  const parameters = readParameters(request);
  if (parameters instanceof RequestError) return parameters;
  const action = parameters.get("Action");
  const version = parameters.get("Version");
  const service =
    tables.query.find((each) => each.signingName === signingName) ??
    tables.query.find((each) => each.apiVersion === version);
  if (action === undefined || action === "") {
    return commonRequestError(
      "missingAction",
      { protocol: "query", service: service?.name },
      "The request is missing an action.",
    );
  }
  if (service?.apiVersion === version && service?.operationNames.has(action)) {
    return { ...found(service, action), parameters };
  }
  const sought = `${action.slice(0, 128)} for version ${version?.slice(0, 128) ?? "NO_VERSION_SPECIFIED"}`;
  return commonRequestError(
    "unknownOperation",
    { protocol: "query", service: service?.name },
    `Could not find operation ${sought}`,
  );
}

function readParameters(request: ProtocolRequest): QueryParameters | RequestError {
  const parameters = QueryParameters.parse(
    request.rawQuery,
    request.method === "GET" ? undefined : request.body,
  );
  if (parameters === "malformed") {
    return commonRequestError(
      "malformedQueryString",
      { protocol: "query" },
      "The query string contains a syntax error.",
    );
  }
  if (parameters === "tooMany") {
    const message = `The request has more than ${limits.parameters} parameters.`;
    return commonRequestError("tooManyParameters", { protocol: "query" }, message);
  }
  return parameters;
}

function found(service: KnownService, operation: string): Target {
  return {
    protocol: service.protocol,
    service: service.name,
    operation,
    signingName: service.signingName,
    unsigned: service.operations[operation]?.unsigned ?? false,
  };
}
