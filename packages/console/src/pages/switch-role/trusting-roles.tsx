import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import { formatAccountId } from "../../patterns/account-id.ts";
import { useOperation } from "../../session/use-operation.ts";
import { linkToRole } from "./known-roles.ts";

const SHOWN_MAX = 100;

/** The roles that the engine says trust whoever is signed in, which AWS cannot list; each link fills the form. Nothing where there are none. */
export function TrustingRoles() {
  const { data } = useOperation("rolecall", "ListAssumableRoles", { MaxResults: SHOWN_MAX });
  const { Roles: roles = [], NextToken } = data ?? {};
  if (roles.length === 0) return null;
  const count = NextToken === undefined ? String(roles.length) : `${roles.length}+`;
  return (
    <Container
      header={
        <Header variant="h2" counter={`(${count})`}>
          Roles that trust you
        </Header>
      }
    >
      <ul className="rc-known-roles">
        {roles.map(({ RoleArn, RoleName = "", AccountId = "", State, Needs = [] }) => (
          <li key={RoleArn}>
            <Link href={linkToRole({ account: AccountId, roleName: RoleName, displayName: "", color: "" })}>
              {RoleName}
            </Link>
            <code>{formatAccountId(AccountId)}</code>
            {State === "needs" && <Box color="text-body-secondary">{`needs ${Needs.join(", ")}`}</Box>}
          </li>
        ))}
      </ul>
    </Container>
  );
}
