import Button from "@cloudscape-design/components/button";
import Grid from "@cloudscape-design/components/grid";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { useMemo, useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { Failed } from "../../patterns/failed.tsx";
import { isAwsManaged } from "../../patterns/managed-policy.ts";
import { VersionDifference } from "../../patterns/policy-difference/version-difference.tsx";
import { prettyDocument } from "../../patterns/policy-words/read-policy.ts";
import { RelativeDate } from "../../patterns/relative-date.tsx";
import type { ApiError } from "../../session/api-error.ts";
import type { OutputOf } from "../../session/call-operation.ts";
import { useChange, useOperation } from "../../session/use-operation.ts";

type Version = NonNullable<OutputOf<"iam", "ListPolicyVersions">["Versions"]>[number];

/** Up to five versions: one is in force, the others are kept. Two that are chosen stand side by side. */
export function PolicyVersions({ policyArn }: { readonly policyArn: string }) {
  const { data, error, isPending } = useOperation("iam", "ListPolicyVersions", {
    PolicyArn: policyArn,
  });
  const [chosen, setChosen] = useState<readonly Version[]>([]);
  const { Versions: versions = [] } = data ?? {};
  const [only] = chosen;
  if (error !== null) return <Failed what="The versions could not be read." error={error} />;
  return (
    <SpaceBetween size="l">
      <Table<Version>
        variant="embedded"
        items={[...versions]}
        trackBy={({ VersionId = "" }) => VersionId}
        loading={isPending}
        loadingText="Loading versions"
        selectionType="multi"
        selectedItems={[...chosen]}
        onSelectionChange={({ detail }) => setChosen(detail.selectedItems.slice(-2))}
        ariaLabels={{
          tableLabel: "Versions",
          selectionGroupLabel: "Choose versions",
          allItemsSelectionLabel: () => "Choose all versions",
          itemSelectionLabel: (_selection, { VersionId = "" }) => VersionId,
        }}
        header={
          <Header
            description="Two that are chosen are compared."
            actions={
              only !== undefined && chosen.length === 1 && !isAwsManaged(policyArn) ? (
                <VersionActions policyArn={policyArn} version={only} onDone={() => setChosen([])} />
              ) : undefined
            }
          >
            Versions
          </Header>
        }
        columnDefinitions={[
          { id: "id", header: "Version", cell: ({ VersionId }) => VersionId },
          {
            id: "default",
            header: "In force",
            cell: ({ IsDefaultVersion }) => (IsDefaultVersion ? "Yes" : "–"),
          },
          { id: "date", header: "Created", cell: ({ CreateDate }) => <RelativeDate date={CreateDate} /> },
        ]}
      />
      {chosen.length === 2 && <Compared policyArn={policyArn} chosen={chosen} />}
    </SpaceBetween>
  );
}

interface VersionActionsProps {
  readonly policyArn: string;
  readonly version: Version;
  readonly onDone: () => void;
}

function VersionActions({ policyArn, version, onDone }: VersionActionsProps) {
  const setDefault = useChange("iam", "SetDefaultPolicyVersion");
  const remove = useChange("iam", "DeletePolicyVersion");
  const input = { PolicyArn: policyArn, VersionId: version.VersionId ?? "" };
  const run = async (work: Promise<unknown>, said: string) => {
    try {
      await work;
      flashes.show({ type: "success", content: said });
      onDone();
    } catch (error) {
      flashes.show({ type: "error", content: (error as ApiError).message });
    }
  };
  const isDefault = version.IsDefaultVersion === true;
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button
        disabled={isDefault}
        disabledReason="It is in force already."
        onClick={() => void run(setDefault.mutateAsync(input), `${input.VersionId} is in force now.`)}
      >
        Set as default
      </Button>
      <Button
        disabled={isDefault}
        disabledReason="The version in force cannot be deleted."
        onClick={() => void run(remove.mutateAsync(input), `Version ${input.VersionId} was deleted.`)}
      >
        Delete version
      </Button>
    </SpaceBetween>
  );
}

interface ComparedProps {
  readonly policyArn: string;
  readonly chosen: readonly Version[];
}

function Compared({ policyArn, chosen }: ComparedProps) {
  const [older, newer] = chosen.toSorted((a, b) => numberOf(a) - numberOf(b));
  const before = useDocument(policyArn, older);
  const after = useDocument(policyArn, newer);
  if (before === undefined || after === undefined) return null;
  return (
    <Grid gridDefinition={[{ colspan: 12 }]}>
      <VersionDifference
        before={{ name: older?.VersionId ?? "", text: before }}
        after={{ name: newer?.VersionId ?? "", text: after }}
      />
    </Grid>
  );
}

const numberOf = ({ VersionId = "v0" }: Version) => Number(VersionId.slice(1));

function useDocument(PolicyArn: string, version: Version | undefined): string | undefined {
  const input = version === undefined ? undefined : { PolicyArn, VersionId: version.VersionId ?? "" };
  const encoded = useOperation("iam", "GetPolicyVersion", input).data?.PolicyVersion?.Document;
  return useMemo(() => (encoded === undefined ? undefined : prettyDocument(encoded)), [encoded]);
}
