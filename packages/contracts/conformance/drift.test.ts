import { deepEqual } from "node:assert/strict";
import { test } from "node:test";
import { loadContract } from "../src/load-contract.ts";
import { type ServiceName, serviceNames } from "../src/vocabulary.ts";
import { contractFacts } from "./contract-facts.ts";
import { differences } from "./facts.ts";
import { sdkFacts } from "./sdk-facts.ts";

interface Explained {
  readonly services: readonly ServiceName[];
  /** Of the form `where: ours | theirs`. */
  readonly difference: RegExp;
  readonly reason: string;
}

const explained: readonly Explained[] = [
  {
    services: ["organizations", "sso-admin", "identitystore"],
    difference: /^error (\w+): \1 400 client \| \1 (\d+|undefined) client$/,
    reason: "Services that speak JSON 1.1 answer their errors with 400, whatever the SDK notes.",
  },
  {
    services: ["cloudtrail"],
    difference: /^error (\w+): \1 400 client \| \w+ (\d+|undefined) client$/,
    reason:
      "The SDK notes what the Query protocol would call them; on the wire of JSON 1.1 they have their shapes' names, and 400.",
  },
  {
    services: ["iam", "cloudtrail"],
    difference: /^shape \w+Exception\.Message: nothing \| string$/,
    reason: "The published model has no message in some errors. Every error's message is written anyway.",
  },
  {
    services: ["iam"],
    difference: /^shape GetServiceLastAccessedDetails\w*Response\.\w+: (.+) \| \1 required$/,
    reason: "Recorded: what a job has not made yet is left out, whatever the model requires.",
  },
  {
    services: ["identitystore"],
    difference: /^shape \w+Exception\.RetryAfterSeconds: number \| number as Retry-After in header$/,
    reason: "JSON 1.1 binds no member to a header.",
  },
];

/**
 * The SDK for JavaScript has no client of these: one is in preview, one our own, and of one the registry that this was made with had a
 * client from before clients had schemas.
 */
const WITHOUT_CLIENT: ReadonlySet<ServiceName> = new Set(["iam-toolbox", "rolecall", "rolesanywhere"]);

for (const service of serviceNames.filter((name) => !WITHOUT_CLIENT.has(name))) {
  test(`the contract of ${service} says what the AWS SDK's schemas say`, async () => {
    const contract = await loadContract(service);
    const found = differences(contractFacts(contract), await sdkFacts(service, contract.protocol));
    const known = explained.filter(({ services }) => services.includes(service));
    const unexplained = found.filter((line) => !known.some(({ difference }) => difference.test(line)));
    const superfluous = known.filter(({ difference }) => !found.some((line) => difference.test(line)));
    deepEqual({ unexplained, superfluous }, { unexplained: [], superfluous: [] });
  });
}
