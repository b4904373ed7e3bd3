import type { Decision } from "../src/decide/layers.ts";
import type { AuthorizationRequest } from "../src/request/request.ts";
import { evaluate, type OracleLayers } from "./evaluate.ts";
import { type DocumentLayers, mapLayers } from "./layers.ts";
import { readDocument } from "./read-document.ts";

export interface WrittenQuestion {
  readonly layers: DocumentLayers;
  readonly request: AuthorizationRequest;
}

/** The oracle's answer; it reads the documents with its own reader. */
export const judgeByOracle = ({ layers, request }: WrittenQuestion): Decision =>
  evaluate(request, readLayers(layers));

export const readLayers = (layers: DocumentLayers): OracleLayers =>
  mapLayers(layers, (documents, kind) => documents.map((document) => readDocument(document, kind)));
