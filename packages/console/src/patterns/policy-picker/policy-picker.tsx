import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import Pagination from "@cloudscape-design/components/pagination";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import TextFilter from "@cloudscape-design/components/text-filter";
import { useState } from "react";
import { Failed } from "../failed.tsx";
import { PolicyInWords } from "./policy-in-words.tsx";
import { type PolicyChoice, usePolicyChoices } from "./use-policy-choices.ts";

interface PolicyPickerProps {
  /** ARNs that are chosen. */
  readonly chosen: readonly string[];
  readonly onChange: (arns: readonly string[]) => void;
  /** How many may be chosen, by the quota; and how its limit is told. */
  readonly most: number;
  readonly quota: string;
  /** Those that are attached already are not offered. */
  readonly except?: readonly string[];
  readonly accountId: string;
  /** One takes the place of the other, as of a boundary. */
  readonly isSingle?: boolean;
}

const PAGE_SIZE = 10;

/** A table of managed policies to tick. A tick over the quota is refused, with the number. */
export function PolicyPicker(props: PolicyPickerProps) {
  const { chosen, onChange, most, quota, except = [], accountId, isSingle = false } = props;
  const { data, error, isPending, refetch } = usePolicyChoices();
  const [query, setQuery] = useState("");
  const [page, setPage] = useState(1);
  const [isRefused, setRefused] = useState(false);
  const all = (data ?? []).filter(({ arn }) => !except.includes(arn));
  const found = all.filter(({ name }) => name.toLowerCase().includes(query.trim().toLowerCase()));
  const own = all.filter(({ isOwn }) => isOwn).length;
  const choose = (items: readonly PolicyChoice[]) => {
    const next = items.map(({ arn }) => arn);
    const isOver = next.length > most && next.length > chosen.length;
    setRefused(isOver);
    if (!isOver) onChange(next);
  };
  if (error !== null)
    return <Failed what="The policies could not be read." error={error} onRetry={() => void refetch()} />;
  return (
    <SpaceBetween size="s">
      {isRefused && (
        <Alert type="error" header="One more is too many">
          {quota}
        </Alert>
      )}
      <Table<PolicyChoice>
        variant="embedded"
        selectionType={isSingle ? "single" : "multi"}
        trackBy="arn"
        wrapLines
        enableKeyboardNavigation
        loading={isPending}
        loadingText="Loading policies"
        items={found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)}
        selectedItems={all.filter(({ arn }) => chosen.includes(arn))}
        onSelectionChange={({ detail }) => choose(detail.selectedItems)}
        columnDefinitions={columnsOf(chosen, accountId)}
        ariaLabels={LABELS}
        header={
          <Header
            variant="h2"
            counter={`(${chosen.length} of ${all.length.toLocaleString("en")} selected)`}
            description={`${(all.length - own).toLocaleString("en")} AWS managed policies and ${own} of this account’s own.`}
          >
            {isSingle ? "Policies" : "Permissions policies"}
          </Header>
        }
        filter={
          <TextFilter
            filteringText={query}
            filteringPlaceholder="Find policies by name"
            filteringAriaLabel="Find policies"
            filteringClearAriaLabel="Clear"
            countText={`${found.length} ${found.length === 1 ? "match" : "matches"}`}
            onChange={({ detail }) => {
              setQuery(detail.filteringText);
              setPage(1);
            }}
          />
        }
        pagination={
          <Pagination
            currentPageIndex={page}
            pagesCount={Math.max(1, Math.ceil(found.length / PAGE_SIZE))}
            ariaLabels={PAGES}
            onChange={({ detail }) => setPage(detail.currentPageIndex)}
          />
        }
        empty={<NoMatch query={query} onClear={() => setQuery("")} />}
      />
    </SpaceBetween>
  );
}

function NoMatch({ query, onClear }: { readonly query: string; readonly onClear: () => void }) {
  return (
    <Box textAlign="center" padding="l">
      <b>No match</b>
      <div>{`No policy matches ${query}. Names were searched.`}</div>
      <Button onClick={onClear}>Clear filter</Button>
    </Box>
  );
}

function columnsOf(
  chosen: readonly string[],
  accountId: string,
): readonly TableProps.ColumnDefinition<PolicyChoice>[] {
  return [
    {
      id: "name",
      header: "Policy name",
      cell: ({ name }) => <span className="rc-whole-name">{name}</span>,
      isRowHeader: true,
    },
    {
      id: "words",
      header: "What it allows",
      cell: ({ arn, name }) => (
        <PolicyInWords arn={arn} name={name} accountId={accountId} isAsked={chosen.includes(arn)} />
      ),
    },
    { id: "type", header: "Type", cell: ({ isOwn }) => (isOwn ? "Customer managed" : "AWS managed") },
  ];
}

const LABELS: TableProps.AriaLabels<PolicyChoice> = {
  tableLabel: "Policies",
  selectionGroupLabel: "Choose policies",
  allItemsSelectionLabel: () => "Choose all policies of this page",
  itemSelectionLabel: (_selection, { name }) => name,
};

const PAGES = {
  nextPageLabel: "Next page",
  previousPageLabel: "Previous page",
  pageLabel: (page: number) => `Page ${page}`,
};
