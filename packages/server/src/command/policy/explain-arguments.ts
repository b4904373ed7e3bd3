import { parseArgs } from "node:util";
import type { AuthorizationRequest, ContextValue } from "@rolecall/policy";
import { InputError } from "./input-error.ts";
import { parsePrincipal, principalContext } from "./principal.ts";
import { STDIN } from "./read-document.ts";

const OPTIONS = {
  policy: { type: "string", multiple: true },
  "resource-policy": { type: "string", multiple: true },
  trust: { type: "string" },
  boundary: { type: "string" },
  session: { type: "string", multiple: true },
  scp: { type: "string", multiple: true },
  rcp: { type: "string", multiple: true },
  endpoint: { type: "string" },
  principal: { type: "string", default: "arn:aws:iam::111122223333:user/someone" },
  action: { type: "string" },
  resource: { type: "string", default: "*" },
  "resource-account": { type: "string" },
  context: { type: "string", multiple: true },
  all: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  color: { type: "boolean" },
  help: { type: "boolean", default: false },
} as const;

export const EXPLAIN_USAGE = `Usage: rolecall explain --policy FILE... --action SERVICE:ACTION [options]

Says whether policies allow a request, and why. FILE can be - for standard input.

The policies
  --policy FILE            identity-based policy; may be given several times
  --boundary FILE          permissions boundary
  --session FILE           session policy; all that are given form one
  --resource-policy FILE   the resource's own policy
  --trust FILE             the trust policy of the role that is to be assumed
  --scp FILE, --rcp FILE   service or resource control policy; each one a level, from the root down
  --endpoint FILE          VPC endpoint policy

The request
  --action SERVICE:ACTION
  --resource ARN           default: *
  --principal ARN          user, role, session, account, service or anonymous; default: a user
  --resource-account ID    who owns the resource; default: the ARN's account, or the principal's
  --context KEY=VALUE      a condition key; given several times, it has several values

The answer
  --json                   as JSON
  --all                    also statements about other actions
  --no-color               no colours

Exit code: 0 allowed, 3 denied, 2 the command line or a policy is wrong.
`;

/** The files of each layer. */
export interface PolicyFiles {
  readonly identity: readonly string[];
  readonly resource: readonly string[];
  readonly trust: readonly string[];
  readonly boundary: readonly string[];
  readonly session: readonly string[];
  readonly serviceControl: readonly string[];
  readonly resourceControl: readonly string[];
  readonly endpoint: readonly string[];
}

export interface ExplainArguments {
  readonly files: PolicyFiles;
  readonly request: AuthorizationRequest;
  readonly showAll: boolean;
  readonly json: boolean;
  readonly color: boolean | undefined;
}

/** @throws InputError, or parseArgs' own error where an option is unknown. Undefined where help was asked for. */
export function parseExplainArguments(args: readonly string[]): ExplainArguments | undefined {
  const { values } = parseArgs({ args: [...args], options: OPTIONS, allowNegative: true });
  if (values.help) return undefined;
  const files: PolicyFiles = {
    identity: values.policy ?? [],
    resource: values["resource-policy"] ?? [],
    trust: listOf(values.trust),
    boundary: listOf(values.boundary),
    session: values.session ?? [],
    serviceControl: values.scp ?? [],
    resourceControl: values.rcp ?? [],
    endpoint: listOf(values.endpoint),
  };
  checkFiles(files);
  const request = makeRequest(values);
  return { files, request, showAll: values.all, json: values.json, color: values.color };
}

function listOf(value: string | undefined): readonly string[] {
  return value === undefined ? [] : [value];
}

function checkFiles(files: PolicyFiles): void {
  const all = Object.values(files).flat();
  if (all.length === 0) throw new InputError("give at least one policy, such as --policy FILE.");
  if (all.filter((file) => file === STDIN).length > 1)
    throw new InputError("standard input can be read once.");
  if (files.trust.length > 0 && files.resource.length > 0) {
    throw new InputError(
      "a role has a trust policy and no other resource policy: give --trust or --resource-policy.",
    );
  }
}

interface RequestValues {
  readonly principal: string;
  readonly action?: string | undefined;
  readonly resource: string;
  readonly "resource-account"?: string | undefined;
  readonly context?: readonly string[] | undefined;
}

function makeRequest(values: RequestValues): AuthorizationRequest {
  const { action, resource } = values;
  if (action === undefined) throw new InputError("give the request's --action, such as s3:GetObject.");
  if (!/^[^:*?]+:[^:*?]+$/.test(action))
    throw new InputError(`"${action}" is no action: write SERVICE:ACTION.`);
  const principal = parsePrincipal(values.principal);
  const ownAccount = "accountId" in principal ? principal.accountId : "";
  const resourceAccountId = values["resource-account"] ?? accountOfArn(resource) ?? ownAccount;
  const context = makeContext(principalContext(principal), values.context ?? []);
  return { principal, action, resource, resourceAccountId, context };
}

function accountOfArn(arn: string): string | undefined {
  return /^arn:[^:]*:[^:]*:[^:]*:([0-9]{12}):/.exec(arn)?.[1];
}

/** Keys that are given replace those that follow from the principal. */
function makeContext(
  derived: readonly (readonly [string, string])[],
  given: readonly string[],
): ReadonlyMap<string, ContextValue> {
  const values = new Map<string, readonly string[]>();
  for (const text of given) {
    const equals = text.indexOf("=");
    if (equals <= 0) throw new InputError(`"${text}" is no context: write KEY=VALUE.`);
    const key = text.slice(0, equals).toLowerCase();
    values.set(key, [...(values.get(key) ?? []), text.slice(equals + 1)]);
  }
  const single = ([key, list]: [string, readonly string[]]): [string, ContextValue] =>
    list.length === 1 ? [key, list[0]!] : [key, list];
  return new Map<string, ContextValue>([...derived, ...[...values].map(single)]);
}
