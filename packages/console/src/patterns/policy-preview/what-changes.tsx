import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ApiError } from "../../session/api-error.ts";
import { OF_ROW } from "../../session/ask-anew.ts";
import { callOperation, type InputOf } from "../../session/call-operation.ts";
import { Failed } from "../failed.tsx";
import { Loading } from "../loading.tsx";
import { type Preview, type PreviewedPrincipal, sayChanges, sayDecision } from "./say-changes.ts";

export type ChangeToPreview = Omit<InputOf<"rolecall", "PreviewPolicyChange">, "Marker">;

/** Who gains and who loses what by a change that is not made yet: computed by the engine, and what was looked at is told. */
export function WhatChanges({ change }: { readonly change: ChangeToPreview }) {
  const { data, error, isFetching, hasNextPage, fetchNextPage } = usePreview(change);
  if (error !== null)
    return (
      <Failed
        what="Who gains and who loses by it could not be told. It can be done all the same."
        error={error}
      />
    );
  const last = data?.pages.at(-1);
  if (data === undefined || last === undefined) return <Loading what="who gains and who loses" height={60} />;
  const principals = data.pages.flatMap(({ Principals }) => Principals);
  return (
    <section aria-label="What changes?">
      <Box variant="h3">What changes?</Box>
      <SpaceBetween size="xs">
        <div>
          {sayChanges(principals, last.LookedAt).map((sentence) => (
            <div key={sentence}>{sentence}</div>
          ))}
        </div>
        {principals.map((principal) => (
          <Changes key={principal.Arn} principal={principal} />
        ))}
        <Box color="text-body-secondary" fontSize="body-s">
          {sayLookedAt(last)}
        </Box>
        {hasNextPage && (
          <Button formAction="none" loading={isFetching} onClick={() => void fetchNextPage()}>
            Go on
          </Button>
        )}
      </SpaceBetween>
    </section>
  );
}

function usePreview(change: ChangeToPreview) {
  return useInfiniteQuery<Preview, ApiError, { pages: Preview[] }, readonly unknown[], string | undefined>({
    queryKey: ["rolecall", "PreviewPolicyChange", change],
    queryFn: ({ pageParam, signal }) =>
      callOperation(
        "rolecall",
        "PreviewPolicyChange",
        { ...change, ...(pageParam !== undefined && { Marker: pageParam }) },
        signal,
      ),
    // Behind the lists, for it may be about a policy that is gone from them.
    meta: OF_ROW,
    initialPageParam: undefined,
    getNextPageParam: ({ Marker }) => Marker,
    retry: false,
  });
}

function Changes({ principal }: { readonly principal: PreviewedPrincipal }) {
  const { Arn, Gained, GainedCount, Lost, LostCount } = principal;
  const [kind = "", ...name] = Arn.slice(Arn.lastIndexOf(":") + 1).split("/");
  return (
    <ExpandableSection
      variant="footer"
      headerText={`${kind} ${name.at(-1)}: ${GainedCount} gained, ${LostCount} lost`}
    >
      <ul>
        {Gained.map((decision) => (
          <li key={`+${decision.Action}${decision.Resource}`}>{`+ ${sayDecision(decision)}`}</li>
        ))}
        {Lost.map((decision) => (
          <li key={`-${decision.Action}${decision.Resource}`}>{`− ${sayDecision(decision)}`}</li>
        ))}
      </ul>
      {GainedCount + LostCount > Gained.length + Lost.length && "The first 20 of each are shown."}
    </ExpandableSection>
  );
}

function sayLookedAt({ LookedAt, PrincipalCount, ActionCount, RequestCount, IsSampled }: Preview): string {
  const sample = IsSampled ? ", a sample of what the policy names" : "";
  const who = `${LookedAt} of ${PrincipalCount} users and roles that have it`;
  return `Looked at ${who}, ${ActionCount} actions and ${RequestCount} requests${sample}, with their other policies, their boundaries and the organization. Conditions are not known beforehand.`;
}
