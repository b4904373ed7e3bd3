import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { thirtyAccounts, threeHundredAccounts } from "../made-up.test-support.ts";
import { type OrganizationTree, unitsOf } from "../organization-tree.ts";
import { randomTree } from "../random-tree.test-support.ts";
import { drawSvg } from "./draw-svg.ts";
import { layOutTree, type PlacedCard } from "./lay-out-tree.ts";
import { measureText } from "./measure-text.ts";

test("no two cards overlap, whatever the organization looks like", () => {
  fc.assert(
    fc.property(randomTree, (tree) => {
      const { cards } = layOutTree(tree);
      assert.equal(cards.length, [...unitsOf(tree.root)].length);
      for (const [index, card] of cards.entries()) {
        for (const other of cards.slice(index + 1))
          assert.ok(isApart(card, other), `${card.title}, ${other.title}`);
      }
    }),
    { numRuns: 100 },
  );
});

test("what is in a card stays in it, and nothing lies on anything else", () => {
  fc.assert(
    fc.property(randomTree, (tree) => {
      for (const card of layOutTree(tree).cards) {
        const boxes = card.entries.flatMap(({ x, y, width, chips }) => [
          { x, y, width, height: 22 },
          ...chips.map((chip) => ({ ...chip, height: 20 })),
        ]);
        for (const chip of card.chips) boxes.push({ ...chip, height: 20 });
        for (const [index, box] of boxes.entries()) {
          assert.ok(box.x + box.width <= card.width && box.y + box.height <= card.height, card.title);
          for (const other of boxes.slice(index + 1)) assert.ok(isApart(box, other), card.title);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test("an account's name ends before its id begins", () => {
  for (const card of layOutTree(thirtyAccounts()).cards) {
    for (const { name, width, id } of card.entries) {
      const left = 16 + measureText(name, { sizePx: 12 });
      assert.ok(left < width - measureText(id, { sizePx: 11, isMonospace: true }), name);
    }
  }
});

test("it is XML, whatever names hold, and every account is in it", () => {
  fc.assert(
    fc.property(randomTree, (tree) => {
      const svg = drawSvg(tree);
      checkXml(svg);
      // XML 1.0, production 2: these are no characters of it, however they are written.
      assert.doesNotMatch(svg, /[\ufffe\uffff]/);
    }),
    { numRuns: 60 },
  );
  const svg = drawSvg(threeHundredAccounts());
  for (const id of accountIds(threeHundredAccounts())) assert.ok(svg.includes(`>${id}</text>`), id);
});

test("it has colours for dark backgrounds, and a size that screens scroll in one direction alone", () => {
  const svg = drawSvg(threeHundredAccounts());
  assert.match(svg, /@media \(prefers-color-scheme:dark\)/);
  const [, width, height] = /^<svg [^>]*width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
  assert.ok(Number(width) < 2_200, `${width} wide`);
  assert.ok(Number(height) < 4_000, `${height} high`);
});

interface Box extends Pick<PlacedCard, "x" | "y" | "width" | "height"> {}

function isApart(one: Box, other: Box): boolean {
  const beside = one.x + one.width <= other.x || other.x + other.width <= one.x;
  return beside || one.y + one.height <= other.y + 0.001 || other.y + other.height <= one.y + 0.001;
}

function accountIds({ root }: OrganizationTree): readonly string[] {
  return [...unitsOf(root)].flatMap(({ accounts }) => accounts.map(({ id }) => id));
}

/** Elements close in the order in which they open, and text holds nothing that XML forbids. */
function checkXml(text: string): void {
  const open: string[] = [];
  for (const [, slash, name, rest, between] of text.matchAll(/<(\/?)([a-z]+)([^<>]*)>([^<]*)/g)) {
    assert.doesNotMatch(`${rest}${between}`, /&(?!(?:amp|lt|gt|quot);)|[\p{Cc}](?<!\n)/u);
    if (slash === "/") assert.equal(open.pop(), name);
    else if (!rest!.endsWith("/")) open.push(name!);
  }
  assert.deepEqual(open, []);
  assert.equal(text.replaceAll(/<(\/?)([a-z]+)([^<>]*)>/g, "").includes("<"), false);
}
