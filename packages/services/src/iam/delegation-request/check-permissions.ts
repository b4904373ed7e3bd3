import { foresee, parseSaved } from "@rolecall/access";
import type { PermissionCheckResultType } from "@rolecall/contracts/iam";
import type { Call } from "@rolecall/operations";
import type { Statement } from "@rolecall/policy";
import type { ReadTransaction } from "@rolecall/store";

/** Questions that one check asks at most: a policy of 2,048 characters could ask for ten thousands. */
const MAX_QUESTIONS = 100;

/**
 * Whether who calls has what a policy allows, and so what would be delegated by accepting it. Patterns are asked about as they are
 * written: where they are denied, something that they mean may be allowed all the same.
 */
export async function checkPermissions(
  call: Call<unknown, ReadTransaction>,
  document: string,
): Promise<PermissionCheckResultType> {
  const { statements: all } = parseSaved(document, "session");
  const statements = all.filter(({ effect }) => effect === "Allow");
  const questions = statements.flatMap(questionsOf);
  let result: PermissionCheckResultType =
    questions.length > MAX_QUESTIONS || statements.some(isOpen) ? "UNSURE" : "ALLOWED";
  for (const { action, resource } of questions.slice(0, MAX_QUESTIONS)) {
    const { decision } = await foresee({ tx: call.tx, directory: call.env.directory }, call, {
      action,
      resource,
    });
    if (decision === "allowed") continue;
    if (!isPattern(action) && (resource === "*" || !isPattern(resource))) return "DENIED";
    result = "UNSURE";
  }
  return result;
}

/** What it allows nobody can list, or depends on more than is known now. */
function isOpen({ action, resource, conditions }: Statement): boolean {
  return action.negated || resource === undefined || resource.negated || conditions.length > 0;
}

function questionsOf({ action, resource }: Statement) {
  if (action.negated || resource === undefined || resource.negated) return [];
  return action.values.flatMap((name) => resource.values.map((arn) => ({ action: name, resource: arn })));
}

function isPattern(text: string): boolean {
  return /[*?]|\$\{/.test(text);
}
