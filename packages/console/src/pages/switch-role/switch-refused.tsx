import Alert from "@cloudscape-design/components/alert";
import Link from "@cloudscape-design/components/link";
import { useMyself } from "../../patterns/use-myself.ts";
import { whyQuestionHref } from "../../patterns/why-question.ts";
import type { ApiError } from "../../session/api-error.ts";
import type { Identity } from "../../session/identity.ts";

interface SwitchRefusedProps {
  readonly error: ApiError;
  readonly account: string;
  readonly roleName: string;
}

/** Why one did not become a role: the server's words, what may help, and where it is explained. */
export function SwitchRefused({ error, account, roleName }: SwitchRefusedProps) {
  const identity = useMyself();
  const why = identity && questionOf(identity, account, roleName);
  const isRefused = error.isDenied || error.code === "RoleRefused";
  return (
    <Alert type="error" header="You did not become the role.">
      {error.message} {isRefused && why !== undefined && <Link href={why}>Why?</Link>}
      {isRefused && identity?.isMfa === false && (
        <div>
          {"You signed in without MFA, and some roles ask for it: sign out and in again with a device of "}
          <Link href="/console/me">your credentials</Link>.
        </div>
      )}
    </Alert>
  );
}

/** Of an account that is named by another's alias nobody here knows the id. */
function questionOf(identity: Identity, account: string, roleName: string): string | undefined {
  const person = identity.original ?? identity;
  const digits = account.replaceAll(/[\s-]/g, "");
  const isOwn = account.trim() === person.accountAlias;
  const id = /^\d{12}$/.test(digits) ? digits : isOwn ? person.accountId : undefined;
  if (id === undefined) return undefined;
  const [, partition = "aws"] = person.arn.split(":");
  const resource = `arn:${partition}:iam::${id}:role/${roleName.trim()}`;
  return whyQuestionHref({ principal: person.arn, action: "sts:AssumeRole", resource });
}
