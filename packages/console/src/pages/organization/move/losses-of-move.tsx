import Box from "@cloudscape-design/components/box";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { Failed } from "../../../patterns/failed.tsx";
import { Loading } from "../../../patterns/loading.tsx";
import { RelativeDate } from "../../../patterns/relative-date.tsx";
import type { OrganizationTree, TreeNode } from "../organization-tree.ts";
import { useGuardRails } from "../passage/guard-rails.ts";
import type { Loss, Losses } from "./find-losses.ts";
import { USED_WITHIN_DAYS, useLosses, useUsedServices } from "./use-losses.ts";

interface LossesOfMoveProps {
  readonly tree: OrganizationTree;
  /** From the root down to the account, as it stands and as it would. */
  readonly before: readonly TreeNode[];
  readonly after: readonly TreeNode[];
}

/** What an account loses of what it used of late, by moving. */
export function LossesOfMove({ tree, before, after }: LossesOfMoveProps) {
  const accountId = before.at(-1)?.id ?? "";
  if (accountId === tree.managementAccountId)
    return <Box>It loses nothing: no policy limits the management account.</Box>;
  return (
    <section aria-label="What it loses of what it used">
      <Box variant="h3">What it loses of what it used</Box>
      <Found tree={tree} before={before} after={after} />
    </section>
  );
}

function Found({ tree: { organizationId }, before, after }: LossesOfMoveProps) {
  const used = useUsedServices([organizationId, ...before.map(({ id }) => id)].join("/"));
  const here = useGuardRails(before);
  const there = useGuardRails(after);
  const accountId = before.at(-1)?.id ?? "";
  const move =
    here.data === undefined || there.data === undefined
      ? undefined
      : { organizationId, accountId, before: here.data, after: there.data };
  const losses = useLosses(used.data, move);
  // That the guard-rails could not be read stands above.
  if (here.error !== null || there.error !== null) return <Box>It is not known.</Box>;
  if (used.error !== null)
    return (
      <Failed what="What the account used is not known. It can be moved all the same." error={used.error} />
    );
  if (losses === undefined) return <Loading what="what the account used" />;
  return <Told {...losses} />;
}

function Told({ losses, lookedAt, notLookedAt }: Losses) {
  return (
    <SpaceBetween size="xs">
      {lookedAt > 0 && <Box>{sum(losses, lookedAt)}</Box>}
      {lookedAt + notLookedAt.length === 0 && (
        <Box>{`The account used no service in the last ${USED_WITHIN_DAYS} days.`}</Box>
      )}
      {losses.map((loss) => (
        <OneLoss key={loss.service.namespace} {...loss} />
      ))}
      {notLookedAt.length > 0 && (
        <Box>{`Not known of: ${notLookedAt.map(({ name }) => name).join(", ")}.`}</Box>
      )}
      <Box color="text-body-secondary" fontSize="body-s">
        {`Which roles used them, and which of their actions, is not known here: of a member account AWS tells services alone. Looked at: services used in the last ${USED_WITHIN_DAYS} days, each with all of its actions.`}
      </Box>
    </SpaceBetween>
  );
}

function sum(losses: readonly Loss[], lookedAt: number): string {
  const used = `${lookedAt} ${lookedAt === 1 ? "service was" : "services were"} used in the last ${USED_WITHIN_DAYS} days`;
  const all = lookedAt === 1 ? "it" : "them";
  if (losses.length === 0) return `${used}; the new place takes nothing from ${all}.`;
  return `${used}; the new place takes something from ${losses.length === lookedAt ? all : `${losses.length} of them`}.`;
}

function OneLoss({ service, stopped, limited }: Loss) {
  return (
    <ExpandableSection variant="footer" headerText={`${service.name}: ${count(stopped, limited)}`}>
      <Box>
        Last used: <RelativeDate date={service.lastUsed} />
      </Box>
      <ul>
        {stopped.map((action) => (
          <li key={action}>{`${action}: stopped`}</li>
        ))}
        {limited.map((action) => (
          <li key={action}>{`${action}: only under conditions`}</li>
        ))}
      </ul>
    </ExpandableSection>
  );
}

function count(stopped: readonly string[], limited: readonly string[]): string {
  const parts = [
    ...(stopped.length === 0 ? [] : [`${actions(stopped)} stopped`]),
    ...(limited.length === 0 ? [] : [`${actions(limited)} only under conditions`]),
  ];
  return parts.join(", ");
}

function actions(some: readonly string[]): string {
  return `${some.length} ${some.length === 1 ? "action" : "actions"}`;
}
