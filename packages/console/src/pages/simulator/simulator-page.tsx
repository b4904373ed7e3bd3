import { lazy, Suspense } from "react";
import { Loading } from "../../patterns/loading.tsx";
import { PageContent } from "../../patterns/page-content.tsx";

const Simulator = lazy(async () => ({ default: (await import("./simulator.tsx")).Simulator }));

/** What somebody, or a policy that is not there yet, would be let do. */
export function SimulatorPage() {
  return (
    <PageContent
      title="Policy simulator"
      description="Asks the engine that decides on requests what a user, role or group, or a policy that you write here, may do. Nothing is done."
    >
      <Suspense fallback={<Loading what="the simulator" height={400} />}>
        <Simulator />
      </Suspense>
    </PageContent>
  );
}
