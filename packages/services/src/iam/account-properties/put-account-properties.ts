import type { Requirement } from "@rolecall/access";
import type { PutAccountPropertiesRequest } from "@rolecall/contracts/iam";
import type { Call, On } from "@rolecall/operations";
import {
  findLinkedService,
  type LinkedService,
  linkedRoleName,
  linkedRolePath,
  makeLinkedRole,
} from "@rolecall/operations/linked-role";
import { changeSettings, settingsOf } from "../account-settings.ts";
import { iam } from "../define.ts";
import { validationError } from "../error.ts";
import { onNewEntity } from "../requirement.ts";
import { namespacesOf, ROLE_MANAGER_ENABLED, readProperties } from "./namespaces.ts";

const SERVICE = "role-manager.iam.amazonaws.com";

/** Read before anything is asked of policies: whether the role of role manager is needed depends on it. */
const properties: On<PutAccountPropertiesRequest, Readonly<Record<string, string>>> = {
  find({ input: { Properties } }) {
    if (Object.keys(Properties).length === 0) throw noProperties();
    return readProperties(Properties);
  },
  permission: (call) => ({
    resource: "*",
    context: new Map([["iam:accountpropertynamespaces", namespacesOf(call.input.Properties)]]),
  }),
  // Recorded: also where the role is there already.
  also: (call, found) => (found[ROLE_MANAGER_ENABLED] === "true" ? [toMakeRole(call)] : []),
  take: (found) => found,
};

/**
 * Turns role manager on or off; what is on has the service-linked role that it works by.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutAccountProperties.html
 */
export const putAccountProperties = iam.write("PutAccountProperties", {
  on: properties,
  perform: async ({ call, target }) => {
    const { tx, caller } = call;
    if (target[ROLE_MANAGER_ENABLED] === "true") {
      const linked = roleManager();
      const present = await tx.roles.byName(caller.accountId, linkedRoleName(linked));
      if (present === undefined) await makeLinkedRole(call, { accountId: caller.accountId, linked });
    }
    const { properties: kept } = await settingsOf(call);
    await changeSettings(call, { properties: { ...kept, ...target } });
    return {};
  },
});

function toMakeRole(call: Pick<Call<unknown, unknown>, "caller">): Requirement {
  const planned = {
    kind: "role",
    path: linkedRolePath(SERVICE),
    name: linkedRoleName(roleManager()),
  } as const;
  return {
    ...onNewEntity(call, "iam:CreateServiceLinkedRole", planned),
    context: new Map([["iam:awsservicename", SERVICE]]),
  };
}

function roleManager(): LinkedService {
  const linked = findLinkedService(SERVICE);
  if (linked === undefined) throw new Error(`${SERVICE} has no service-linked role.`);
  return linked;
}

/** Over the wire an empty map cannot be told from none, and AWS says that it is none (recorded). */
function noProperties() {
  return validationError(
    "1 validation error detected: Value at 'properties' failed to satisfy constraint: Member must not be null",
  );
}
