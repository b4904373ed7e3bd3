import { useQueryClient } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { ApiError } from "../../session/api-error.ts";
import { askAnew } from "../../session/ask-anew.ts";
import { ChangedMeanwhile, type Changer } from "./changed-meanwhile.tsx";

const VersionDifference = lazy(async () => ({
  default: (await import("./version-difference.tsx")).VersionDifference,
}));

/** A document as it stands on the server now. */
export interface StandingDocument {
  readonly text: string;
  /** "v4 → v5" */
  readonly detail?: string | undefined;
}

interface ThreeWayOptions {
  /** "this policy" */
  readonly what: string;
  /** As it was when writing began. */
  readonly before: string;
  readonly mine: string;
  readonly read: () => Promise<StandingDocument>;
  readonly readChanger?: () => Promise<Changer | undefined>;
  /** Saves mine over theirs. */
  readonly onOverwrite: () => void;
  readonly onDiscard: () => void;
}

export interface ThreeWay {
  /** Whether somebody wrote another one since; to be asked before anything is saved. @throws ApiError */
  readonly isChanged: () => Promise<boolean>;
  /** What is told where it was. */
  readonly notice: ReactNode;
}

interface Theirs extends StandingDocument {
  readonly changer: Changer | undefined;
}

/** Keeps a document that somebody changed meanwhile from being overwritten unseen: compare, overwrite, or discard one's own. */
export function useThreeWay(options: ThreeWayOptions): ThreeWay {
  const { what, before, mine, read, readChanger, onOverwrite, onDiscard } = options;
  const [theirs, setTheirs] = useState<Theirs>();
  const [isCompared, setCompared] = useState(false);
  const askAnew = useAskAnew();
  return {
    async isChanged() {
      const found = await orGone(read());
      if (found.text === before || found.text === mine) return false;
      setTheirs({ ...found, changer: await readChanger?.() });
      return true;
    },
    notice: theirs !== undefined && (
      <>
        <ChangedMeanwhile
          what={what}
          changer={theirs.changer}
          detail={theirs.detail}
          onCompare={() => setCompared(true)}
          onOverwrite={() => {
            setTheirs(undefined);
            onOverwrite();
          }}
          onDiscard={() => {
            onDiscard();
            askAnew();
          }}
        />
        {isCompared && (
          <Suspense fallback={null}>
            <VersionDifference
              before={{ name: "what you began with", text: before }}
              after={{ name: "theirs", text: theirs.text }}
            />
            <VersionDifference
              before={{ name: "theirs", text: theirs.text }}
              after={{ name: "yours", text: mine }}
            />
          </Suspense>
        )}
      </>
    ),
  };
}

/** Behind the render in which the form goes: what is read then is what stands, and not what was begun with. */
function useAskAnew(): () => void {
  const queries = useQueryClient();
  return () =>
    setTimeout(() => {
      queries.removeQueries({ type: "inactive" });
      void askAnew(queries);
    });
}

/** What was deleted meanwhile is told as an empty document. */
function orGone(reading: Promise<StandingDocument>): Promise<StandingDocument> {
  return reading.catch((error: unknown) => {
    if (error instanceof ApiError && error.isGone) return { text: "", detail: "it was deleted" };
    throw error;
  });
}
