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
import { type PolicyChoice, usePolicyChoices, usePolicyCounts } from "./use-policy-choices.ts";

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
  const [text, setText] = useState("");
  const [page, setPage] = useState(1);
  const { data, error, isPending } = usePolicyChoices({ text, page, pageSize: PAGE_SIZE });
  const [isRefused, setRefused] = useState(false);
  const rows = data?.Rows ?? [];
  const choose = (shown: readonly string[]) => {
    const unseen = isSingle ? [] : chosen.filter((arn) => !rows.some(({ Arn }) => Arn === arn));
    const next = [...unseen, ...shown];
    const isOver = next.length > most && next.length > chosen.length;
    setRefused(isOver);
    if (!isOver) onChange(next);
  };
  if (error !== null) return <Failed what="The policies could not be read." error={error} />;
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
        trackBy="Arn"
        wrapLines
        enableKeyboardNavigation
        loading={isPending}
        loadingText="Loading policies"
        items={[...rows]}
        isItemDisabled={({ Arn }) => except.includes(Arn)}
        selectedItems={rows.filter(({ Arn }) => chosen.includes(Arn))}
        onSelectionChange={({ detail }) => choose(detail.selectedItems.map(({ Arn }) => Arn))}
        columnDefinitions={columnsOf(accountId)}
        ariaLabels={LABELS}
        header={
          <PickerHeader title={isSingle ? "Policies" : "Permissions policies"} chosen={chosen.length} />
        }
        filter={
          <TextFilter
            filteringText={text}
            filteringPlaceholder="Find policies by name, or by an action: s3:GetObject"
            filteringAriaLabel="Find policies"
            filteringClearAriaLabel="Clear"
            countText={data === undefined ? "" : `${data.Count} ${data.Count === 1 ? "match" : "matches"}`}
            onChange={({ detail }) => {
              setText(detail.filteringText);
              setPage(1);
            }}
          />
        }
        pagination={
          <Pagination
            currentPageIndex={page}
            pagesCount={Math.max(1, Math.ceil((data?.Count ?? 0) / PAGE_SIZE))}
            ariaLabels={PAGES}
            onChange={({ detail }) => setPage(detail.currentPageIndex)}
          />
        }
        empty={<NoMatch query={text} onClear={() => setText("")} />}
      />
    </SpaceBetween>
  );
}

interface PickerHeaderProps {
  readonly title: string;
  readonly chosen: number;
}

function PickerHeader({ title, chosen }: PickerHeaderProps) {
  const counts = usePolicyCounts();
  const all = counts === undefined ? "" : ` of ${(counts.aws + counts.own).toLocaleString("en")}`;
  return (
    <Header
      variant="h2"
      counter={`(${chosen}${all} selected)`}
      {...(counts !== undefined && {
        description: `${counts.aws.toLocaleString("en")} AWS managed policies and ${counts.own} of this account’s own.`,
      })}
    >
      {title}
    </Header>
  );
}

function NoMatch({ query, onClear }: { readonly query: string; readonly onClear: () => void }) {
  return (
    <Box textAlign="center" padding="l">
      <b>No match</b>
      <div>{`No policy matches ${query}. Names, descriptions, tags and actions were searched.`}</div>
      <Button onClick={onClear}>Clear filter</Button>
    </Box>
  );
}

function columnsOf(accountId: string): readonly TableProps.ColumnDefinition<PolicyChoice>[] {
  return [
    {
      id: "name",
      header: "Policy name",
      cell: ({ PolicyName }) => <span className="rc-whole-name">{PolicyName}</span>,
      isRowHeader: true,
    },
    {
      id: "words",
      header: "What it allows",
      cell: ({ Document }) => <PolicyInWords document={Document} accountId={accountId} />,
    },
    { id: "type", header: "Type", cell: ({ Type }) => (Type === "AWS" ? "AWS managed" : "Customer managed") },
  ];
}

const LABELS: TableProps.AriaLabels<PolicyChoice> = {
  tableLabel: "Policies",
  selectionGroupLabel: "Choose policies",
  allItemsSelectionLabel: () => "Choose all policies of this page",
  itemSelectionLabel: (_selection, { PolicyName }) => PolicyName,
};

const PAGES = {
  nextPageLabel: "Next page",
  previousPageLabel: "Previous page",
  pageLabel: (page: number) => `Page ${page}`,
};
