import type { ReadModelFilter } from "./read-model.ts";

/** What of a table stands in the address, so that a link shows the same. */
export interface TableAddress {
  readonly query: string;
  readonly filters: readonly ReadModelFilter[];
  readonly page: number;
  readonly sortBy: string | undefined;
  readonly isDescending: boolean;
}

const OPERATORS = ["!=", "!:", "=", ":", "<", ">"] as const;

/** Reads `?q=…&f=group=Admins&page=2&sort=-CreateDate`. What is not understood is left out. */
export function readTableAddress(search: string): TableAddress {
  const params = new URLSearchParams(search);
  const sort = params.get("sort") ?? "";
  const page = Number(params.get("page") ?? 1);
  return {
    query: params.get("q") ?? "",
    filters: params.getAll("f").flatMap((text) => readFilter(text) ?? []),
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
    sortBy: sort === "" ? undefined : sort.replace(/^-/, ""),
    isDescending: sort.startsWith("-"),
  };
}

function readFilter(text: string): ReadModelFilter | undefined {
  const [, property, rest] = /^(\w+)(.*)$/s.exec(text) ?? [];
  const operator = OPERATORS.find((each) => rest?.startsWith(each));
  if (property === undefined || rest === undefined || operator === undefined) return undefined;
  return { Property: property, Operator: operator, Value: rest.slice(operator.length) };
}

/** The address of the same page with this table's state; what else stood there stays. */
export function writeTableAddress(search: string, address: TableAddress): string {
  const params = new URLSearchParams(search);
  for (const name of ["q", "f", "page", "sort"]) params.delete(name);
  if (address.query !== "") params.set("q", address.query);
  for (const { Property, Operator, Value } of address.filters)
    params.append("f", `${Property}${Operator}${Value}`);
  if (address.page > 1) params.set("page", String(address.page));
  if (address.sortBy !== undefined) params.set("sort", `${address.isDescending ? "-" : ""}${address.sortBy}`);
  return `?${params}`;
}
