import ColumnLayout from "@cloudscape-design/components/column-layout";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { PageContent } from "../../patterns/page-content.tsx";
import { Denials } from "./denials.tsx";
import { LearnCard } from "./learn-card.tsx";
import { Recommendations } from "./recommendations.tsx";
import { ResourceCounts } from "./resource-counts.tsx";
import { ThisAccount } from "./this-account.tsx";

/** What wants attention, what the account has, and where it is. Each part says by itself what may not be read. */
export function DashboardPage() {
  return (
    <PageContent title="Dashboard">
      <SpaceBetween size="l">
        <LearnCard />
        <Recommendations />
        <ColumnLayout columns={2}>
          <ResourceCounts />
          <Denials />
          <ThisAccount />
        </ColumnLayout>
      </SpaceBetween>
    </PageContent>
  );
}
