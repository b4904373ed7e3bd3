/** How a list is read page by page, and that its markers are good for nothing else: for every list of IAM by the contract's names. */
import assert from "node:assert/strict";
import type { OperationContract } from "@rolecall/contracts";
import { assertRefused, type Refusal } from "../installation/refusal.ts";

export interface PagedList {
  readonly operation: OperationContract;
  readonly input: object;
  /** The same list of something else, or filtered otherwise: a marker is of no use there. */
  readonly elsewhere: object | undefined;
  /** How many there are; the test has made more than one. */
  readonly count: number;
  /** How it refuses a marker that is none of its own. */
  readonly refusal: Refusal;
  send(name: string, input: object): Promise<unknown>;
}

type Answer = Readonly<Record<string, unknown>>;

/** In AWS's words (recorded). */
export const INVALID_MARKER: Refusal = { code: "ValidationError", status: 400, message: "Invalid Marker." };

export async function checkPages(list: PagedList): Promise<void> {
  const whole = await ask(list, list.input);
  assert.equal(isTruncated(list, whole), false);
  assert.equal(whole.Marker, undefined);
  const items = itemsOf(list, whole);
  assert.equal(items.length, list.count);
  const { read, markers } = await readPages(list);
  assert.deepEqual(read, items, "page by page it is the same, in the same order");
  assert.equal(new Set(markers).size, markers.length);
  for (const Marker of markers.slice(0, 1)) await checkMarker(list, Marker);
}

/** One at a time, to the end. */
async function readPages(list: PagedList) {
  const read: unknown[] = [];
  const markers: string[] = [];
  for (;;) {
    const page = await ask(list, { ...list.input, MaxItems: 1, Marker: markers.at(-1) });
    const items = itemsOf(list, page);
    assert.ok(items.length <= 1, "no more than were asked for");
    read.push(...items);
    assert.equal(isTruncated(list, page), page.Marker !== undefined);
    if (typeof page.Marker !== "string") return { read, markers };
    markers.push(page.Marker);
    assert.ok(markers.length <= list.count, "the list ends");
  }
}

async function checkMarker(list: PagedList, marker: string): Promise<void> {
  const last = marker.slice(-1);
  const altered = [
    `${marker.slice(0, -1)}${last === "A" ? "Q" : "A"}`,
    marker.slice(1),
    `${marker}x`,
    "not-one",
    marker.replace(/^./, (first) => (first === "A" ? "B" : "A")),
  ];
  for (const Marker of altered) await assertRefused(ask(list, { ...list.input, Marker }), list.refusal);
  if (list.elsewhere !== undefined) {
    await assertRefused(ask(list, { ...list.elsewhere, Marker: marker }), list.refusal);
  }
  const other = list.operation.name === "ListUsers" ? "ListGroups" : "ListUsers";
  await assertRefused(list.send(other, { Marker: marker }), INVALID_MARKER);
}

async function ask({ operation, send }: PagedList, input: object): Promise<Answer> {
  return (await send(operation.name, input)) as Answer;
}

/** What stands in the lists of the answer, one after the other. */
function itemsOf({ operation }: PagedList, answer: Answer): readonly unknown[] {
  return (operation.page?.results ?? []).flatMap((name) => (answer[name] ?? []) as readonly unknown[]);
}

/** ListDelegationRequests calls it `isTruncated`. */
function isTruncated({ operation }: PagedList, answer: Answer): unknown {
  return answer[operation.page?.moreResults ?? "isTruncated"];
}
