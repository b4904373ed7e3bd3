/** What is rare in random cases and must not be missing from them: a campaign counts it. */
import type { ScenarioSeries } from "./scenario.ts";

export type Feature = "incomplete ARN in an identity-based policy";

type Written = ScenarioSeries["layers"];

/** The features that a series has. */
export function featuresOf({ layers }: ScenarioSeries): readonly Feature[] {
  const found = new Set<Feature>();
  if (resourcesOf([...(layers.identity ?? []), ...(layers.boundary ?? [])]).some(isIncomplete))
    found.add("incomplete ARN in an identity-based policy");
  return [...found];
}

function resourcesOf(policies: NonNullable<Written["identity"]>): readonly string[] {
  return policies.flatMap(({ Statement }) =>
    Statement.flatMap(({ Resource, NotResource }) => [Resource ?? NotResource ?? []].flat() as string[]),
  );
}

const isIncomplete = (value: string) => value.startsWith("arn:") && value.split(":").length < 6;
