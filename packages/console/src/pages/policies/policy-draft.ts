import { useState } from "react";

/** What was written of a policy that is not created yet. */
export interface PolicyDraft {
  readonly name: string;
  readonly description: string;
  readonly text: string;
}

const KEY = "rolecall.draft.policy";
const EMPTY: PolicyDraft = {
  name: "",
  description: "",
  text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": [],
      "Resource": []
    }
  ]
}`,
};

/** Kept for this tab alone, so that a reload loses nothing. */
export function usePolicyDraft() {
  const [draft, set] = useState(read);
  const change = (part: Partial<PolicyDraft>) => {
    const next = { ...draft, ...part };
    sessionStorage.setItem(KEY, JSON.stringify(next));
    set(next);
  };
  const discard = () => {
    sessionStorage.removeItem(KEY);
    set(EMPTY);
  };
  return [draft, change, discard] as const;
}

function read(): PolicyDraft {
  try {
    return { ...EMPTY, ...(JSON.parse(sessionStorage.getItem(KEY) ?? "{}") as Partial<PolicyDraft>) };
  } catch {
    return EMPTY;
  }
}
