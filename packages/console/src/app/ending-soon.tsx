import Button from "@cloudscape-design/components/button";
import { useEffect, useState } from "react";
import type { Identity } from "../session/identity.ts";
import { resumeSession, signOut } from "../session/sessions.ts";
import { flashes } from "./flashes.ts";
import { useNow } from "./use-now.ts";

const SOON_MS = 5 * 60_000;
const ID = "session-ends-soon";

/** Five minutes before a session ends a notice says so. What only idleness would end goes on by being asked for. */
export function EndingSoon({ identity }: { readonly identity: Identity }) {
  const now = useNow(15_000);
  const [told, setTold] = useState<string>();
  const { expiresAt, idleExpiresAt } = identity;
  const endsAt = idleExpiresAt ?? expiresAt;
  const isSoon = Date.parse(endsAt) - now < SOON_MS;
  useEffect(() => {
    if (!isSoon || told === endsAt) return;
    setTold(endsAt);
    flashes.show({
      id: ID,
      type: "warning",
      content:
        idleExpiresAt === undefined
          ? "Your session ends in less than 5 minutes. You can sign in again over this page then, and lose nothing."
          : "Your session ends in less than 5 minutes, since nothing was asked for a while.",
      action: (
        <Button onClick={() => void stay(idleExpiresAt !== undefined)}>
          {idleExpiresAt === undefined ? "Sign in again now" : "Stay signed in"}
        </Button>
      ),
    });
  }, [isSoon, endsAt, told, idleExpiresAt]);
  return null;
}

async function stay(isIdle: boolean): Promise<void> {
  flashes.dismiss(ID);
  try {
    await (isIdle ? resumeSession() : signOut());
  } catch (error) {
    flashes.show({ type: "error", content: error instanceof Error ? error.message : String(error) });
  }
}
