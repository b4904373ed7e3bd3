/** What a trust policy comes to in a table: whom it lets in, in short, and whether that may be a stranger. */
import type { SearchedTrust } from "@rolecall/contracts/rolecall";
import { parseArn } from "@rolecall/names";
import { type ConditionEntry, type PrincipalEntry, parsePolicy, type Statement } from "@rolecall/policy";

/** How many entities and conditions of one a row shows. */
const SHOWN = 10;
const SHOWN_CONDITIONS = 5;
const SHOWN_VALUES = 3;

const EVERYONE = "*";

/** As a row has it, with how many there are in all. */
export function summarizeTrust(document: string): {
  readonly TrustedEntities: readonly SearchedTrust[];
  readonly TrustedEntityCount: number;
} {
  const entities = grantsOf(document).flatMap((statement) =>
    entriesOf(statement).map((entry) => ({
      ...entityOf(entry),
      Conditions: statement.conditions.slice(0, SHOWN_CONDITIONS).map(conditionToWire),
    })),
  );
  return { TrustedEntities: entities.slice(0, SHOWN), TrustedEntityCount: entities.length };
}

/** What is compared with filters and texts: the entities as they are written. */
export function trustedNames(document: string): readonly string[] {
  return grantsOf(document)
    .flatMap(entriesOf)
    .map(({ value }) => value);
}

/**
 * Accounts of other people that may assume the role though nothing tells that they were meant to: no external id, no organization, no
 * principal and no account stands among the conditions. `*` is everybody.
 * Source: IAM User Guide, "The confused deputy problem".
 */
export function openTo(document: string, ownAccountId: string): readonly string[] {
  return grantsOf(document)
    .filter(({ conditions }) => !conditions.some(narrows))
    .flatMap(entriesOf)
    .flatMap((entry) => (entry.type === "AWS" ? [accountOf(entry.value)] : []))
    .filter((account) => account !== undefined && account !== ownAccountId) as string[];
}

/** In lower case. */
const NARROWING = new Set([
  "sts:externalid",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:principalaccount",
  "aws:principalarn",
  "aws:sourceaccount",
  "aws:sourceorgid",
]);

/** A key that may be absent, or that must not have a value, keeps nobody out who does not send it. */
function narrows({ key, operator, ifExists, quantifier }: ConditionEntry): boolean {
  const isPositive = /^(?:String|Arn)(?:Equals|Like|EqualsIgnoreCase)$/.test(operator);
  return isPositive && !ifExists && quantifier !== "ForAllValues" && NARROWING.has(key.toLowerCase());
}

/** @returns the statements that allow; nothing of a document that no version of the parser would have let be saved */
function grantsOf(document: string): readonly Statement[] {
  const parsed = parsePolicy(document, "trust");
  return parsed.ok ? parsed.policy.statements.filter(({ effect }) => effect === "Allow") : [];
}

function entriesOf({ principal }: Statement): readonly PrincipalEntry[] {
  if (principal === undefined) return [];
  if (principal.everyone) return [{ type: "AWS", value: EVERYONE }];
  return principal.entries;
}

/** Undefined where a user or role was meant that is gone: its unique id stands there. */
function accountOf(value: string): string | undefined {
  if (value === EVERYONE || /^\d{12}$/.test(value)) return value;
  return /^arn:[^:]+:(?:iam|sts)::(\d{12}):/.exec(value)?.[1];
}

function entityOf({ type, value }: PrincipalEntry): Pick<SearchedTrust, "Kind" | "Name"> {
  switch (type) {
    case "Service":
      return { Kind: "Service", Name: value };
    case "CanonicalUser":
      return { Kind: "CanonicalUser", Name: value };
    case "Federated":
      return { Kind: value.includes(":saml-provider/") ? "Saml" : "WebIdentity", Name: value };
    case "AWS":
      return awsEntity(value);
  }
}

function awsEntity(value: string): Pick<SearchedTrust, "Kind" | "Name"> {
  if (value === EVERYONE) return { Kind: "Everyone", Name: value };
  const isRoot = parseArn("root", value) !== undefined;
  if (isRoot || /^\d{12}$/.test(value)) return { Kind: "Account", Name: accountOf(value) ?? value };
  return { Kind: "Principal", Name: value };
}

function conditionToWire({ key, operator, ifExists, quantifier, values }: ConditionEntry) {
  const written = `${quantifier === undefined ? "" : `${quantifier}:`}${operator}${ifExists ? "IfExists" : ""}`;
  return { Operator: written, Key: key, Values: values.slice(0, SHOWN_VALUES), ValueCount: values.length };
}
