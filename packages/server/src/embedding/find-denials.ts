import { AccessDenied, rootCaller } from "@rolecall/access";
import type { RolecallOperations } from "@rolecall/contracts";
import { type AccountId, isAccountId, splitArn, toAccountId } from "@rolecall/names";
import { type AuditRecord, eventFacts, ServiceError } from "@rolecall/operations";
import { type Explanation, type ExportedExplanation, exportExplanation, renderTree } from "@rolecall/policy";
import type { Installation } from "../installation/installation.ts";

/** What policies denied. */
export interface FoundDenial {
  /** Milliseconds since 1970, of the installation's clock. */
  readonly at: number;
  readonly requestId: string;
  readonly authorizationId: string | undefined;
  /** Who asked: an ARN, where that is known. */
  readonly principal: string | undefined;
  readonly action: string;
  readonly resource: string | undefined;
  /** As the client was told. */
  readonly message: string;
  readonly decision: string;
  readonly layer: string;
  readonly explanation: ExportedExplanation | undefined;
  /** The explanation for people. */
  readonly text: string | undefined;
  /** Why there is no explanation. */
  readonly unexplained: string | undefined;
}

type Explaining = Pick<Installation, "seedAs" | "denialLog" | "store" | "directory">;
type Asked = RolecallOperations["ExplainDenial"]["output"];

/** What policies denied among these events, each with why. */
export async function findDenials(
  installation: Explaining,
  events: readonly AuditRecord[],
): Promise<readonly FoundDenial[]> {
  // Denials are written behind the answers.
  await installation.denialLog.flush(installation.store);
  const found: FoundDenial[] = [];
  for (const record of events) {
    const { policyLayer: layer, decision, authorizationId: id } = record.additionalEventData ?? {};
    if (typeof layer !== "string" || typeof decision !== "string") continue;
    const authorizationId = typeof id === "string" ? id : undefined;
    const explained = await explain(installation, record.recipientAccountId ?? "", authorizationId);
    const at = Date.parse(record.eventTime ?? "");
    const facts = eventFacts({ record, at });
    const told = "Question" in explained ? explained : undefined;
    const explanation = told?.Explanation as unknown as Explanation | undefined;
    found.push({
      at,
      requestId: record.requestID ?? "",
      authorizationId,
      principal: told?.Question.PrincipalArn ?? facts.whoArn,
      action: told?.Question.Action ?? facts.action,
      resource: told?.Question.Resource ?? facts.resource,
      message: record.errorMessage ?? "",
      decision,
      layer,
      explanation: explanation && exportExplanation(explanation),
      text: explanation && renderTree(explanation),
      unexplained: explained.Unexplained,
    });
  }
  return found;
}

async function explain(
  installation: Explaining,
  accountId: string,
  authorizationId: string | undefined,
): Promise<Asked | { readonly Unexplained: string }> {
  if (authorizationId === undefined || !isAccountId(accountId))
    return { Unexplained: "Nothing is kept of the denial: it is nobody's, or there were too many at once." };
  const call = {
    service: "rolecall",
    operation: "ExplainDenial",
    input: { AuthorizationId: authorizationId },
  } as const;
  try {
    const asker = rootCaller(await askingAccount(installation, toAccountId(accountId)), "");
    return (await installation.seedAs(asker, call)) as Asked;
  } catch (error) {
    if (error instanceof ServiceError || error instanceof AccessDenied) return { Unexplained: error.message };
    throw error;
  }
}

/** The one whose denial it is; of an organization the management account, which no policy of the organization restricts. */
async function askingAccount({ store, directory }: Explaining, accountId: AccountId): Promise<AccountId> {
  const account = await store.read((tx) => directory.account(tx, accountId));
  const management = account?.place && splitArn(account.place.node.arn)?.account;
  return management === undefined ? accountId : toAccountId(management);
}
