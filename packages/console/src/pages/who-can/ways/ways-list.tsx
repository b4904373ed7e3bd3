import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import { useState } from "react";
import { EntityName } from "../../../patterns/entity-name.tsx";
import { RelativeDate } from "../../../patterns/relative-date.tsx";
import { NodeSign } from "../picture/node-sign.tsx";
import type { BundledWay } from "./bundle-ways.ts";
import { StateWords } from "./state-words.tsx";
import { shortName, stateWords, whoKind, whoName } from "./way-words.ts";

/** So many rows are shown at first, and more when they are asked for. */
const ROWS = 50;

interface WaysListProps {
  readonly ways: readonly BundledWay[];
  readonly lit: string | undefined;
  readonly ownAccountId: string;
  readonly whyOf: (way: BundledWay) => string | undefined;
  readonly onLight: (way: string) => void;
}

/** The ways as a list, in the order of the picture; the one that is chosen is lit there. */
export function WaysList({ ways, lit, ownAccountId, whyOf, onLight }: WaysListProps) {
  const [shown, setShown] = useState(ROWS);
  const chosen = ways.find(({ id }) => id === lit);
  return (
    <Table<BundledWay>
      items={ways.slice(0, shown)}
      trackBy="id"
      wrapLines
      selectionType="single"
      selectedItems={chosen === undefined ? [] : [chosen]}
      onSelectionChange={({ detail }) => {
        const [way] = detail.selectedItems;
        if (way !== undefined) onLight(way.id);
      }}
      columnDefinitions={columnsOf(ownAccountId, whyOf)}
      ariaLabels={{
        tableLabel: "The ways, as a list",
        selectionGroupLabel: "Light a way",
        itemSelectionLabel: (_selection, way) => sayWay(way),
      }}
      header={
        <Header variant="h2" counter={`(${ways.length.toLocaleString("en")})`}>
          The ways, as a list
        </Header>
      }
      empty={<Box color="text-body-secondary">No way leads there.</Box>}
      {...(shown < ways.length && {
        footer: (
          <Button onClick={() => setShown(shown + ROWS)}>
            Show {Math.min(ROWS, ways.length - shown)} more of {ways.length.toLocaleString("en")}
          </Button>
        ),
      })}
    />
  );
}

function sayWay(way: BundledWay): string {
  return `${whoName(way.who)}, ${throughWords(way)}, ${stateWords(way)}`;
}

/** `directly`, `Reader`, `OrganizationAdmin → Reader`. */
function throughWords({ through }: BundledWay): string {
  return through.length === 0 ? "directly" : through.map(shortName).join(" → ");
}

function hasRole({ who, through }: BundledWay): boolean {
  return who.kind === "role" || through.some((name) => name.includes(":role/"));
}

function columnsOf(
  ownAccountId: string,
  whyOf: WaysListProps["whyOf"],
): readonly TableProps.ColumnDefinition<BundledWay>[] {
  return [
    {
      id: "who",
      header: "Who",
      minWidth: 180,
      isRowHeader: true,
      cell: ({ who }) => (
        <span title={who.principals.slice(0, 20).join("\n")}>
          <NodeSign kind={who.kind === "user" && who.principals.length > 1 ? "users" : who.kind} />{" "}
          <EntityName name={whoName(who)} />
          <div className="rc-quiet">{whoKind(who, ownAccountId)}</div>
        </span>
      ),
    },
    {
      id: "through",
      header: "Through",
      minWidth: 180,
      cell: (way) => <EntityName name={throughWords(way)} />,
    },
    { id: "state", header: "State", minWidth: 160, cell: (way) => <StateWords way={way} /> },
    {
      id: "lastUsed",
      header: "Role last used",
      minWidth: 130,
      cell: (way) => (hasRole(way) ? <RelativeDate date={way.lastUsed} /> : "–"),
    },
    {
      id: "why",
      header: "Explanation",
      minWidth: 110,
      cell: (way) => {
        const to = whyOf(way);
        if (to === undefined)
          return <span title="Why? answers about users and roles of your own account.">–</span>;
        return (
          <Link href={to}>
            Why?<span className="sr"> {sayWay(way)}</span>
          </Link>
        );
      },
    },
  ];
}
