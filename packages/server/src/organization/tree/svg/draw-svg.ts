import { showText } from "@rolecall/policy";
import { type OrganizationTree, summarize } from "../organization-tree.ts";
import { CARD, type Chip, type Entry } from "./card.ts";
import { layOutTree, type PlacedCard } from "./lay-out-tree.ts";
import { measureText } from "./measure-text.ts";
import { renderStyle } from "./theme.ts";

const MARGIN = 28;
const HEAD = 70;
const FOOT = 34;
const LEAST_WIDTH = 640;

/** An organization as an SVG drawing of its own, for light and dark backgrounds. Every account is in it. */
export function drawSvg(tree: OrganizationTree): string {
  const { cards, width: inner, height: innerHeight } = layOutTree(tree);
  const width = Math.ceil(Math.max(LEAST_WIDTH, inner) + 2 * MARGIN);
  const height = Math.ceil(HEAD + innerHeight + FOOT + MARGIN);
  const byUnit = new Map(cards.map((card) => [card.unitId, card]));
  const links = cards.flatMap((card) => drawLink(byUnit.get(card.parentId ?? ""), card));
  const title = `Organization ${tree.id}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escapeXml(`${title}: ${summarize(tree)}`)}</title>`,
    `<style>${renderStyle()}</style>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    drawText(title, { x: MARGIN, y: MARGIN + 10, classes: "text bold", size: 18 }),
    drawText(summarize(tree), { x: MARGIN, y: MARGIN + 30, classes: "quiet", size: 12 }),
    `<g transform="translate(${MARGIN} ${HEAD})">`,
    ...links,
    ...cards.map(drawCard),
    "</g>",
    drawLegend(height - MARGIN),
    "</svg>",
    "",
  ].join("\n");
}

function drawLink(parent: PlacedCard | undefined, card: PlacedCard): readonly string[] {
  if (parent === undefined) return [];
  const from = { x: parent.x + parent.width, y: parent.y + parent.height / 2 };
  const to = { x: card.x, y: card.y + card.height / 2 };
  // A card that is narrower than its column leaves the line to run straight first.
  const bend = to.x - 28;
  return [
    `<path class="link" d="M${round(from.x)} ${round(from.y)}H${round(to.x - 56)}C${round(bend)} ${round(from.y)} ${round(bend)} ${round(to.y)} ${round(to.x)} ${round(to.y)}"/>`,
  ];
}

function drawCard(card: PlacedCard): string {
  const { padding } = CARD;
  const kind = card.isRoot ? "root" : "unit";
  return [
    `<g transform="translate(${round(card.x)} ${round(card.y)})">`,
    `<title>${escapeXml(card.fullTitle)}</title>`,
    `<rect class="card frame" width="${round(card.width)}" height="${round(card.height)}" rx="8"/>`,
    `<rect class="${kind}" width="4" height="${round(card.height - 16)}" x="0" y="8" rx="2"/>`,
    drawText(card.title, { x: padding, y: padding + 12, classes: "text bold", size: CARD.title.sizePx }),
    drawText(card.subtitle, {
      x: padding,
      y: padding + 29,
      classes: "quiet mono",
      size: CARD.subtitle.sizePx,
    }),
    ...card.chips.map(drawChip),
    ...card.entries.map(drawEntry),
    "</g>",
  ].join("");
}

const CHIP_CLASSES: Readonly<Record<string, string>> = {
  SERVICE_CONTROL_POLICY: "scp",
  RESOURCE_CONTROL_POLICY: "rcp",
};

function drawChip({ x, y, width, label, name, policy }: Chip): string {
  const kind = policy === undefined ? "lack" : (CHIP_CLASSES[policy.type] ?? "other");
  const size = CARD.chip.sizePx;
  const at = label === "" ? 0 : measureText(label, { ...CARD.chip, isBold: true }) + 6;
  const text = { y: y + 14, size };
  return [
    "<g>",
    policy === undefined ? "" : `<title>${escapeXml(`${policy.type} ${policy.name} (${policy.id})`)}</title>`,
    `<rect class="${kind}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${CARD.chipHeight}" rx="5"/>`,
    label === "" ? "" : drawText(label, { ...text, x: x + 8, classes: `${kind}Text bold` }),
    drawText(name, { ...text, x: x + 8 + at, classes: `${kind}Text` }),
    "</g>",
  ].join("");
}

function drawEntry({ x, y, width, kind, name, fullName, id, state, chips }: Entry): string {
  const told = kind === "management" ? "the management account" : state;
  const tone = kind === "inactive" ? "quiet" : "text";
  return [
    `<g><title>${escapeXml(`${fullName} ${id} ${told}`)}</title>`,
    drawMark(kind, x + 5, y + 11),
    drawText(name, {
      x: x + 16,
      y: y + 15,
      classes: tone,
      size: CARD.entry.sizePx,
      isStruck: kind === "inactive",
    }),
    drawText(id, { x: x + width, y: y + 15, classes: "quiet mono", size: CARD.entryId.sizePx, isEnd: true }),
    "</g>",
    ...chips.map(drawChip),
  ].join("");
}

/** Shapes tell what colours tell: a star, a full dot, a ring. */
function drawMark(kind: Entry["kind"], x: number, y: number): string {
  if (kind === "management") {
    return `<path class="management" transform="translate(${round(x)} ${round(y)})" d="M0-6 1.8-2 6-1.8 2.8 1 3.8 5.4 0 3-3.8 5.4-2.8 1-6-1.8-1.8-2Z"/>`;
  }
  const circle = `cx="${round(x)}" cy="${round(y)}"`;
  if (kind === "active") return `<circle class="active" ${circle} r="3.5"/>`;
  return `<circle class="inactive" ${circle} r="4.5"/><circle class="card" ${circle} r="2.5"/>`;
}

function drawLegend(y: number): string {
  const items = [
    ["management", "management account"],
    ["active", "active account"],
    ["inactive", "account that is not active"],
  ] as const;
  let x = MARGIN;
  const drawn = items.map(([kind, text]) => {
    const item = drawMark(kind, x + 5, y - 4) + drawText(text, { x: x + 16, y, classes: "quiet", size: 11 });
    x += 16 + measureText(text, { sizePx: 11 }) + 20;
    return item;
  });
  const note = "FullAWSAccess is named only where it is missing.";
  return drawn.join("") + drawText(note, { x: MARGIN, y: y + 17, classes: "quiet", size: 11 });
}

interface TextPlace {
  readonly x: number;
  readonly y: number;
  readonly classes: string;
  readonly size: number;
  readonly isEnd?: boolean;
  readonly isStruck?: boolean;
}

function drawText(text: string, { x, y, classes, size, isEnd, isStruck }: TextPlace): string {
  const anchor = isEnd ? ' text-anchor="end"' : "";
  const struck = isStruck ? ' text-decoration="line-through"' : "";
  return `<text class="${classes}" x="${round(x)}" y="${round(y)}" font-size="${size}"${anchor}${struck}>${escapeXml(text)}</text>`;
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escapeXml(text: string): string {
  return showText(text).replace(/[&<>"]/g, (character) => ENTITIES[character]!);
}
