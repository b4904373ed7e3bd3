import {
  DECIDED_HERE,
  type LayerPasses,
  NEXT_TO_STOP,
  NOT_REACHED,
  PASS_QUESTIONS,
  type PassName,
} from "@rolecall/policy";
import { StateSign } from "./state-sign.tsx";

type Layer = LayerPasses["layer"];

/** Whose policies they are. */
const OWNERS: Readonly<Record<Layer, string>> = {
  resourceControl: "the resource's organization",
  serviceControl: "the caller's organization",
  endpoint: "the network",
  resource: "the resource",
  boundary: "the caller's limit",
  session: "this session",
  identity: "the caller",
};

const PASSES: readonly PassName[] = ["first", "second"];

interface LayerGridProps {
  readonly passes: readonly LayerPasses[];
  readonly chosen: Layer;
  readonly onChoose: (layer: Layer) => void;
}

/**
 * The way of the request: layers in columns, AWS's two passes in rows; at small widths a row a layer. One Tab stop a layer, its heading:
 * what it says stands in cells of a table.
 */
export function LayerGrid({ passes, chosen, onChoose }: LayerGridProps) {
  return (
    <div className="rc-why-grid-frame">
      <table className="rc-why-grid">
        <caption className="sr">Each layer of policies, in the two passes</caption>
        <thead>
          <tr>
            <td />
            {passes.map(({ layer, heading }) => (
              <th key={layer} scope="col" className={layer === chosen ? "rc-why-chosen" : undefined}>
                <button
                  type="button"
                  className="rc-why-heading"
                  aria-pressed={layer === chosen}
                  onClick={() => onChoose(layer)}
                >
                  {heading}
                  <span>{OWNERS[layer]}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {PASSES.map((pass) => (
            <PassRow key={pass} pass={pass} passes={passes} chosen={chosen} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface PassRowProps {
  readonly pass: PassName;
  readonly passes: readonly LayerPasses[];
  readonly chosen: Layer;
}

function PassRow({ pass, passes, chosen }: PassRowProps) {
  const { name, question } = PASS_QUESTIONS[pass];
  const isAhead = passes.every(({ isReached }) => !isReached[pass]);
  return (
    <tr>
      <th scope="row">
        <b>{name}</b>
        <span>{question}</span>
        {isAhead && <span className="rc-quiet">{NOT_REACHED}</span>}
      </th>
      {passes.map((layer) => (
        <GridCell key={layer.layer} pass={pass} layer={layer} isChosen={layer.layer === chosen} />
      ))}
    </tr>
  );
}

interface GridCellProps {
  readonly pass: PassName;
  readonly layer: LayerPasses;
  readonly isChosen: boolean;
}

function GridCell({ pass, layer, isChosen }: GridCellProps) {
  const { words, isReached, decides, stopsNext } = layer;
  const state = layer[pass];
  const isDeciding = decides === pass;
  const isNext = stopsNext === pass;
  const classes = [
    "rc-why-cell",
    isDeciding && "rc-why-decides",
    isNext && "rc-why-next",
    isChosen && "rc-why-chosen",
    !isReached[pass] && "rc-why-ahead",
  ].filter(Boolean);
  return (
    <td className={classes.join(" ")}>
      <div>
        <StateSign state={state} />
        <span>{words[pass]}</span>
        {isDeciding && <b className="rc-why-mark">{DECIDED_HERE}</b>}
        {isNext && <b className="rc-why-mark">{NEXT_TO_STOP}</b>}
      </div>
    </td>
  );
}
