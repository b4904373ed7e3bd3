import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { usePath, useSearch } from "../app/address.ts";
import { draftChanges, readDraft } from "../patterns/use-draft.ts";
import { type AnsweredCall, calls } from "../session/calls.ts";
import type { Identity } from "../session/identity.ts";
import { useObservable } from "../session/observable.ts";
import type { Facts } from "./facts.ts";

/** So many of the latest calls are looked at. */
const CALLS_MAX = 100;

/** What is known now, and whenever it changes: the address, drafts, who one is, what was called. */
export function useFacts(identity: Identity, notes: Facts["notes"]): Facts {
  const path = usePath();
  const search = useSearch();
  const answered = useCalls();
  // A draft is read when it is asked for; that one changed is told.
  useObservable(draftChanges);
  return { identity, notes, path, search, calls: answered, readDraft: (id) => readDraft(id)?.value as never };
}

function useCalls(): readonly AnsweredCall[] {
  const queries = useQueryClient();
  // What the page read before the tour was loaded.
  const [answered, setAnswered] = useState(() => readCache(queries));
  useEffect(() => calls.listen((call) => setAnswered((before) => [...before, call].slice(-CALLS_MAX))), []);
  return answered;
}

function readCache(queries: QueryClient): readonly AnsweredCall[] {
  return queries
    .getQueryCache()
    .getAll()
    .flatMap(({ queryKey: [service, operation, input], state: { status, data: output } }) =>
      status === "success" && typeof service === "string" && typeof operation === "string"
        ? [{ service, operation, input, output }]
        : [],
    )
    .slice(-CALLS_MAX);
}
