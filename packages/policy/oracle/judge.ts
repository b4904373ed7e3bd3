import type { Decision } from "../src/decide/request.ts";
import { evaluate } from "./evaluate.ts";
import type { Scenario } from "./generate/scenario.ts";
import { mapLayers } from "./layers.ts";
import { readDocument } from "./read-document.ts";

/** The oracle's answer to a written scenario; it reads the documents with its own reader. */
export const judgeByOracle = ({ layers, request }: Scenario): Decision =>
  evaluate(
    request,
    mapLayers(layers, (documents) => documents.map(readDocument)),
  );
