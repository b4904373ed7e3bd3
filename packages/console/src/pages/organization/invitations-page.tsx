import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { ItemsTable } from "../../patterns/items/items-table.tsx";
import { PageContent } from "../../patterns/page-content.tsx";
import { RelativeDate } from "../../patterns/relative-date.tsx";
import type { ApiError } from "../../session/api-error.ts";
import { useChange } from "../../session/use-operation.ts";
import { AcceptInvitationDialog } from "./accept-invitation-dialog.tsx";
import type { Handshake } from "./invitation.ts";
import { InviteDialog } from "./invite-dialog.tsx";
import { useTokens } from "./read-tokens.ts";

/** Invitations that were sent to accounts, and those that came to this one. */
export function InvitationsPage() {
  const sent = useTokens("ListHandshakesForOrganization", {}, ({ Handshakes }) => Handshakes);
  const received = useTokens("ListHandshakesForAccount", {}, ({ Handshakes }) => Handshakes);
  const [isInviting, setInviting] = useState(false);
  const [accepted, setAccepted] = useState<Handshake>();
  return (
    <PageContent
      title="Invitations"
      description="An account of its own joins an organization when it accepts."
    >
      <SpaceBetween size="l">
        <ItemsTable<Handshake>
          title="Sent"
          what="sent invitations"
          asked={sent}
          keyOf={({ Id = "" }) => Id}
          nothing="No invitation was sent."
          actions={
            <Button variant="primary" onClick={() => setInviting(true)}>
              Invite account
            </Button>
          }
          columns={[...COLUMNS, { id: "do", header: "Cancel", cell: (row) => <Cancel handshake={row} /> }]}
        />
        <ItemsTable<Handshake>
          title="Received"
          what="received invitations"
          asked={received}
          keyOf={({ Id = "" }) => Id}
          nothing="No invitation has come to this account."
          columns={[
            ...COLUMNS,
            {
              id: "do",
              header: "Answer",
              cell: (row) => <Answer handshake={row} onJoin={() => setAccepted(row)} />,
            },
          ]}
        />
      </SpaceBetween>
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
      {accepted !== undefined && (
        <AcceptInvitationDialog handshake={accepted} onClose={() => setAccepted(undefined)} />
      )}
    </PageContent>
  );
}

const COLUMNS = [
  { id: "id", header: "Invitation", cell: ({ Id = "" }: Handshake) => <code>{Id}</code> },
  { id: "with", header: "With", cell: partiesOf },
  { id: "action", header: "For", cell: ({ Action }: Handshake) => ACTIONS[Action ?? ""] ?? Action },
  { id: "state", header: "State", cell: ({ State }: Handshake) => STATES[State ?? ""] ?? State },
  {
    id: "until",
    header: "Until",
    cell: ({ ExpirationTimestamp }: Handshake) => <RelativeDate date={ExpirationTimestamp} />,
  },
];

const ACTIONS: Readonly<Record<string, string>> = {
  INVITE: "Joining the organization",
  ENABLE_ALL_FEATURES: "All features",
  APPROVE_ALL_FEATURES: "All features, approved",
  ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE: "The service-linked role",
};

const STATES: Readonly<Record<string, string>> = {
  REQUESTED: "Requested",
  OPEN: "Open",
  CANCELED: "Cancelled",
  ACCEPTED: "Accepted",
  DECLINED: "Declined",
  EXPIRED: "Expired",
};

function partiesOf({ Parties = [] }: Handshake): string {
  return Parties.map(({ Id }) => Id).join(", ");
}

const isOpen = ({ State }: Handshake) => State === "OPEN" || State === "REQUESTED";

function Cancel({ handshake }: { readonly handshake: Handshake }) {
  const cancel = useChange("organizations", "CancelHandshake");
  if (!isOpen(handshake)) return "–";
  const { Id = "" } = handshake;
  return (
    <Button
      variant="inline-link"
      onClick={() => void tell(cancel.mutateAsync({ HandshakeId: Id }), "The invitation was cancelled.")}
    >
      {`Cancel ${Id}`}
    </Button>
  );
}

interface AnswerProps {
  readonly handshake: Handshake;
  /** An invitation is accepted once it was said what that changes. */
  readonly onJoin: () => void;
}

function Answer({ handshake, onJoin }: AnswerProps) {
  const accept = useChange("organizations", "AcceptHandshake");
  const decline = useChange("organizations", "DeclineHandshake");
  if (!isOpen(handshake)) return "–";
  const input = { HandshakeId: handshake.Id ?? "" };
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button
        variant="inline-link"
        onClick={() =>
          handshake.Action === "INVITE"
            ? onJoin()
            : void tell(accept.mutateAsync(input), "The request was accepted.")
        }
      >
        {`Accept ${handshake.Id}`}
      </Button>
      <Button
        variant="inline-link"
        onClick={() => void tell(decline.mutateAsync(input), "The invitation was declined.")}
      >
        {`Decline ${handshake.Id}`}
      </Button>
    </SpaceBetween>
  );
}

async function tell(work: Promise<unknown>, done: string): Promise<void> {
  try {
    await work;
    flashes.show({ type: "success", content: done });
  } catch (error) {
    flashes.show({ type: "error", header: "Nothing was changed.", content: (error as ApiError).message });
  }
}
