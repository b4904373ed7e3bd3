import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { BASE } from "../../app/address.ts";
import { Region } from "../../patterns/region.tsx";
import type { OutputOf } from "../../session/call-operation.ts";
import { useOperation } from "../../session/use-operation.ts";
import "./dashboard.css";

type Findings = OutputOf<"rolecall", "GetSecurityFindings">;
type Finding = Findings["Findings"][number];

interface Recommendation {
  readonly title: string;
  /** Where several are found. */
  readonly many: string;
  readonly none: string;
}

const WORDS: Readonly<Record<string, Recommendation>> = {
  RootWithoutMfa: { title: "The root user signs in without MFA", many: "", none: "The root user has MFA" },
  RootAccessKeys: {
    title: "The root user has access keys",
    many: "",
    none: "The root user has no access keys",
  },
  UserWithoutMfa: {
    title: "user with a password has no MFA",
    many: "users with a password have no MFA",
    none: "Every user with a password has MFA",
  },
  OldAccessKey: {
    title: "user has a key older than 90 days",
    many: "users have keys older than 90 days",
    none: "No active key is older than 90 days",
  },
  UnusedUser: {
    title: "user was not active for 90 days",
    many: "users were not active for 90 days",
    none: "Every user was active within 90 days",
  },
  UnusedRole: {
    title: "role was not used for 90 days",
    many: "roles were not used for 90 days",
    none: "Every role was used within 90 days",
  },
  TrustsStrangers: {
    title: "role trusts strangers",
    many: "roles trust strangers",
    none: "No role trusts strangers",
  },
  AllowsEverything: {
    title: "policy allows everything",
    many: "policies allow everything",
    none: "No policy of yours allows everything",
  },
};

/** What a reviewer would look at first, each with why, and with a way to those that are meant. */
export function Recommendations() {
  const query = useOperation("rolecall", "GetSecurityFindings", {});
  return (
    <Container header={<Header variant="h2">Security recommendations</Header>}>
      <Region query={query} what="the security recommendations" height={220}>
        {({ Findings, UnreadableFindings }) => (
          <ul className="rc-plain-list">
            {Findings.map((finding) => (
              <li key={finding.Name}>
                <FindingLine finding={finding} />
              </li>
            ))}
            {UnreadableFindings.map(({ Name, Action }) => (
              <li key={Name}>
                <StatusIndicator type="stopped">{`${WORDS[Name]?.none ?? Name}? Not readable by you: ${Action}`}</StatusIndicator>
              </li>
            ))}
          </ul>
        )}
      </Region>
    </Container>
  );
}

function FindingLine({ finding }: { readonly finding: Finding }) {
  const { Name, Count, Reason } = finding;
  const words = WORDS[Name];
  if (Count === 0) return <StatusIndicator>{words?.none ?? Name}</StatusIndicator>;
  const place = placeOf(finding);
  return (
    <>
      <StatusIndicator type="warning">{say(words, finding)}</StatusIndicator>
      {place !== undefined && (
        <>
          {" "}
          <Link href={place}>
            Show<span className="sr">{` ${say(words, finding)}`}</span>
          </Link>
        </>
      )}
      <div className="rc-quiet">{Reason}</div>
    </>
  );
}

function say(words: Recommendation | undefined, { Name, Count }: Finding): string {
  if (words === undefined) return `${Name}: ${Count}`;
  if (words.many === "") return words.title;
  return `${Count.toLocaleString("en")} ${Count === 1 ? words.title : words.many}`;
}

const TABLES: Readonly<Record<string, string>> = {
  SearchUsers: "/iam/users",
  SearchRoles: "/iam/roles",
  SearchPolicies: "/iam/policies",
};

/** The table that shows those that are meant. */
function placeOf({ Operation = "", Filters = [] }: Finding): string | undefined {
  const table = TABLES[Operation];
  if (table === undefined) return undefined;
  const params = new URLSearchParams(
    Filters.map(({ Property, Operator, Value }) => ["f", `${Property}${Operator}${Value}`]),
  );
  return `${BASE}${table}?${params}`;
}
