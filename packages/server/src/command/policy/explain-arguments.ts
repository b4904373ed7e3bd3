import { isAccountId, splitArn } from "@rolecall/names";
import type { AuthorizationRequest, ContextValue } from "@rolecall/policy";
import { Mistake } from "../../mistake.ts";
import { contextOf, givenContext } from "../given-context.ts";
import { EXPLAIN_OPTIONS } from "../options/explain-options.ts";
import { parseOptions, refusePositionals } from "../options/parse-options.ts";
import { STDIN } from "../read-text-file.ts";
import { knownContext, parsePrincipal } from "./principal.ts";

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

/** @throws Mistake */
export function parseExplainArguments(args: readonly string[]): ExplainArguments {
  const { values, positionals } = parseOptions(EXPLAIN_OPTIONS, args);
  refusePositionals(positionals);
  const files: PolicyFiles = {
    identity: values.policy,
    resource: values["resource-policy"],
    trust: listOf(values.trust),
    boundary: listOf(values.boundary),
    session: values.session,
    serviceControl: values.scp,
    resourceControl: values.rcp,
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
  if (all.length === 0) throw new Mistake("give at least one policy, such as --policy FILE.");
  if (all.filter((file) => file === STDIN).length > 1) throw new Mistake("standard input can be read once.");
  if (files.trust.length > 0 && files.resource.length > 0) {
    throw new Mistake(
      "a role has a trust policy and no other resource policy: give --trust or --resource-policy.",
    );
  }
}

interface RequestValues {
  readonly principal: string;
  readonly action: string | undefined;
  readonly resource: string;
  readonly "resource-account": string | undefined;
  readonly context: readonly string[];
}

function makeRequest(values: RequestValues): AuthorizationRequest {
  const { action, resource } = values;
  if (action === undefined) throw new Mistake("give the request's --action, such as s3:GetObject.");
  if (!/^[^:*?]+:[^:*?]+$/.test(action)) throw new Mistake(`"${action}" is no action: write SERVICE:ACTION.`);
  const principal = parsePrincipal(values.principal);
  const ownAccount = "accountId" in principal ? principal.accountId : "";
  const resourceAccountId = values["resource-account"] ?? accountOfArn(resource) ?? ownAccount;
  const context = makeContext(knownContext(principal), values.context);
  return { principal, action, resource, resourceAccountId, context };
}

function accountOfArn(arn: string): string | undefined {
  const account = splitArn(arn)?.account;
  return account !== undefined && isAccountId(account) ? account : undefined;
}

/** Keys that are given replace those that follow from the principal. */
function makeContext(
  derived: Readonly<Record<string, string>>,
  given: readonly string[],
): ReadonlyMap<string, ContextValue> {
  return new Map<string, ContextValue>([...Object.entries(derived), ...contextOf(givenContext(given))]);
}
