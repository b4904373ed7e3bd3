/** Why a block that is a command is not run. A closed set: "no time" is none of them. */
export type Reason =
  | "another system's configuration"
  | "needs a machine of one's own (root, systemd)"
  | "needs a network or a database that is not here"
  | "needs Docker"
  | "needs a program that may not be here"
  | "installs or tests the repository itself"
  | "held by another test"
  | "runs until it is stopped"
  | "a piece of something, with … for what is yours";

export interface Exception {
  readonly page: string;
  /** How the block begins; all blocks of the page that begin so. */
  readonly begins: string;
  readonly reason: Reason;
  /** Which test, which program. */
  readonly note?: string;
}

const except = (page: string, reason: Reason, begins: string, note?: string): Exception => ({
  page,
  begins,
  reason,
  ...(note !== undefined && { note }),
});

const MACHINE = "needs a machine of one's own (root, systemd)";
const NETWORK = "needs a network or a database that is not here";
const PIECE = "a piece of something, with … for what is yours";
const OTHER = "held by another test";
const UNTIL = "runs until it is stopped";
const PROGRAM = "needs a program that may not be here";

/** A row that fits no block fails the test: what was run since leaves the list. */
export const EXCEPTIONS: readonly Exception[] = [
  except(
    "README.md",
    "installs or tests the repository itself",
    "npm ci && npm start",
    "stories/first-start.test.ts",
  ),
  except(
    "README.md",
    NETWORK,
    "npm install --save-dev ./rolecall-",
    "conformance/package packs and installs it",
  ),
  except(
    "README.md",
    OTHER,
    'import { startRolecall } from "rolecall";',
    "conformance/embedding/page.test.ts",
  ),
  except("docs/audit.md", UNTIL, "rolecall audit tail --follow"),
  except("docs/backup.md", OTHER, "export ROLECALL_MASTER_KEY", "server/src/state"),
  except("docs/backup.md", NETWORK, "rolecall store copy --from sqlite:", "server/src/command/store"),
  except("docs/command-line.md", OTHER, "rolecall ", "server/src/command/command-line-page.test.ts"),
  except("docs/credential-delivery.md", UNTIL, "npx rolecall metadata --data data", "conformance/delivery"),
  except("docs/credential-delivery.md", NETWORK, "aws rolecall register-cluster", "conformance/delivery"),
  except("docs/credential-delivery.md", "needs Docker", "aws rolecall run-task", "conformance/delivery"),
  except("docs/denials.md", PROGRAM, "aws iam-toolbox", "an AWS CLI of summer 2026; stories/toolbox.test.ts"),
  except("docs/denials.md", PIECE, 'npx rolecall why "User:', "how-to/why-was-it-denied.md does it"),
  except("docs/denials.md", PIECE, '{"allowed":false'),
  except(
    "docs/embedding.md",
    NETWORK,
    "npm install --save-dev rolecall",
    "conformance/package packs and installs it",
  ),
  except("docs/embedding.md", OTHER, "import { startRolecall }", "conformance/embedding/page.test.ts"),
  except(
    "docs/embedding.md",
    OTHER,
    "npx rolecall start --ephemeral --port 4611",
    "conformance/embedding/page.test.ts",
  ),
  except("docs/failover/README.md", NETWORK, "npm run test:failover"),
  except("docs/federation.md", OTHER, "aws iam create-saml-provider", "how-to/keycloak.md does it"),
  except("docs/how-to/ci.md", OTHER, "mkdir -p init", "stories/init.test.ts"),
  except("docs/how-to/clients.md", PROGRAM, "// AWS_ENDPOINT_URL is read by config", "Go"),
  except("docs/how-to/clients.md", PROGRAM, "// AWS_ENDPOINT_URL is read by a current 2.x", "Java"),
  except("docs/how-to/clients.md", OTHER, 'provider "aws"', "stories/terraform.test.ts, where Terraform is"),
  except("docs/how-to/clients.md", "another system's configuration", "[profile rolecall]"),
  except("docs/keys.md", NETWORK, "npx rolecall keys rotate --database", "server/src/keys"),
  except("docs/mfa.md", PROGRAM, "aws iam create-virtual-mfa-device", "oathtool"),
  except("docs/operations.md", MACHINE, "cd /opt/rolecall"),
  except("docs/operations.md", MACHINE, "runuser -u rolecall"),
  except("docs/operations.md", MACHINE, "systemctl daemon-reload"),
  except("docs/operations.md", MACHINE, "as_rolecall()"),
  except("docs/operations.md", PIECE, "ROLECALL_OPTIONS="),
  except("docs/operations.md", MACHINE, "( set -a"),
  except("docs/operations.md", "needs Docker", "docker build"),
  except(
    "docs/organizations.md",
    OTHER,
    "npx rolecall import organization company.json",
    "server/src/organization",
  ),
  except("docs/organizations.md", OTHER, "$ npx rolecall tree --data company", "server/src/organization"),
  except("docs/postgres.md", NETWORK, "rolecall start --database"),
  except("docs/postgres.md", NETWORK, "CREATE ROLE"),
  except("docs/roles-anywhere.md", OTHER, "[profile machine]", "rolesanywhere/credential-process.test.ts"),
  except(
    "docs/roles-anywhere.md",
    OTHER,
    "$ aws sts get-caller-identity --profile machine",
    "rolesanywhere/credential-process.test.ts",
  ),
  except("docs/roles-anywhere.md", PIECE, '"Condition"'),
  except("docs/seed.md", PIECE, "externalAccounts:"),
  except(
    "docs/seed.md",
    OTHER,
    'accounts:\n  - id: "111111111111"\n    users:\n      - name: ci',
    "server/src/seed, with variables",
  ),
  except("docs/seed.md", PIECE, "include:"),
  except("docs/who-can.md", OTHER, "rolecall who-can ACTION", "server/src/command/command-line-page.test.ts"),
  except("docs/who-can.md", OTHER, "$ npx rolecall who-can s3:GetObject", "server/src/command/who-can"),
  except("docs/words.md", OTHER, "import { parsePolicy }", "policy/src/describe"),
];

/** Policies that a page shows because they are refused: the page and the file that it calls them. */
export const REFUSED_ON_PURPOSE: readonly (readonly [page: string, name: string])[] = [
  ["docs/how-to/github-actions.md", "everybody.json"],
  ["docs/how-to/gitlab.md", "open.json"],
];
