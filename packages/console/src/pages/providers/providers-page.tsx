import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import { useState } from "react";
import { href } from "../../app/address.ts";
import { CliButton } from "../../patterns/cli-button.tsx";
import { EntityLink } from "../../patterns/entity-name.tsx";
import { Failed } from "../../patterns/failed.tsx";
import { formatDate } from "../../patterns/format-date.ts";
import { DeleteProvider } from "./delete-provider.tsx";
import { type ListedProvider, useProviders } from "./use-providers.ts";

const WHAT =
  "A provider signs people and programs in somewhere else: a company’s directory (SAML), GitHub, a cluster (OpenID Connect). Roles say whom of it they trust.";

/** The identity providers of the account. */
export function ProvidersPage() {
  const { data, error, isPending } = useProviders();
  const [chosen, setChosen] = useState<ListedProvider>();
  const [isDeleting, setDeleting] = useState(false);
  return (
    <>
      <Table<ListedProvider>
        variant="full-page"
        stickyHeader
        enableKeyboardNavigation
        selectionType="single"
        trackBy="arn"
        items={[...(data ?? [])]}
        loading={isPending && error === null}
        loadingText="Loading identity providers"
        selectedItems={chosen === undefined ? [] : [chosen]}
        onSelectionChange={({ detail }) => setChosen(detail.selectedItems[0])}
        columnDefinitions={COLUMNS}
        ariaLabels={LABELS}
        header={
          <Header
            variant="h1"
            description={WHAT}
            counter={data === undefined ? "" : `(${data.length})`}
            actions={
              <SpaceBetween size="xs" direction="horizontal">
                <CliButton command={"aws iam list-saml-providers\naws iam list-open-id-connect-providers"} />
                <Button
                  disabled={chosen === undefined}
                  disabledReason="Choose a provider first."
                  onClick={() => setDeleting(true)}
                >
                  Delete
                </Button>
                <Button variant="primary" href={href("/iam/providers/create")}>
                  Add provider
                </Button>
              </SpaceBetween>
            }
          >
            Identity providers
          </Header>
        }
        empty={
          error === null ? (
            <Box textAlign="center" padding="l">
              <b>No identity providers yet</b>
              <div>{WHAT}</div>
            </Box>
          ) : (
            <Failed what="The providers could not be read." error={error} />
          )
        }
      />
      {isDeleting && chosen !== undefined && (
        <DeleteProvider
          provider={chosen}
          onClose={() => setDeleting(false)}
          onDeleted={() => setChosen(undefined)}
        />
      )}
    </>
  );
}

const COLUMNS: readonly TableProps.ColumnDefinition<ListedProvider>[] = [
  {
    id: "name",
    header: "Provider",
    isRowHeader: true,
    cell: ({ name, arn }) => <EntityLink name={name} href={href("/iam/providers/:arn", { arn })} />,
  },
  { id: "kind", header: "Type", cell: ({ kind }) => kind },
  {
    id: "valid",
    header: "Valid until",
    cell: ({ validUntil }) => (validUntil === undefined ? "–" : formatDate(validUntil)),
  },
  {
    id: "created",
    header: "Created",
    cell: ({ created }) => (created === undefined ? "–" : formatDate(created)),
  },
];

const LABELS: TableProps.AriaLabels<ListedProvider> = {
  tableLabel: "Identity providers",
  selectionGroupLabel: "Choose a provider",
  itemSelectionLabel: (_selection, { name }) => name,
};
