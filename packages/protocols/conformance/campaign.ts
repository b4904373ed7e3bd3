/** The whole campaign: `node -C @rolecall/source packages/protocols/conformance/campaign.ts --runs 500 [--seed N] [--service iam]`. */
import { parseArgs } from "node:util";
import { serviceNames } from "@rolecall/contracts";
import { checkAgreement } from "./agreement.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "200" },
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
    service: { type: "string", multiple: true, default: [...serviceNames] },
  },
});
const runs = Number(values.runs);
const seed = Number(values.seed);

for (const service of serviceNames.filter((name) => values.service.includes(name))) {
  const startedMs = performance.now();
  const cases = await checkAgreement(service, { runs, seed });
  console.log(
    JSON.stringify({ service, cases, seed, seconds: Math.round(performance.now() - startedMs) / 1000 }),
  );
}
