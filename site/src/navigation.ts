/** One page of the site: a Markdown file of the repository, or one that is written of the program when the site is built. */
export interface FilePage {
  /** From the top of the repository. */
  readonly source: string;
  /** What the navigation calls it; else the page's own heading. */
  readonly label?: string;
}

export interface WrittenPage {
  /** A row of `reference/written-pages.ts`. */
  readonly written: WrittenPageName;
  readonly label?: string;
}

export type WrittenPageName = "operations" | "seed-schema" | "metrics" | "errors";

export interface Section {
  readonly title: string;
  /** What somebody finds here, in a sentence. */
  readonly purpose: string;
  /** The folder whose address leads to the section's list. */
  readonly folder: string;
  readonly pages: readonly (FilePage | WrittenPage)[];
  /** Each file of the folder is a page of the section by being there: decisions, which have numbers. */
  readonly takesWholeFolder?: boolean;
  /** Shown closed in the navigation. */
  readonly isLong?: boolean;
}

/** The first page. */
export const HOME: FilePage = { source: "docs/README.md", label: "Documentation" };

const page = (source: string, label?: string): FilePage => ({
  source,
  ...(label !== undefined && { label }),
});
const written = (name: WrittenPageName, label: string): WrittenPage => ({ written: name, label });

/** Where each page stands. A page that stands nowhere does not build: add a line. */
export const SECTIONS: readonly Section[] = [
  {
    title: "Tutorial",
    purpose: "to learn it, in the order in which one thing needs the other",
    folder: "docs/tutorial",
    pages: [
      page("docs/tutorial/ten-minutes.md", "Ten minutes: users to organizations"),
      page("README.md", "The first minute, and all there is"),
    ],
  },
  {
    title: "How-to",
    purpose: "to get one thing done",
    folder: "docs/how-to",
    pages: [
      page("docs/embedding.md"),
      page("docs/how-to/clients.md"),
      page("docs/coming-from.md"),
      page("docs/how-to/storage.md"),
      page("docs/operations.md", "Production"),
      page("docs/postgres.md"),
      page("docs/workers.md"),
      page("docs/failover/README.md", "Failover on trial"),
      page("docs/backup.md"),
      page("docs/keys.md"),
      page("docs/how-to/ci.md", "In CI"),
      page("docs/how-to/why-was-it-denied.md", "Why was it denied?"),
      page("docs/organizations.md"),
      page("docs/mfa.md"),
      page("docs/certificates.md"),
      page("docs/how-to/github-actions.md", "Federation: GitHub Actions"),
      page("docs/how-to/gitlab.md", "Federation: GitLab"),
      page("docs/how-to/google.md", "Federation: Google"),
      page("docs/how-to/kubernetes.md", "Federation: Kubernetes"),
      page("docs/how-to/keycloak.md", "Federation: Keycloak"),
      page("docs/how-to/entra-id.md", "Federation: Entra ID"),
      page("docs/how-to/okta.md", "Federation: Okta"),
    ],
  },
  {
    title: "Reference",
    purpose: "to look up how it is exactly",
    folder: "docs/reference",
    pages: [
      page("docs/command-line.md", "Command line"),
      page("docs/seed.md"),
      written("seed-schema", "Seed: every key"),
      written("operations", "Operations"),
      written("errors", "Errors that every operation has"),
      written("metrics", "Metrics"),
      page("docs/console.md"),
      page("docs/tours.md"),
      page("docs/account.md"),
      page("docs/federation.md"),
      page("docs/credential-delivery.md"),
      page("docs/roles-anywhere.md"),
      page("docs/services.md"),
      page("docs/delegation.md"),
      page("docs/denials.md"),
      page("docs/who-can.md"),
      page("docs/simulation.md"),
      page("docs/last-used.md"),
      page("docs/audit.md"),
      page("docs/words.md"),
      page("packages/policy/README.md", "Library: @rolecall/policy"),
      page("packages/sigv4/README.md", "Library: @rolecall/sigv4"),
    ],
  },
  {
    title: "Explanation",
    purpose: "to understand why it is so",
    folder: "docs/explanation",
    pages: [
      page("docs/explanation/evaluation.md"),
      page("docs/explanation/engine.md"),
      page("docs/limits.md"),
      page("ARCHITECTURE.md"),
      page("docs/scale.md"),
    ],
  },
  {
    title: "Project",
    purpose: "to work on it",
    folder: "packages",
    pages: [
      page("CONTRIBUTING.md"),
      page("STYLE.md"),
      page("SECURITY.md"),
      page("CHANGELOG.md"),
      page("bench/README.md", "Benchmarks"),
      page("packages/console/README.md", "The console's own README"),
      page("packages/access/README.md", "access"),
      page("packages/operations/README.md", "operations"),
    ],
    isLong: true,
  },
  {
    title: "Decisions",
    purpose: "to know what was weighed when something was decided",
    folder: "docs/decisions",
    pages: [],
    takesWholeFolder: true,
    isLong: true,
  },
];
