import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import { type ReactNode, useState } from "react";
import { navigate } from "../../app/address.ts";
import { EntityName } from "../../patterns/entity-name.tsx";
import { Failed } from "../../patterns/failed.tsx";
import { Loading } from "../../patterns/loading.tsx";
import { useOwnAccount } from "../../patterns/use-own-account.ts";
import { type WhatCanQuestion, whoCanHref } from "../../patterns/who-can-question.ts";
import type { OutputOf } from "../../session/call-operation.ts";
import { useOperation } from "../../session/use-operation.ts";
import { entityHref } from "./ways/entity-href.ts";
import { count, sayUnread } from "./ways/say-answer.ts";
import { STATE_SIGNS } from "./ways/state-words.tsx";
import { layerWords, needWords, shortName } from "./ways/way-words.ts";

type WhatCanAnswer = OutputOf<"rolecall", "WhatCan">;
type Identity = WhatCanAnswer["Identities"][number];

/** What somebody is and can become, and what that may do. */
export function WhatCan({ question }: { readonly question: WhatCanQuestion | undefined }) {
  const query = useOperation("rolecall", "WhatCan", question && { Principal: question.principal });
  const { data, error } = query;
  return (
    <SpaceBetween size="l">
      <PrincipalForm principal={question?.principal ?? ""}>
        {data !== undefined && <Sentence answer={data} />}
      </PrincipalForm>
      {error !== null && <Failed what="It could not be asked." error={error} />}
      {question !== undefined && data === undefined && error === null && (
        <Loading what="the answer" height={320} />
      )}
      {data !== undefined && <Identities identities={data.Identities} />}
    </SpaceBetween>
  );
}

interface PrincipalFormProps {
  readonly principal: string;
  readonly children: ReactNode;
}

function PrincipalForm({ principal: asked, children }: PrincipalFormProps) {
  const ownAccountId = useOwnAccount();
  const [principal, setPrincipal] = useState(asked);
  const [isTried, setTried] = useState(false);
  const arn = arnOf(principal.trim(), ownAccountId);
  return (
    <Container>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (arn !== "") navigate(whoCanHref({ principal: arn }));
        }}
      >
        <SpaceBetween size="s">
          <div className="rc-who-question">
            <FormField
              label="What can it become:"
              description="A user's name, the ARN of a user, role or provider, or a service's name."
              errorText={isTried && arn === "" ? "Whom is it asked about?" : ""}
              stretch
            >
              <Input
                value={principal}
                placeholder="ana"
                onChange={({ detail }) => setPrincipal(detail.value)}
              />
            </FormField>
            <div className="rc-who-ask">
              <Button variant="primary" formAction="submit">
                Ask
              </Button>
            </div>
          </div>
          {children}
        </SpaceBetween>
      </form>
    </Container>
  );
}

/** A bare name is a user's of one's own account. */
function arnOf(text: string, accountId: string): string {
  return text === "" || /[:.]/.test(text) ? text : `arn:aws:iam::${accountId}:user/${text}`;
}

function Sentence({ answer: { Identities: identities, LookedAt } }: { readonly answer: WhatCanAnswer }) {
  const roles = identities.filter(({ Through }) => Through.length > 0);
  const of = (state: string) => roles.filter(({ State }) => State === state).length;
  const unread = sayUnread(LookedAt.UnreadAccountIds);
  return (
    <SpaceBetween size="xs">
      <p className="rc-who-answer" aria-live="polite">
        <b>It can become {count(of("open") + of("needs"), "role")}.</b> {of("open")} at any time,{" "}
        {of("needs")} with something more (◇), {of("stopped")} more {of("stopped") === 1 ? "is" : "are"}{" "}
        stopped (✕).{" "}
        <span className="rc-quiet">
          Looked at {count(LookedAt.Roles, "role")} that may let it in, of {count(LookedAt.OfRoles, "role")}{" "}
          of {count(LookedAt.Accounts, "account")}.
        </span>
      </p>
      {unread !== undefined && <Alert type="info">{unread}</Alert>}
      {!LookedAt.IsFinished && <Alert type="warning">Not finished: there is more than was looked at.</Alert>}
    </SpaceBetween>
  );
}

function Identities({ identities }: { readonly identities: readonly Identity[] }) {
  const ownAccountId = useOwnAccount();
  return (
    <Table<Identity>
      items={[...identities]}
      trackBy="Arn"
      wrapLines
      columnDefinitions={columnsOf(ownAccountId)}
      ariaLabels={{ tableLabel: "What it can become" }}
      header={
        <Header variant="h2" counter={`(${identities.length.toLocaleString("en")})`}>
          What it is and can become
        </Header>
      }
      empty={<Box color="text-body-secondary">No role lets it in.</Box>}
    />
  );
}

function columnsOf(ownAccountId: string): readonly TableProps.ColumnDefinition<Identity>[] {
  return [
    {
      id: "identity",
      header: "Identity",
      isRowHeader: true,
      minWidth: 180,
      cell: ({ Arn, Through }) => {
        const to = entityHref(Arn, ownAccountId);
        const name = <EntityName name={shortName(Arn)} />;
        return (
          <span title={Arn}>
            {to === undefined ? name : <Link href={to}>{name}</Link>}
            {Through.length === 0 && <div className="rc-quiet">itself</div>}
          </span>
        );
      },
    },
    {
      id: "through",
      header: "Through",
      minWidth: 180,
      cell: ({ Through }) =>
        Through.length < 2 ? (
          "directly"
        ) : (
          <EntityName name={Through.slice(0, -1).map(shortName).join(" → ")} />
        ),
    },
    {
      id: "state",
      header: "State",
      minWidth: 150,
      cell: (identity) => (
        <StatusIndicator type={STATE_SIGNS[identity.State]}>{stateOf(identity)}</StatusIndicator>
      ),
    },
    { id: "access", header: "May, at most", minWidth: 260, cell: ({ Access }) => sayAccess(Access) },
  ];
}

function stateOf({ State, Needs, StoppedBy }: Identity): string {
  if (State === "open") return "Open";
  if (State === "needs") return `Needs ${Needs.map(needWords).join(" and ")}`;
  return `Stopped by ${layerWords(StoppedBy, "sts:AssumeRole")}`;
}

/** `Everything`, `S3: list, read; EC2: everything`. */
function sayAccess({ IsEverything, Services, HasUntold, LimitedBy }: Identity["Access"]): string {
  const services = Services.map(
    ({ Label, IsWhole, Levels }) => `${Label}: ${IsWhole ? "everything" : Levels.join(", ")}`,
  );
  const told = IsEverything ? ["Everything"] : services;
  const what = [...told, ...(HasUntold ? ["more that no words say"] : [])].join("; ") || "Nothing";
  return LimitedBy.length === 0
    ? what
    : `${what}. Limited by ${LimitedBy.map((layer) => layerWords(layer)).join(" and ")}`;
}
