import Container from "@cloudscape-design/components/container";
import { Failed } from "../../patterns/failed.tsx";
import { decodeDocument, readPolicy } from "../../patterns/policy-words/read-policy.ts";
import { RolePicture } from "../../patterns/role-picture/role-picture.tsx";
import { useOwnAccount } from "../../patterns/use-own-account.ts";
import type { RoleFacts } from "./role-facts.ts";
import { useBoundary } from "./use-boundary.ts";
import { useRolePolicies } from "./use-role-policies.ts";

const LIT: Readonly<Record<string, "trust" | "permissions">> = { permissions: "permissions", trust: "trust" };

/** The sentence and the picture. The half that the open tab edits is lit. */
export function RoleOverview({ role, tab }: { readonly role: RoleFacts; readonly tab: string }) {
  const accountId = useOwnAccount();
  const { data: policies, error } = useRolePolicies(role.RoleName);
  const boundary = useBoundary(role);
  const trust = role.AssumeRolePolicyDocument;
  if (error !== null) return <Failed what="Its policies could not be read." error={error} />;
  return (
    <Container>
      {policies === undefined ? (
        <div className="rc-picture-loading" />
      ) : (
        <RolePicture
          role={{
            name: role.RoleName,
            trust: trust === undefined ? undefined : readPolicy(decodeDocument(trust), "trust"),
            policies: policies.map(({ name, text }) => ({
              name,
              policy: typeof text === "string" ? readPolicy(text, "identity") : undefined,
            })),
            boundary,
            maxSessionSeconds: role.MaxSessionDuration ?? 3_600,
          }}
          accountId={accountId}
          lit={LIT[tab]}
        />
      )}
    </Container>
  );
}
