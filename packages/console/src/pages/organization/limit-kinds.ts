/** What an organization's types of policies that limit access are to the engine; others are no policies of access. */
export const LIMIT_KINDS = {
  RESOURCE_CONTROL_POLICY: "resourceControl",
  SERVICE_CONTROL_POLICY: "serviceControl",
} as const;

export type LimitType = keyof typeof LIMIT_KINDS;
export type LimitKind = (typeof LIMIT_KINDS)[LimitType];

/** The types that limit what everybody below may do. */
export const LIMIT_TYPES: readonly LimitType[] = ["RESOURCE_CONTROL_POLICY", "SERVICE_CONTROL_POLICY"];

/** The kind of a type that Organizations names; undefined of one that limits no access. */
export function limitKindOf(type: string): LimitKind | undefined {
  return (LIMIT_KINDS as Readonly<Record<string, LimitKind>>)[type];
}
