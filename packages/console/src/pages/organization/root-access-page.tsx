import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { ChangeDialog } from "../../patterns/change/change-dialog.tsx";
import { changeStep } from "../../patterns/change/change-step.ts";
import { Failed } from "../../patterns/failed.tsx";
import { PageContent } from "../../patterns/page-content.tsx";
import type { OperationOf } from "../../session/call-operation.ts";
import { useOperation } from "../../session/use-operation.ts";

interface Feature {
  readonly name: string;
  readonly title: string;
  readonly meaning: string;
  readonly enable: OperationOf<"iam">;
  readonly disable: OperationOf<"iam">;
}

/** IAM User Guide, "Centralize root access for member accounts". */
const FEATURES: readonly Feature[] = [
  {
    name: "RootCredentialsManagement",
    title: "Root credentials management",
    meaning:
      "Members' root passwords, keys and devices are looked at and deleted from here, and new accounts have none.",
    enable: "EnableOrganizationsRootCredentialsManagement",
    disable: "DisableOrganizationsRootCredentialsManagement",
  },
  {
    name: "RootSessions",
    title: "Privileged root actions in member accounts",
    meaning:
      "A policy that locks everybody out of a bucket or a queue of a member can be taken away from here, by a session of minutes.",
    enable: "EnableOrganizationsRootSessions",
    disable: "DisableOrganizationsRootSessions",
  },
];

/** Root users of member accounts, looked after by the management account. */
export function RootAccessPage() {
  const { data, error } = useOperation("iam", "ListOrganizationsFeatures", {});
  const [changing, setChanging] = useState<Feature>();
  const enabled = new Set<string>(data?.EnabledFeatures ?? []);
  return (
    <PageContent
      title="Root access"
      description="Nobody should have to sign in as the root user of a member account."
    >
      {error !== null && <Failed what="Root access could not be read." error={error} />}
      <SpaceBetween size="l">
        {data !== undefined &&
          FEATURES.map((feature) => (
            <Container
              key={feature.name}
              header={
                <Header
                  variant="h2"
                  description={feature.meaning}
                  actions={
                    <Button onClick={() => setChanging(feature)}>
                      {`${enabled.has(feature.name) ? "Disable" : "Enable"} ${feature.title.toLowerCase()}`}
                    </Button>
                  }
                >
                  {feature.title}
                </Header>
              }
            >
              <StatusIndicator type={enabled.has(feature.name) ? "success" : "stopped"}>
                {enabled.has(feature.name) ? "Enabled" : "Not enabled"}
              </StatusIndicator>
            </Container>
          ))}
      </SpaceBetween>
      {changing !== undefined && (
        <SwitchDialog
          feature={changing}
          isEnabled={enabled.has(changing.name)}
          onClose={() => setChanging(undefined)}
        />
      )}
    </PageContent>
  );
}

interface SwitchDialogProps {
  readonly feature: Feature;
  readonly isEnabled: boolean;
  readonly onClose: () => void;
}

function SwitchDialog({ feature, isEnabled, onClose }: SwitchDialogProps) {
  const verb = isEnabled ? "Disable" : "Enable";
  const step = changeStep(`${verb} ${feature.title.toLowerCase()}`, {
    service: "iam",
    operation: isEnabled ? feature.disable : feature.enable,
    input: {},
  });
  return (
    <ChangeDialog
      title={`${verb} ${feature.title.toLowerCase()}`}
      verb={verb}
      whatFailed="It was not changed."
      steps={[step]}
      onClose={onClose}
      onDone={() => {
        flashes.show({
          type: "success",
          content: `${feature.title}: ${isEnabled ? "disabled" : "enabled"}.`,
        });
        onClose();
      }}
    >
      {feature.meaning}
    </ChangeDialog>
  );
}
