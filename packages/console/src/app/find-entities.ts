import type { AutosuggestProps } from "@cloudscape-design/components/autosuggest";
import { type ReadModel, searchRows } from "../patterns/table/read-model.ts";
import { href } from "./location.ts";

/** What the rows of a read model are called, and where one of them leads. */
interface EntityKind {
  readonly label: string;
  readonly model: ReadModel;
  readonly name: string;
  readonly column: string;
  readonly hrefOf: (row: Readonly<Record<string, unknown>>) => string;
}

const MOST = 5;

const KINDS: readonly EntityKind[] = [
  named("Users", "SearchUsers", "UserName", "/iam/users/:name"),
  named("Roles", "SearchRoles", "RoleName", "/iam/roles/:name"),
  named("User groups", "SearchGroups", "GroupName", "/iam/groups/:name"),
  {
    label: "Policies",
    model: "SearchPolicies",
    name: "PolicyName",
    column: "PolicyName",
    hrefOf: ({ Arn }) => href("/iam/policies/:arn", { arn: String(Arn) }),
  },
  {
    label: "Accounts",
    model: "SearchAccounts",
    name: "Name",
    column: "Name",
    hrefOf: ({ Id }) => href("/accounts/:id", { id: String(Id) }),
  },
];

function named(label: string, model: ReadModel, name: string, pattern: string): EntityKind {
  return { label, model, name, column: name, hrefOf: (row) => href(pattern, { name: String(row[name]) }) };
}

/** The first of each kind that has this text. What one may not list is not offered. */
export async function findEntities(text: string, signal: AbortSignal): Promise<AutosuggestProps.Options> {
  const groups = await Promise.all(KINDS.map((kind) => findKind(kind, text, signal)));
  return groups.filter(({ options }) => options.length > 0);
}

async function findKind(
  { label, model, name, column, hrefOf }: EntityKind,
  text: string,
  signal: AbortSignal,
) {
  try {
    const query = { Query: text, Page: 1, PageSize: MOST, Columns: [column] };
    const { Rows } = await searchRows<Readonly<Record<string, unknown>>>(model, query, signal);
    return { label, options: Rows.map((row) => ({ value: hrefOf(row), label: String(row[name]) })) };
  } catch {
    // Denied, or the search has gone on: the other kinds are offered all the same.
    return { label, options: [] };
  }
}
