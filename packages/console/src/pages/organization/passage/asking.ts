import type { askOrganization } from "./ask-organization.ts";

export type { Hindrance, PassageQuestion } from "./ask-organization.ts";

/** The engine, loaded when somebody asks. */
export async function loadAskOrganization(): Promise<typeof askOrganization> {
  return (await import("./ask-organization.ts")).askOrganization;
}
