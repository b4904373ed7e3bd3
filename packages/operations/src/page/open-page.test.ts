import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { ANONYMOUS, type Caller, rootCaller } from "@rolecall/access";
import { loadContract, type OperationContract, serviceNames } from "@rolecall/contracts";
import { createKeyRing, newKey } from "@rolecall/credentials";
import { toAccountId } from "@rolecall/names";
import type { Environment } from "../environment.ts";
import { openPage } from "./open-page.ts";
import { pageOf } from "./page-of.ts";

const keyRing = createKeyRing([newKey(randomBytes)], randomBytes);
const env = { keyRing } as unknown as Environment;
const ROOT = rootCaller(toAccountId("111111111111"), "AKIA");
const OTHER = rootCaller(toAccountId("222222222222"), "AKIA");
const paging = { pageSize: 4, invalidToken: () => new Error("no such token") };
const ITEMS = Array.from({ length: 9 }, (_, index) => String(index));

type Members = Readonly<Record<string, unknown>>;

/** One call of a list of nine numbers. */
function list(contract: OperationContract, input: Members, caller: Caller = ROOT, filter?: string): Members {
  const pager = openPage({ input, caller, env, contract, paging }, filter);
  const page = pageOf(ITEMS, (item) => item, pager.request);
  const [results = ""] = contract.page?.results ?? [];
  return { [results]: page.items, ...pager.marks(page) };
}

async function pagedOperations(): Promise<readonly OperationContract[]> {
  const contracts = await Promise.all(serviceNames.map(loadContract));
  return contracts
    .flatMap(({ operations }) => operations.names.map((name) => operations.get(name)!))
    .filter(({ page }) => page !== undefined);
}

test("every list of every contract goes from page to page by the names that its contract has", async () => {
  const lists = await pagedOperations();
  // So many there are today. New services bring more; fewer would mean that one has lost its pages.
  assert.ok(lists.length >= 95, `${lists.length} lists`);
  for (const contract of lists) {
    const { inputToken, outputToken, limit, moreResults, results } = contract.page!;
    const seen: unknown[] = [];
    let input: Members = limit === undefined ? {} : { [limit]: 2 };
    for (let more = true; more; ) {
      const answer = list(contract, input);
      const items = answer[results[0]!] as readonly unknown[];
      assert.ok(items.length <= (limit === undefined ? paging.pageSize : 2), contract.name);
      seen.push(...items);
      more = answer[outputToken] !== undefined;
      if (moreResults !== undefined) assert.equal(answer[moreResults], more, contract.name);
      const told = Object.keys(answer).filter(
        (name) => ![...results, outputToken, moreResults].includes(name),
      );
      assert.deepEqual(told, [], contract.name);
      const members = contract.output?.members.map(({ name }) => name) ?? [];
      for (const name of Object.keys(answer)) assert.ok(members.includes(name), `${contract.name}: ${name}`);
      input = { ...input, [inputToken]: answer[outputToken] };
    }
    assert.deepEqual(seen, ITEMS, contract.name);
  }
});

test("a token holds for its list, its account and its filters alone", async () => {
  const lists = await pagedOperations();
  for (const [index, contract] of lists.entries()) {
    const { inputToken, outputToken } = contract.page!;
    const token = list(contract, {}, ROOT, "f")[outputToken];
    assert.ok(list(contract, { [inputToken]: token }, ROOT, "f"));
    const other = lists[(index + 1) % lists.length]!;
    const refused = [
      () => list(other, { [other.page!.inputToken]: token }, ROOT, "f"),
      () => list(contract, { [inputToken]: token }, OTHER, "f"),
      () => list(contract, { [inputToken]: token }, ANONYMOUS, "f"),
      () => list(contract, { [inputToken]: token }, ROOT, "g"),
      () => list(contract, { [inputToken]: token }),
      () => list(contract, { [inputToken]: "made up" }, ROOT, "f"),
    ];
    for (const call of refused) assert.throws(call, /^Error: no such token$/, contract.name);
  }
});

test("what has no pages in its contract, or belongs to a service without paging, is not paged", async () => {
  const { operations } = await loadContract("iam");
  const users = operations.get("ListUsers")!;
  const call = { input: {}, caller: ROOT, env, contract: users, paging };
  assert.throws(() => openPage({ ...call, contract: operations.get("GetUser")! }), /GetUser knows no pages/);
  assert.throws(() => openPage({ ...call, paging: undefined }), /ListUsers was defined without paging/);
});
