import { type Caller, isIdentified } from "@rolecall/access";
import type { PageContract } from "@rolecall/contracts";
import { openText, sealText } from "@rolecall/credentials";
import type { Page, PageRequest } from "@rolecall/store";
import type { Call } from "../operation.ts";

/** The members of an answer that tell whether there is more, as the contract of each list spells them. */
export interface PageMarks {
  readonly IsTruncated?: boolean;
  readonly isTruncated?: boolean;
  readonly Marker?: string;
  readonly NextToken?: string;
  readonly nextToken?: string;
}

export interface Pager {
  /** For the store's lists, or for `pageOf`. */
  readonly request: PageRequest;
  /** The members of the answer that tell whether there is more. */
  marks(page: Pick<Page<unknown>, "next">): PageMarks;
}

type PagedCall = Pick<Call<object, unknown, Caller>, "input" | "caller" | "env" | "contract" | "paging">;

/**
 * Reads where a list is to go on. What the token, the limit and the sign that there is more are called is the contract's; how
 * many items a page has that is not told, and what is said of a wrong token, is the service's. A token is sealed and bound to
 * the operation, the caller's account and the filters, so that it tells nothing, cannot be made up, and does not fit another list.
 * @param filters whatever filters the list; a token holds for the same ones alone
 * @throws what the service says of a token that was not given by the same list
 */
export function openPage(call: PagedCall, ...filters: readonly (string | undefined)[]): Pager {
  const { caller, env, contract } = call;
  const { page, paging } = pagingOf(call);
  const input = call.input as Readonly<Record<string, unknown>>;
  const asked = page.limit === undefined ? undefined : (input[page.limit] as number | undefined);
  const limit = asked ?? paging.pageSize;
  const context = JSON.stringify([
    contract.name,
    holderOf(caller),
    ...filters.map((filter) => filter ?? null),
  ]);
  const marks = ({ next }: Pick<Page<unknown>, "next">) =>
    marksOf(page, next === undefined ? undefined : sealText(env.keyRing, "marker", next, context));
  const token = input[page.inputToken] as string | undefined;
  if (token === undefined) return { request: { limit }, marks };
  const after = openText(env.keyRing, "marker", token, context);
  if (after === undefined) throw paging.invalidToken();
  return { request: { limit, after }, marks };
}

function pagingOf({ contract, paging }: PagedCall) {
  const { page } = contract;
  if (page === undefined) throw new Error(`The contract of ${contract.name} knows no pages.`);
  if (paging === undefined) throw new Error(`The service of ${contract.name} was defined without paging.`);
  return { page, paging };
}

function marksOf({ moreResults, outputToken }: PageContract, token: string | undefined): PageMarks {
  return {
    ...(moreResults !== undefined && { [moreResults]: token !== undefined }),
    ...(token !== undefined && { [outputToken]: token }),
  };
}

/** Whose list it is. */
function holderOf(caller: Caller): string {
  if (isIdentified(caller)) return caller.accountId;
  if (caller.kind === "service") return caller.service;
  return caller.kind === "federated" ? `${caller.provider} ${caller.subject}` : "";
}
