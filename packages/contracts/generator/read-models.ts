/** Finds the service models in the archive that `@aws-cdk/asset-awscli-v1` brings along. */
import { createRequire } from "node:module";
import type { ServiceName } from "../src/vocabulary.ts";
import type { ModelPage, ServiceModel } from "./model.ts";
import { iamToolboxModel } from "./unarchived/iam-toolbox.ts";
import { rolecallModel } from "./unarchived/rolecall.ts";
import { readZip } from "./zip.ts";

const modelPath = /\/botocore\/data\/([^/]+)\/([^/]+)\/(service-2|paginators-1)\.json$/;

/** Models of services that are newer than the archive, and of our own. */
const UNARCHIVED: ReadonlyMap<ServiceName, ServiceModel> = new Map([
  ["iam-toolbox", iamToolboxModel],
  ["rolecall", rolecallModel],
]);

/** The latest model of each service. Throws if one is missing, and if one that stands here by hand is there by now. */
export function readModels(services: readonly ServiceName[]): ReadonlyMap<ServiceName, ServiceModel> {
  const texts = readTexts(new Set<string>(services));
  return new Map(
    services.map((service) => {
      const unarchived = UNARCHIVED.get(service);
      if (unarchived !== undefined && texts.has(`${service}/service-2`))
        throw new Error(`The archive holds a model of ${service} by now, drop ours.`);
      return [service, unarchived ?? parseModel(service, texts)];
    }),
  );
}

/** File contents by `service/file`, of the latest version of each. */
function readTexts(services: ReadonlySet<string>): ReadonlyMap<string, string> {
  const found = new Map<string, { readonly version: string; readonly text: string }>();
  for (const entry of readZip(archivePath())) {
    const [, service = "", version = "", file = ""] = modelPath.exec(entry.name) ?? [];
    const key = `${service}/${file}`;
    if (!services.has(service) || version < (found.get(key)?.version ?? "")) continue;
    found.set(key, { version, text: entry.read().toString("utf8") });
  }
  return new Map([...found].map(([key, { text }]) => [key, text]));
}

function archivePath(): string {
  const asset: { readonly ASSET_FILE: string } = createRequire(import.meta.url)("@aws-cdk/asset-awscli-v1");
  return asset.ASSET_FILE;
}

function parseModel(service: ServiceName, texts: ReadonlyMap<string, string>): ServiceModel {
  const text = texts.get(`${service}/service-2`);
  if (text === undefined) throw new Error(`The archive holds no model of ${service}.`);
  const model: Omit<ServiceModel, "pages"> = JSON.parse(text);
  const pages: { pagination?: Readonly<Record<string, ModelPage>> } = JSON.parse(
    texts.get(`${service}/paginators-1`) ?? "{}",
  );
  return {
    metadata: model.metadata,
    operations: model.operations,
    shapes: model.shapes,
    pages: pages.pagination ?? {},
  };
}
