import {
  CELL_STATES,
  type CellSign,
  DECIDED_HERE,
  NEXT_TO_STOP,
  NOT_REACHED,
  PASS_QUESTIONS,
  type PassName,
} from "./cell-states.ts";
import type { Explanation } from "./explanation.ts";
import { SIGN_LEGEND, SIGN_SHAPES } from "./grid-signs.ts";
import { headline } from "./headline.ts";
import { type LayerPasses, layerPasses } from "./layer-passes.ts";
import { escapeXml, textLines, wrapWords } from "./svg-text.ts";

/** Pixels. */
const [LABELS, COLUMN, CELL_WIDTH, CELL_HEIGHT, MARGIN] = [150, 130, 116, 96, 16];
const ROW_TOPS: Readonly<Record<PassName, number>> = { first: 140, second: 252 };
const [LEGEND_TOP, HEIGHT] = [378, 402];
const PASSES: readonly PassName[] = ["first", "second"];
/** Characters that fit a column, and the width of the picture. */
const [COLUMN_LENGTH, LABEL_LENGTH, TITLE_LENGTH] = [17, 21, 130];

/** Light and dark by what the reader's system prefers; nothing is loaded, no script runs. */
const STYLE = `
svg{--text:#0f141a;--line:#b4b4bb;--back:#fff;--bad:#c00d0d;--warning:#8d6605;--good:#037f0c;--quiet:#656871;font-family:"Open Sans",Helvetica,Arial,sans-serif;font-size:12px}
@media(prefers-color-scheme:dark){svg{--text:#ebebf0;--line:#5b5f69;--back:#161d26;--bad:#ff7a7a;--warning:#ffd76b;--good:#2bb534;--quiet:#a4a4ad}}
text{fill:var(--text)}.title{font-size:17px;font-weight:700}.strong{font-weight:700}.middle,.mark{text-anchor:middle}.mark{font-weight:700}.faint{fill:var(--quiet)}
.back{fill:var(--back)}.cell{fill:var(--back);stroke:var(--line)}.cell.hatched{fill:url(#hatch)}.ahead{stroke-dasharray:1 4}.way{stroke:var(--line)}
.decides{stroke:var(--text);stroke-width:3}.next{stroke:var(--text);stroke-width:2;stroke-dasharray:7 4}
.open{fill:none;stroke:currentColor;stroke-width:1.8}.filled{fill:currentColor}.cut{fill:none;stroke:var(--back);stroke-width:2.4}
.bad{color:var(--bad)}.warning{color:var(--warning)}.good{color:var(--good)}.quiet,.hatched{color:var(--quiet)}`;

/**
 * The way of the request as a picture: an SVG document of layers in columns and AWS's two passes in rows. States differ by the
 * outline of their sign and by words; colour repeats them. What comes from policies and requests is escaped.
 */
export function renderGrid(explanation: Explanation): string {
  const passes = layerPasses(explanation);
  const width = LABELS + COLUMN * passes.length + MARGIN;
  const { sentence } = headline(explanation);
  const { principal, action, resource } = explanation.request;
  const asked = `${principal} · ${action} · ${resource}`;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title words" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}">`,
    `<title id="title">${escapeXml(sentence)}</title>`,
    `<desc id="words">${escapeXml(tellCells(passes))}</desc>`,
    `<style>${STYLE}</style>`,
    `<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="back" width="6" height="6"/><path d="M0 0V6" stroke="var(--line)"/></pattern></defs>`,
    `<rect class="back" width="${width}" height="${HEIGHT}"/>`,
    textLines([cut(sentence)], { x: MARGIN, y: 32, style: "title" }),
    textLines([cut(asked)], { x: MARGIN, y: 54, style: "faint" }),
    ...passes.map(({ heading }, at) =>
      textLines(wrapWords(heading, COLUMN_LENGTH), { x: middleOf(at), y: 96, style: "strong middle" }),
    ),
    ...PASSES.flatMap((pass) => [label(pass, passes), ...passes.map((each, at) => cell(each, pass, at))]),
    ...legend(),
    "</svg>",
  ];
  return `${parts.join("\n")}\n`;
}

function cut(text: string): string {
  return text.length > TITLE_LENGTH ? `${text.slice(0, TITLE_LENGTH)}…` : text;
}

const leftOf = (column: number) => LABELS + column * COLUMN;
const middleOf = (column: number) => leftOf(column) + CELL_WIDTH / 2;

function label(pass: PassName, passes: readonly LayerPasses[]): string {
  const { name, question } = PASS_QUESTIONS[pass];
  const isNotReached = passes.every(({ isReached }) => !isReached[pass]);
  const lines = [question, ...(isNotReached ? [NOT_REACHED] : [])].flatMap((each) =>
    wrapWords(each, LABEL_LENGTH),
  );
  const y = ROW_TOPS[pass] + 24;
  return [
    textLines([name], { x: MARGIN, y, style: "strong" }),
    textLines(lines, { x: MARGIN, y: y + 17, style: "faint" }),
  ].join("");
}

function cell(passes: LayerPasses, pass: PassName, column: number): string {
  const state = passes[pass];
  const { sign, tone } = CELL_STATES[state];
  const [x, y, middle] = [leftOf(column), ROW_TOPS[pass], middleOf(column)];
  const mark = passes.decides === pass ? DECIDED_HERE : passes.stopsNext === pass ? NEXT_TO_STOP : undefined;
  const border = passes.decides === pass ? " decides" : passes.stopsNext === pass ? " next" : "";
  const way = `M${x - (COLUMN - CELL_WIDTH)} ${y + CELL_HEIGHT / 2}H${x}`;
  return [
    `<path class="way${passes.isReached[pass] ? "" : " ahead"}" d="${way}"/>`,
    `<rect class="cell ${tone}${border}" x="${x}" y="${y}" width="${CELL_WIDTH}" height="${CELL_HEIGHT}" rx="8"/>`,
    `<g class="${tone}" data-state="${state}" transform="translate(${middle} ${y + 22})">${SIGN_SHAPES[sign]}</g>`,
    textLines(wrapWords(passes.words[pass], COLUMN_LENGTH), { x: middle, y: y + 50, style: "middle" }),
    mark === undefined ? "" : textLines([mark], { x: middle, y: y + CELL_HEIGHT - 10, style: "mark" }),
  ].join("");
}

function legend(): readonly string[] {
  return (Object.keys(SIGN_LEGEND) as CellSign[]).map((sign, at) => {
    const { words, tone } = SIGN_LEGEND[sign];
    const x = LABELS + 12 + at * 150;
    return [
      `<g class="${tone}" transform="translate(${x} ${LEGEND_TOP - 4}) scale(.8)">${SIGN_SHAPES[sign]}</g>`,
      textLines([words], { x: x + 16, y: LEGEND_TOP, style: "faint" }),
    ].join("");
  });
}

/** The same in words, for who does not see it. */
function tellCells(passes: readonly LayerPasses[]): string {
  return passes
    .map(({ heading, words, decides, stopsNext }) => {
      const marks = [decides && DECIDED_HERE.toLowerCase(), stopsNext && NEXT_TO_STOP.toLowerCase()];
      return [`${heading}: ${words.first}`, words.second, ...marks.filter(Boolean)].join(", ");
    })
    .join(". ");
}
