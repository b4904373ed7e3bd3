import type { PutAccountPropertiesRequest } from "@rolecall/contracts/iam";
import { iamError } from "../error.ts";

/** Whether IAM makes roles by templates where consoles of services ask for one. */
export const ROLE_MANAGER_ENABLED = "RoleManager/Enabled";

/** What every account has until it is changed (recorded). */
export const DEFAULT_PROPERTIES: Readonly<Record<string, string>> = { [ROLE_MANAGER_ENABLED]: "false" };

/** The namespaces that there are, each with the properties that it knows and the one that it cannot do without. */
const NAMESPACES: Readonly<Record<string, { readonly required: string }>> = {
  RoleManager: { required: "Enabled" },
};

/** `iam:AccountPropertyNamespaces`, of properties as they were sent. */
export function namespacesOf(properties: PutAccountPropertiesRequest["Properties"]): readonly string[] {
  return [...new Set(Object.keys(properties).map((key) => key.split("/", 1)[0] ?? ""))];
}

/**
 * The properties that are to be kept: one that the namespace does not know is left out without a word (recorded).
 * @throws InvalidInput where a key has no namespace, the namespace is none, there are several, or the property that it needs is missing
 */
export function readProperties(
  properties: PutAccountPropertiesRequest["Properties"],
): Readonly<Record<string, string>> {
  for (const key of Object.keys(properties)) {
    if (!/^[^/]+\/[^/]+$/.test(key))
      throw invalid(`Property key must be in format Namespace/PropertyName: ${key}`);
  }
  const [namespace = "", ...others] = namespacesOf(properties);
  if (others.length > 0) throw invalid("All properties must belong to the same namespace");
  if (!Object.hasOwn(NAMESPACES, namespace)) throw invalid(`Unsupported namespace: ${namespace}`);
  const { required } = NAMESPACES[namespace]!;
  const value = properties[`${namespace}/${required}`];
  if (value === undefined) throw invalid(`${namespace} namespace requires ${required} property`);
  if (value !== "true" && value !== "false") throw invalid(`${namespace}/${required} must be true or false`);
  return { [`${namespace}/${required}`]: value };
}

function invalid(message: string) {
  return iamError("InvalidInput", message);
}
