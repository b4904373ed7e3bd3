import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { lazy, Suspense, useState } from "react";
import { href } from "../../app/address.ts";
import { flashes } from "../../app/flashes.ts";
import type { PageProps } from "../../app/page-row.ts";
import { formatAccountId } from "../../patterns/account-id.ts";
import { changeStep } from "../../patterns/change/change-step.ts";
import { DeletionDialog } from "../../patterns/change/deletion-dialog.tsx";
import { Copyable } from "../../patterns/copyable.tsx";
import { DetailPage } from "../../patterns/detail-page.tsx";
import { Region } from "../../patterns/region.tsx";
import { RelativeDate } from "../../patterns/relative-date.tsx";
import { useOperation } from "../../session/use-operation.ts";
import { AccountTags } from "./account-tags.tsx";
import { InheritedPolicies } from "./inherited-policies.tsx";
import { type Account, useOrganizationTree, wayTo } from "./organization-tree.ts";

const EffectivePolicies = lazy(async () => ({
  default: (await import("./effective-policies.tsx")).EffectivePolicies,
}));

/** One account of the organization: where it stands, what limits it, and how one gets in. */
export function AccountPage({ params: { accountId = "" } }: PageProps) {
  const account = useOperation("organizations", "DescribeAccount", { AccountId: accountId });
  const [isClosing, setClosing] = useState(false);
  return (
    <Region query={account} what="the account" entity={{ kind: "account", name: accountId }}>
      {({ Account: found = {} }) => (
        <>
          <Detail account={found} accountId={accountId} onClose={() => setClosing(true)} />
          {isClosing && (
            <CloseAccount
              accountId={accountId}
              name={found.Name ?? accountId}
              onClose={() => setClosing(false)}
            />
          )}
        </>
      )}
    </Region>
  );
}

interface DetailProps {
  readonly account: Account;
  readonly accountId: string;
  readonly onClose: () => void;
}

function Detail({ account, accountId, onClose }: DetailProps) {
  const { data: tree } = useOrganizationTree();
  const way = tree === undefined ? [] : wayTo(tree.root, accountId);
  const isManagement = tree?.managementAccountId === accountId;
  const roleHref = `${href("/switchrole")}?account=${accountId}&roleName=OrganizationAccountAccessRole&displayName=${encodeURIComponent(account.Name ?? accountId)}`;
  return (
    <DetailPage
      name={account.Name ?? accountId}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button href={roleHref}>Switch to OrganizationAccountAccessRole</Button>
          <Button
            disabled={isManagement}
            disabledReason="The management account closes last, when the organization is gone."
            onClick={onClose}
          >
            Close account
          </Button>
        </SpaceBetween>
      }
      summary={[
        { label: "Account ID", value: <Copyable text={formatAccountId(accountId)} what="account ID" /> },
        { label: "ARN", value: <Copyable text={account.Arn ?? ""} what="ARN" /> },
        { label: "Root user's address", value: account.Email ?? "–" },
        { label: "State", value: <AccountState account={account} /> },
        {
          label: "Unit",
          value:
            way
              .slice(0, -1)
              .map(({ name }) => name)
              .join(" / ") || "–",
        },
        { label: "Joined", value: <RelativeDate date={account.JoinedTimestamp} /> },
      ]}
      tabs={[
        { id: "limits", label: "What limits it", content: <InheritedPolicies way={way} /> },
        {
          id: "effective",
          label: "Effective policies",
          content: (
            <Suspense fallback={null}>
              <EffectivePolicies accountId={accountId} way={way} />
            </Suspense>
          ),
        },
        { id: "tags", label: "Tags", content: <AccountTags accountId={accountId} /> },
      ]}
    />
  );
}

function AccountState({ account: { State } }: { readonly account: Account }) {
  const state: string = State ?? "";
  if (state === "ACTIVE") return <StatusIndicator>Active</StatusIndicator>;
  return <StatusIndicator type="stopped">{state.toLowerCase().replaceAll("_", " ")}</StatusIndicator>;
}

interface CloseAccountProps {
  readonly accountId: string;
  readonly name: string;
  readonly onClose: () => void;
}

function CloseAccount({ accountId, name, onClose }: CloseAccountProps) {
  const step = changeStep(`Close ${name}`, {
    service: "organizations",
    operation: "CloseAccount",
    input: { AccountId: accountId },
  });
  const consequences = [
    "Nobody in it can do anything any more: users, roles and their sessions end at once.",
    "Its name, address and alias stay taken.",
  ];
  return (
    <DeletionDialog
      noun={{ one: "account", several: "accounts" }}
      names={[name]}
      deletion={{ consequences, steps: [step] }}
      error={null}
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: `${name} is closed.` });
        onClose();
      }}
    />
  );
}
