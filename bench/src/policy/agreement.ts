/** Speed counts only for right answers: engine, oracle and Cedar must decide a sample of the workload alike. */
import type { CedarJudge } from "./cedar.ts";
import { decideByEngine, decideByOracle, type EngineJudge, type PreparedRequest } from "./judges.ts";
import type { Workload } from "./workload.ts";

export interface AgreementOptions {
  readonly workload: Workload;
  readonly sample: readonly PreparedRequest[];
  readonly engine: EngineJudge;
  readonly cedar: CedarJudge;
}

/** How the sample's decisions are spread, in shares of one. Throws on the first request on which the three differ. */
export function assertAgreement({ workload, sample, engine, cedar }: AgreementOptions) {
  const counts = { allowed: 0, explicitDeny: 0, implicitDeny: 0 };
  for (const { request, written } of sample) {
    const { decision } = decideByEngine(engine, request);
    const oracle = decideByOracle(workload, request).decision;
    const cedarAllows = cedar.allows(cedar.prepare(written));
    if (decision !== oracle || cedarAllows !== (decision === "allowed")) {
      const found = `engine ${decision}, oracle ${oracle}, Cedar ${cedarAllows ? "allow" : "deny"}`;
      throw new Error(`${workload.name}: ${found}: ${JSON.stringify(written)}`);
    }
    counts[decision]++;
  }
  const share = (count: number) => Math.round((count / sample.length) * 100) / 100;
  return {
    allowedShare: share(counts.allowed),
    explicitDenyShare: share(counts.explicitDeny),
    implicitDenyShare: share(counts.implicitDeny),
  };
}
