import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs, { type KeyValuePairsProps } from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Tabs from "@cloudscape-design/components/tabs";
import type { ReactNode } from "react";
import { EntityName } from "./entity-name.tsx";
import { PageContent } from "./page-content.tsx";
import { useTab } from "./use-tab.ts";

/** A tab; it stands in the address as `?tab=ID`. */
export interface DetailTab {
  readonly id: string;
  /** "Permissions (2)" */
  readonly label: string;
  readonly content: ReactNode;
}

interface DetailPageProps {
  readonly name: string;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  /** Above the summary: a role's sentence and picture. */
  readonly top?: ReactNode;
  readonly summary: readonly KeyValuePairsProps.Item[];
  readonly summaryActions?: ReactNode;
  readonly tabs: readonly DetailTab[];
}

/** The page of one thing: its name, its summary, its tabs. Only the tab that is open is there, and asks for what it shows. */
export function DetailPage(props: DetailPageProps) {
  const { name, description, actions, top, summary, summaryActions, tabs } = props;
  const [tab, setTab] = useTab(tabs.map(({ id }) => id));
  return (
    <PageContent
      title={<EntityName name={name} />}
      {...(description !== undefined && { description })}
      actions={actions}
    >
      <SpaceBetween size="l">
        {top}
        <Container
          header={
            <Header variant="h2" actions={summaryActions}>
              Summary
            </Header>
          }
        >
          <KeyValuePairs columns={3} items={[...summary]} />
        </Container>
        <Tabs
          activeTabId={tab}
          onChange={({ detail }) => setTab(detail.activeTabId)}
          ariaLabel={`Parts of ${name}`}
          i18nStrings={{ scrollLeftAriaLabel: "Earlier tabs", scrollRightAriaLabel: "Later tabs" }}
          tabs={tabs.map(({ id, label, content }) => ({ id, label, content: id === tab ? content : null }))}
        />
      </SpaceBetween>
    </PageContent>
  );
}
