import Link from "@cloudscape-design/components/link";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { formatAccountId } from "../patterns/account-id.ts";
import { formatHour } from "../patterns/format-date.ts";
import { forgetAnswers } from "../session/forget-answers.ts";
import type { Identity } from "../session/identity.ts";
import { leaveRole } from "../session/sessions.ts";
import { flashes } from "./flashes.ts";
import { href } from "./location.ts";
import { navigate } from "./navigate.ts";
import { useNow } from "./use-now.ts";

/** Always there: who one is, in which account, until when. */
export function WhoYouAre({ identity }: { readonly identity: Identity }) {
  const { accountAlias, accountId, accountName, expiresAt, color, original } = identity;
  const now = useNow(30_000);
  const queries = useQueryClient();
  return (
    <div className="rc-who" style={color === undefined ? {} : { borderBottom: `2px solid ${color}` }}>
      {color !== undefined && <Swatch color={color} letter={identity.name.charAt(0)} />}
      <span>
        <Who identity={identity} />
      </span>
      <span className="rc-wide">
        Account <b>{accountAlias ?? accountName}</b> <code>{formatAccountId(accountId)}</code>
      </span>
      <span>
        until <b>{formatHour(expiresAt)}</b>{" "}
        <span className="rc-wide">({formatRest(Date.parse(expiresAt) - now)})</span>
      </span>
      <span className="rc-who-end">
        {original === undefined ? (
          identity.kind === "root" ? null : (
            <Link href={href("/switchrole")} fontSize="body-s">
              Switch role
            </Link>
          )
        ) : (
          <Link fontSize="body-s" onFollow={() => void goBack(queries)}>{`Back to ${original.name}`}</Link>
        )}
      </span>
    </div>
  );
}

function Who({ identity: { kind, name, original, displayName } }: { readonly identity: Identity }) {
  switch (kind) {
    case "root":
      return (
        <>
          <b>⚠ Root user</b> {name}
        </>
      );
    case "user":
      return (
        <>
          <b>{name}</b> IAM user
        </>
      );
    case "federatedUser":
      return (
        <>
          <b>{name}</b> federated user
        </>
      );
    case "role":
      return (
        <>
          Role <b>{name}</b>
          {displayName !== undefined && ` (${displayName})`}
          {original !== undefined && <span className="rc-wide">{` assumed by ${original.name}`}</span>}
        </>
      );
  }
}

/** A colour of a role, and its first letter: the name stands beside it for who sees neither. */
function Swatch({ color, letter }: { readonly color: string; readonly letter: string }) {
  return (
    <span className="rc-swatch" style={{ background: color }} aria-hidden="true">
      {letter}
    </span>
  );
}

async function goBack(queries: QueryClient): Promise<void> {
  try {
    await leaveRole();
    // What is shown was read as the role.
    forgetAnswers(queries, () => navigate(href("/iam")));
  } catch (error) {
    flashes.show({ type: "error", content: error instanceof Error ? error.message : String(error) });
  }
}

/** `9 h 02 min`, `52 min` */
function formatRest(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} min` : `${hours} h ${String(minutes % 60).padStart(2, "0")} min`;
}
