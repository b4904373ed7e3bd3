/**
 * The cases in `cases/*.json`: what AWS's pages say of a policy and a request, by subject. A file holds groups; a group has the
 * page it comes from, the policies by layer, a request, and cases that each change some of that and tell the decision.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Decision, LayerName } from "../src/decide/layers.ts";
import type { AuthorizationRequest, ContextValue } from "../src/request/request.ts";
import type { Scenario, WrittenLayers } from "./generate/scenario.ts";
import { type PrincipalText, readPrincipalText } from "./principal-text.ts";

export interface DocumentedCase extends Scenario {
  readonly subject: string;
  readonly name: string;
  readonly source: string;
  readonly expected: { readonly decision: Decision["decision"]; readonly layer: LayerName | undefined };
}

interface CaseFile {
  readonly subject: string;
  /** Policies that stand in a layer by their name. */
  readonly documents?: Readonly<Record<string, unknown>>;
  readonly groups: readonly CaseGroup[];
}

interface CaseGroup {
  readonly name: string;
  readonly source: string;
  readonly policies: WrittenLayers;
  readonly request: WrittenRequest;
  readonly cases: readonly WrittenCase[];
}

interface WrittenRequest {
  readonly principal: PrincipalText;
  readonly action: string;
  readonly resource: string;
  readonly resourceAccountId: string;
  readonly context?: WrittenContext;
}

/** null takes a key of the group away. */
type WrittenContext = Readonly<Record<string, ContextValue | null>>;

interface WrittenCase {
  readonly name: string;
  readonly expected: Decision["decision"];
  readonly layer?: LayerName;
  /** Replaces layers of the group; null takes one away. */
  readonly policies?: { readonly [Layer in keyof WrittenLayers]: WrittenLayers[Layer] | null };
  readonly request?: Partial<WrittenRequest>;
  readonly context?: WrittenContext;
  /** Replaces elements of the first statement of the first identity-based policy; null takes one away. */
  readonly statement?: Readonly<Record<string, unknown>>;
  /** The same, for its Condition. */
  readonly condition?: unknown;
}

export function readCases(folder: string): readonly DocumentedCase[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return names.sort().flatMap((name) => {
    const file = JSON.parse(readFileSync(join(folder, name), "utf8")) as CaseFile;
    return file.groups.flatMap((group) => group.cases.map((written) => readCase(file, group, written)));
  });
}

function readCase(file: CaseFile, group: CaseGroup, written: WrittenCase): DocumentedCase {
  const layers = withoutNulls({ ...group.policies, ...written.policies }) as WrittenLayers;
  const changes = withoutNulls({ ...written.statement, Condition: written.condition ?? null });
  const removed = Object.entries(written.statement ?? {}).filter(([, value]) => value === null);
  return {
    subject: file.subject,
    name: `${file.subject}: ${group.name}: ${written.name}`,
    source: group.source,
    layers: resolveNames(
      changeStatement(
        layers,
        changes,
        removed.map(([element]) => element),
      ),
      file,
    ),
    request: readRequest(group, written),
    expected: { decision: written.expected, layer: written.layer },
  };
}

function readRequest(group: CaseGroup, written: WrittenCase): AuthorizationRequest {
  const request = { ...group.request, ...written.request };
  const context = { ...group.request.context, ...written.request?.context, ...written.context };
  const present = Object.entries(withoutNulls(context)) as [string, ContextValue][];
  return {
    principal: readPrincipalText(request.principal),
    action: request.action,
    resource: request.resource,
    resourceAccountId: request.resourceAccountId,
    context: new Map(present.map(([key, value]) => [key.toLowerCase(), value])),
  };
}

function changeStatement(
  layers: WrittenLayers,
  changes: Readonly<Record<string, unknown>>,
  removed: readonly string[],
): WrittenLayers {
  if (Object.keys(changes).length + removed.length === 0) return layers;
  const [policy, ...others] = layers.identity ?? [];
  const [statement, ...rest] = policy!.Statement;
  const kept = Object.entries(statement!).filter(([element]) => !removed.includes(element));
  const changed = { ...Object.fromEntries(kept), ...changes } as typeof statement;
  return { ...layers, identity: [{ ...policy!, Statement: [changed!, ...rest] }, ...others] };
}

function resolveNames(layers: WrittenLayers, file: CaseFile): WrittenLayers {
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== "string") return value;
    const document = file.documents?.[value];
    if (document === undefined) throw new Error(`${file.subject}: no document ${value}`);
    return document;
  };
  return Object.fromEntries(Object.entries(layers).map(([layer, value]) => [layer, resolve(value)]));
}

const withoutNulls = (record: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null && value !== undefined));
