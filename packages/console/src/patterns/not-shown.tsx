import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ApiError } from "../session/api-error.ts";
import { useObservable } from "../session/observable.ts";
import { sessionStore } from "../session/session-store.ts";
import { EntityName } from "./entity-name.tsx";
import { Failed } from "./failed.tsx";
import { Gone } from "./gone.tsx";
import { PageContent } from "./page-content.tsx";

interface NotShownProps {
  readonly kind: string;
  readonly name: string;
  readonly error: ApiError;
  /** Where all of them are. */
  readonly listHref: string;
}

/** The page of something that cannot be shown: it is gone, or may not be read, or could not be. */
export function NotShown({ kind, name, error, listHref }: NotShownProps) {
  const session = useObservable(sessionStore.state);
  const identity = "identity" in session ? session.identity : undefined;
  const account = identity?.accountAlias ?? identity?.accountId ?? "this account";
  return (
    <PageContent title={<EntityName name={name} />}>
      <SpaceBetween size="m">
        {error.isGone ? (
          <Gone kind={kind} name={name} account={account} />
        ) : (
          <Failed what={`The ${kind} could not be read.`} error={error} />
        )}
        <Button href={listHref}>{`All ${kind}s`}</Button>
      </SpaceBetween>
    </PageContent>
  );
}
