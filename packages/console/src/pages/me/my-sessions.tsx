import Button from "@cloudscape-design/components/button";
import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ChangeDialog } from "../../patterns/change/change-dialog.tsx";
import { showFailure } from "../../patterns/change/show-failure.ts";
import { ItemsTable } from "../../patterns/items/items-table.tsx";
import { RelativeDate } from "../../patterns/relative-date.tsx";
import { useSectionAsked } from "../../patterns/use-section-asked.ts";
import type { ApiError } from "../../session/api-error.ts";
import { askAnew } from "../../session/ask-anew.ts";
import {
  endOwnSession,
  listOwnSessions,
  type OwnSession,
  signOutEverywhere,
} from "../../session/sessions.ts";

/** Where one is signed in; each can be ended, and all at once. */
export function MySessions() {
  const queries = useQueryClient();
  const [isEndingAll, setEndingAll] = useState(false);
  const asked = useQuery<readonly OwnSession[], ApiError>({
    queryKey: ["own sessions"],
    queryFn: async () => (await listOwnSessions()).sessions,
  });
  const section = useSectionAsked("sessions", asked.data !== undefined);
  return (
    <div ref={section} tabIndex={-1} className="rc-section">
      <ItemsTable<OwnSession>
        title="Sessions"
        what="sessions"
        description="Browsers in which you are signed in."
        asked={asked}
        keyOf={({ id }) => id}
        nothing="No session."
        actions={<Button onClick={() => setEndingAll(true)}>Sign out everywhere</Button>}
        columns={[
          { id: "device", header: "Device", cell: ({ device }) => device },
          { id: "address", header: "Address", cell: ({ address }) => address },
          { id: "role", header: "Role", cell: ({ role }) => role?.displayName ?? role?.name ?? "–" },
          { id: "since", header: "Since", cell: ({ since }) => <RelativeDate date={since} /> },
          { id: "seen", header: "Last seen", cell: ({ lastSeen }) => <RelativeDate date={lastSeen} /> },
          {
            id: "end",
            header: "Action",
            minWidth: 120,
            cell: ({ id, current, address }) =>
              current ? (
                "This one"
              ) : (
                <Button variant="inline-link" onClick={() => void end(queries, id)}>
                  End <span className="sr">{`the session at ${address}`}</span>
                </Button>
              ),
          },
        ]}
      />
      {isEndingAll && (
        <ChangeDialog
          title="Sign out everywhere"
          verb="Sign out everywhere"
          steps={[{ text: "End all sessions", command: undefined, run: signOutEverywhere }]}
          whatFailed="No session was ended."
          onClose={() => setEndingAll(false)}
          onDone={() => setEndingAll(false)}
        >
          All your sessions end, this one too: you sign in again. Access keys go on working.
        </ChangeDialog>
      )}
    </div>
  );
}

async function end(queries: QueryClient, id: string): Promise<void> {
  try {
    await endOwnSession(id);
  } catch (error) {
    showFailure("The session was not ended.", error);
  }
  await askAnew(queries);
}
