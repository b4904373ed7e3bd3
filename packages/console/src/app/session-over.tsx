import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQueryClient } from "@tanstack/react-query";
import { SignInSteps } from "../pages/sign-in/sign-in-steps.tsx";
import { formatHour } from "../patterns/format-date.ts";
import { askAnew } from "../session/ask-anew.ts";
import type { Identity } from "../session/identity.ts";
import { href, navigateUnasked } from "./address.ts";

/** The session is over: one signs in again over the page, which stays as it was. Who comes as somebody else begins anew. */
export function SessionOver({
  identity,
  endedAt,
}: {
  readonly identity: Identity;
  readonly endedAt: number;
}) {
  const queries = useQueryClient();
  const { original, accountAlias, accountId } = identity;
  const person = original ?? identity;
  const initial = {
    kind: person.kind === "root" ? "root" : "user",
    account: original?.accountAlias ?? original?.accountId ?? accountAlias ?? accountId,
    user: person.kind === "user" ? person.name : "",
    email: person.kind === "root" ? person.name : "",
  } as const;
  const goOn = (now: Identity) => {
    if (now.arn !== identity.arn && now.arn !== original?.arn) {
      // What the page holds is another's.
      queries.clear();
      navigateUnasked(href("/iam"), { replace: true });
    } else void askAnew(queries);
  };
  return (
    <Modal visible header="Your session ended" closeAriaLabel="Close" onDismiss={() => {}}>
      <SpaceBetween size="m">
        <Alert type="info">{`Your session ended at ${formatHour(endedAt)}. Sign in again to go on here.`}</Alert>
        {original !== undefined && (
          <Box>{`You were ${identity.name}. You sign in as ${original.name} and switch to it again.`}</Box>
        )}
        <SignInSteps initial={initial} onSignedIn={goOn} isOverPage />
      </SpaceBetween>
    </Modal>
  );
}
