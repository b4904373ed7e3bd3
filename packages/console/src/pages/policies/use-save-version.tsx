import { type ReactNode, useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { readChanger } from "../../patterns/policy-difference/read-changer.ts";
import { type StandingDocument, useThreeWay } from "../../patterns/policy-difference/use-three-way.tsx";
import { prettyDocument } from "../../patterns/policy-words/read-policy.ts";
import type { ApiError } from "../../session/api-error.ts";
import { callOperation } from "../../session/call-operation.ts";
import { useChange } from "../../session/use-operation.ts";

interface SaveVersionOptions {
  readonly policyArn: string;
  /** The version with which writing began. */
  readonly before: { readonly name: string; readonly text: string };
  readonly text: string;
  /** Deleted first, where there is no room. */
  readonly oldest: string | undefined;
  readonly onClose: () => void;
}

interface SavingVersion {
  readonly save: () => Promise<void>;
  readonly isSaving: boolean;
  readonly error: ApiError | undefined;
  /** Where somebody else saved one meanwhile. */
  readonly notice: ReactNode;
}

/** Saves a version as the one in force, unless another came into force since writing began: that is told first. */
export function useSaveVersion({
  policyArn,
  before,
  text,
  oldest,
  onClose,
}: SaveVersionOptions): SavingVersion {
  const [error, setError] = useState<ApiError>();
  const [isLooking, setLooking] = useState(false);
  const create = useChange("iam", "CreatePolicyVersion");
  const remove = useChange("iam", "DeletePolicyVersion");
  const overwrite = () =>
    orError(async () => {
      if (oldest !== undefined) await remove.mutateAsync({ PolicyArn: policyArn, VersionId: oldest });
      const input = { PolicyArn: policyArn, PolicyDocument: text, SetAsDefault: true };
      const { PolicyVersion } = await create.mutateAsync(input);
      flashes.show({ type: "success", content: `Version ${PolicyVersion?.VersionId} is in force now.` });
      onClose();
    });
  const orError = async (work: () => Promise<void>) => {
    setError(undefined);
    setLooking(true);
    try {
      await work();
    } catch (caught) {
      setError(caught as ApiError);
    }
    setLooking(false);
  };
  const threeWay = useThreeWay({
    what: "this policy",
    before: before.text,
    mine: text,
    read: () => readStanding(policyArn, before.name),
    readChanger: () => readChanger(policyArn, ["CreatePolicyVersion", "SetDefaultPolicyVersion"]),
    onOverwrite: () => void overwrite(),
    onDiscard: onClose,
  });
  return {
    save: () =>
      orError(async () => {
        if (!(await threeWay.isChanged())) await overwrite();
      }),
    isSaving: isLooking || create.isPending || remove.isPending,
    error,
    notice: threeWay.notice,
  };
}

async function readStanding(PolicyArn: string, from: string): Promise<StandingDocument> {
  const { Policy } = await callOperation("iam", "GetPolicy", { PolicyArn });
  const VersionId = Policy?.DefaultVersionId ?? "";
  const { PolicyVersion } = await callOperation("iam", "GetPolicyVersion", { PolicyArn, VersionId });
  const text = prettyDocument(PolicyVersion?.Document ?? "");
  return { text, ...(VersionId !== from && { detail: `${from} → ${VersionId}` }) };
}
