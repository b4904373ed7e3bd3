import Button from "@cloudscape-design/components/button";
import { useEffect, useState } from "react";
import { linkToRole } from "../pages/switch-role/known-roles.ts";
import type { Identity } from "../session/identity.ts";
import { sessionStore } from "../session/session-store.ts";
import { endSessionHere, resumeSession } from "../session/sessions.ts";
import { flashes } from "./flashes.ts";
import { useNow } from "./use-now.ts";

const SOON_MS = 5 * 60_000;
const SECOND_MS = 1_000;
const ID = "session-ends-soon";

/** Five minutes before a session ends a notice counts down. What only idleness would end goes on by being asked for. */
export function EndingSoon({ identity }: { readonly identity: Identity }) {
  const now = useNow(15_000);
  const [told, setTold] = useState<string>();
  const { expiresAt, idleExpiresAt } = identity;
  const endsAt = idleExpiresAt ?? expiresAt;
  const isSoon = Date.parse(endsAt) - now < SOON_MS;
  useEffect(() => {
    // Another session, or one that goes on.
    if (!isSoon) flashes.dismiss(ID);
    if (!isSoon || told === endsAt) return;
    setTold(endsAt);
    flashes.show({ id: ID, type: "warning", ...noticeOf(identity, endsAt) });
  }, [isSoon, endsAt, told, identity]);
  return null;
}

function noticeOf(identity: Identity, endsAt: string) {
  const { original, idleExpiresAt } = identity;
  if (idleExpiresAt !== undefined)
    return {
      content: <Countdown endsAt={endsAt} after=", since nothing was asked for a while." />,
      action: <Button onClick={() => void run(resumeSession)}>Stay signed in</Button>,
    };
  if (original !== undefined)
    return {
      content: <Countdown endsAt={endsAt} after={`: then you are ${original.name} again.`} />,
      action: <Button href={linkOf(identity)}>Switch again</Button>,
    };
  return {
    content: <Countdown endsAt={endsAt} after=". You sign in again over this page, and lose nothing." />,
    action: <Button onClick={() => void run(signInOver)}>Stay signed in</Button>,
  };
}

/** The form, filled: a role is never switched to by itself. */
function linkOf({ accountAlias, accountId, name, displayName = "", color = "" }: Identity): string {
  return linkToRole({ account: accountAlias ?? accountId, roleName: name, displayName, color });
}

function Countdown({ endsAt, after }: { readonly endsAt: string; readonly after: string }) {
  const leftMs = Math.max(0, Date.parse(endsAt) - useNow(SECOND_MS));
  const minutes = Math.floor(leftMs / 60_000);
  const seconds = String(Math.floor((leftMs % 60_000) / SECOND_MS)).padStart(2, "0");
  // Spoken once, not with every second.
  return (
    <>
      <span className="sr">{`Your session ends within 5 minutes${after}`}</span>
      <span aria-hidden="true">{`Your session ends in ${minutes}:${seconds}${after}`}</span>
    </>
  );
}

/** Ended here, so that it is begun anew before it would end by itself, over the page as it stands. */
async function signInOver(): Promise<void> {
  await endSessionHere();
  sessionStore.end();
}

async function run(stay: () => Promise<void>): Promise<void> {
  flashes.dismiss(ID);
  try {
    await stay();
  } catch (error) {
    flashes.show({ type: "error", content: error instanceof Error ? error.message : String(error) });
  }
}
