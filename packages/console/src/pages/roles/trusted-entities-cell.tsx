import { type AccessReference, describeTrust } from "@rolecall/policy/describe";
import { readPolicy } from "../../patterns/policy-words/read-policy.ts";
import { useAccessReference } from "../../patterns/policy-words/use-access-reference.ts";
import { EntityIcon } from "../../patterns/role-picture/entity-icon.tsx";
import type { TrustRow } from "./role-row.ts";
import { trustRowPolicy } from "./trust-row-policy.ts";

interface TrustedEntitiesCellProps {
  readonly entities: readonly TrustRow[];
  /** Of all, where the row has only the first. */
  readonly count: number;
  readonly accountId: string;
}

/** The first of who may assume the role: sign, name, and the condition in short. */
export function TrustedEntitiesCell({ entities, count, accountId }: TrustedEntitiesCellProps) {
  const reference = useAccessReference();
  const [first] = entities;
  if (first === undefined) return "–";
  const entity = reference && describeTrustRow(first, reference, accountId);
  if (entity === undefined) return first.Name;
  const name = shortName(entity.words);
  const quiet = entity.condition || (entity.kind === "service" ? entity.value : "");
  return (
    <span className="rc-one-line" title={`${entity.words} ${quiet}`}>
      <EntityIcon kind={entity.kind} size="small" /> {name} <span className="rc-quiet">{quiet}</span>
      {count > 1 && <span className="rc-quiet">{` + ${count - 1}`}</span>}
    </span>
  );
}

function describeTrustRow(row: TrustRow, reference: AccessReference, accountId: string) {
  const policy = readPolicy(trustRowPolicy(row), "trust");
  return policy && describeTrust(policy, reference, { accountId }).entities[0];
}

/** `Amazon EC2` → `EC2`, `this account` → `This account`, `account 9876-…` → `9876-…`. */
function shortName(words: string): string {
  return words.replace(/^(?:Amazon|AWS|account) (?=\S)/, "").replace(/^./, (letter) => letter.toUpperCase());
}
