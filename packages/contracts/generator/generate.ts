/** Writes `generated/`: for each service its contract as JSON and its types, and one index of all. */
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { serviceNames } from "../src/vocabulary.ts";
import { applyOverlay, linearSources, patternSources } from "./apply-overlay.ts";
import { readModels } from "./read-models.ts";
import { toContract } from "./to-contract.ts";
import { toIndex } from "./to-index.ts";
import { typesSource } from "./types-source.ts";

const directory = new URL("../generated/", import.meta.url);

/** Throws if a model is missing or holds what the vocabulary cannot say. */
export function generate(): void {
  const contracts = [...readModels(serviceNames)].map(([service, model]) =>
    toContract(
      service,
      applyOverlay(service, model),
      new Map([...patternSources(service), ...linearSources(service)]),
    ),
  );
  mkdirSync(directory, { recursive: true });
  for (const contract of contracts) {
    write(`${contract.service}.json`, JSON.stringify(contract));
    write(`${contract.service}.ts`, typesSource(contract));
  }
  const index = Object.fromEntries(contracts.map((contract) => [contract.service, toIndex(contract)]));
  write("index.json", JSON.stringify(index));
}

/** Renames into place, so that nobody who runs at the same time reads half a file. */
function write(name: string, text: string): void {
  const unfinished = new URL(`${name}.${process.pid}`, directory);
  writeFileSync(unfinished, text);
  renameSync(unfinished, new URL(name, directory));
}
