/** Policies are searched in memory: AWS's are there, and the account's own are limited. */

import type { Arn } from "@rolecall/names";
import type { Call, Preparation } from "@rolecall/operations";
import type { ReadTransaction, SearchPage, SearchRequest } from "@rolecall/store";
import { type Properties, searchInMemory } from "./in-memory.ts";
import {
  grantsOf,
  isAction,
  managedGrants,
  mayAllow,
  NO_GRANTS,
  newBudget,
  type PolicyGrants,
  readManagedGrants,
} from "./policy-grants.ts";
import { allPolicies, type PolicyPart, type PolicyProperty, type PolicyRow } from "./policy-rows.ts";
import type { SearchInput } from "./search-input.ts";

type Searching = Pick<Call<unknown, ReadTransaction>, "tx" | "caller" | "env">;
type Request = SearchRequest<PolicyProperty, PolicyPart>;

const OF_USES: readonly PolicyProperty[] = ["attachmentCount", "boundaryCount", "isUsed"];

/** Where an action is looked for, what AWS's policies allow is read before the transaction. */
export async function prepareGrants({ input, env }: Preparation<SearchInput>): Promise<void> {
  const { Query = "", Filters = [], Columns = [] } = input;
  const isAsked =
    isAction(Query) || Filters.some(({ Property }) => Property === "Action" || Property === "Finding");
  if (isAsked || Columns.includes("Findings")) await readManagedGrants(env.managedPolicies);
}

export async function searchPolicies(call: Searching, request: Request): Promise<SearchPage<PolicyRow>> {
  const asked = [request.sortBy, ...request.conditions.map(({ property }) => property)];
  const all = await allPolicies(call);
  const rows = asked.some((property) => OF_USES.includes(property)) ? await withUses(call, all) : all;
  const grants = await grantsFor(call, request);
  const page = searchInMemory(rows, propertiesOf(grants), request);
  return { ...page, found: await withParts(call, page.found, { parts: request.parts, grants }) };
}

async function withUses(call: Searching, rows: readonly PolicyRow[]): Promise<readonly PolicyRow[]> {
  const { tx, caller } = call;
  const uses = await tx.search.policyUses(
    caller.accountId,
    rows.map(({ arn }) => arn),
  );
  return rows.map((row) => {
    const found = uses.get(row.arn);
    return found === undefined ? row : { ...row, uses: found };
  });
}

type GrantsOf = (row: PolicyRow) => PolicyGrants;

/** Documents of the account's own policies are read where a condition, the text or a column is about them. */
async function grantsFor({ tx, caller, env }: Searching, request: Request): Promise<GrantsOf> {
  const { conditions, text, parts } = request;
  const isInText = text !== undefined && isAction(text.value) && text.properties.includes("action");
  const isAsked = conditions.some(({ property }) => property === "action" || property === "allowsEverything");
  if (!isInText && !isAsked && !parts.includes("grants")) return () => NO_GRANTS;
  const documents = await tx.search.policyDocuments(caller.accountId);
  const own = new Map<Arn, PolicyGrants>();
  return (row) => {
    if (row.owner === "AWS") return managedGrants(env.managedPolicies, row.arn);
    const known = own.get(row.arn) ?? grantsOf(documents.get(row.arn) ?? "");
    own.set(row.arn, known);
    return known;
  };
}

function propertiesOf(grants: GrantsOf): Properties<PolicyProperty, PolicyRow> {
  const budget = newBudget();
  const allows = (row: PolicyRow, action: string) =>
    isAction(action) && mayAllow(grants(row), action.toLowerCase(), budget);
  return {
    name: { kind: "text", of: ({ name }) => name },
    arn: { kind: "text", of: ({ arn }) => arn },
    path: { kind: "text", of: ({ path }) => path },
    description: { kind: "text", of: ({ description = "" }) => description },
    tag: {
      kind: "texts",
      equals: ({ tags }, value) =>
        tags.some((tag) => tag.key === value || (value.includes("=") && `${tag.key}=${tag.value}` === value)),
      contains: ({ tags }, value) =>
        tags.some((tag) => tag.key.toLowerCase().includes(value) || tag.value.toLowerCase().includes(value)),
    },
    type: { kind: "text", of: ({ owner }) => owner },
    attachmentCount: { kind: "number", of: ({ uses }) => uses?.attachments ?? 0 },
    boundaryCount: { kind: "number", of: ({ uses }) => uses?.boundaries ?? 0 },
    isUsed: { kind: "flag", of: ({ uses }) => uses !== undefined },
    createdAt: { kind: "number", of: ({ createdAt }) => createdAt },
    updatedAt: { kind: "number", of: ({ updatedAt }) => updatedAt },
    action: { kind: "texts", equals: allows, contains: allows },
    // What AWS gives to administrators is meant so.
    allowsEverything: { kind: "flag", of: (row) => row.owner === "Customer" && grants(row).isEverything },
  };
}

interface Wanted {
  readonly parts: readonly PolicyPart[];
  readonly grants: GrantsOf;
}

async function withParts(
  call: Searching,
  found: readonly PolicyRow[],
  { parts, grants }: Wanted,
): Promise<readonly PolicyRow[]> {
  const used = parts.includes("uses") ? await withUses(call, found) : found;
  const granted = parts.includes("grants") ? used.map((row) => ({ ...row, grants: grants(row) })) : used;
  return parts.includes("document") ? withDocuments(call, granted) : granted;
}

async function withDocuments(
  { tx, caller, env }: Searching,
  rows: readonly PolicyRow[],
): Promise<readonly PolicyRow[]> {
  const own = rows.filter(({ owner }) => owner === "Customer").map(({ arn }) => arn);
  const documents = await tx.search.policyDocuments(caller.accountId, own);
  return rows.map((row) => {
    const document = row.owner === "AWS" ? env.managedPolicies.document(row.arn) : documents.get(row.arn);
    return document === undefined ? row : { ...row, document };
  });
}
