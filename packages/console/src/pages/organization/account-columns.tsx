import { href } from "../../app/address.ts";
import { formatAccountId } from "../../patterns/account-id.ts";
import { EntityLink } from "../../patterns/entity-name.tsx";
import { RelativeDate } from "../../patterns/relative-date.tsx";
import type { Column, FilterProperty } from "../../patterns/table/table-plan.ts";

/** A row of SearchAccounts, as docs/console.md tells it. */
export interface AccountRow {
  readonly Id: string;
  readonly Name: string;
  readonly Email: string;
  readonly Arn: string;
  readonly State: "ACTIVE" | "SUSPENDED";
  readonly IsManagementAccount: boolean;
  readonly JoinedMethod: string;
  readonly JoinedTimestamp?: string;
  readonly UnitPath?: string;
  readonly Policies?: readonly { readonly PolicyId: string; readonly PolicyName?: string }[];
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

const policyNames = ({ Policies }: AccountRow) =>
  Policies?.map(({ PolicyName, PolicyId }) => PolicyName ?? PolicyId).join(", ") ?? "–";
const tags = ({ Tags }: AccountRow) => Tags?.map(({ Key, Value }) => `${Key}=${Value}`).join(", ") ?? "–";
const state = ({ State }: AccountRow) => (State === "ACTIVE" ? "Active" : "Suspended");

export const ACCOUNT_COLUMNS: readonly Column<AccountRow>[] = [
  {
    id: "Name",
    header: "Name",
    cell: ({ Name, Id }) => <EntityLink name={Name} href={href("/accounts/:accountId", { accountId: Id })} />,
    text: ({ Name }) => Name,
    isSortable: true,
    minWidth: 180,
  },
  {
    id: "Id",
    header: "ID",
    cell: ({ Id }) => <code>{formatAccountId(Id)}</code>,
    text: ({ Id }) => Id,
    isSortable: true,
    minWidth: 150,
  },
  { id: "Email", header: "E-mail", cell: ({ Email }) => Email, text: ({ Email }) => Email, isSortable: true },
  {
    id: "UnitPath",
    header: "Unit",
    cell: ({ UnitPath }) => UnitPath ?? "–",
    text: ({ UnitPath = "" }) => UnitPath,
    isSortable: true,
  },
  { id: "State", header: "State", cell: state, text: state, isSortable: true, minWidth: 100 },
  {
    id: "JoinedTimestamp",
    header: "Joined",
    cell: ({ JoinedTimestamp }) => <RelativeDate date={JoinedTimestamp} />,
    text: ({ JoinedTimestamp = "" }) => JoinedTimestamp,
    isSortable: true,
    minWidth: 140,
  },
  { id: "Policies", header: "Guard-rails", cell: policyNames, text: policyNames, isOptional: true },
  { id: "Tags", header: "Tags", cell: tags, text: tags, isOptional: true },
  {
    id: "Arn",
    header: "ARN",
    cell: ({ Arn }) => Arn,
    text: ({ Arn }) => Arn,
    isOptional: true,
    minWidth: 300,
  },
];

export const ACCOUNT_FILTERS: readonly FilterProperty[] = [
  { key: "Name", label: "Name", groupLabel: "Names" },
  { key: "Id", label: "ID", groupLabel: "IDs" },
  { key: "Email", label: "E-mail", groupLabel: "E-mail addresses" },
  { key: "UnitPath", label: "Unit", groupLabel: "Units" },
  {
    key: "State",
    label: "State",
    groupLabel: "States",
    options: [
      { value: "ACTIVE", label: "Active" },
      { value: "SUSPENDED", label: "Suspended" },
    ],
    operators: ["="],
  },
  { key: "Policies", label: "Policy that reaches it", groupLabel: "Policies" },
  { key: "Tags", label: "Tag", groupLabel: "Tags" },
];
