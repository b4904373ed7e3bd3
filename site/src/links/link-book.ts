import { existsSync, statSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path/posix";
import type { ParsedPage } from "../markdown/parse-page.ts";
import type { Section } from "../navigation.ts";
import { folderAddress } from "../section-page.ts";

/** Where links lead. What is dead is kept, and told at the end, so that one build tells all. */
export interface LinkBook {
  /** @returns what to write as the link's address in the page */
  resolve(from: ParsedPage, href: string): string;
  /** `docs/mfa.md: totp.md is not there` */
  readonly dead: readonly string[];
  /** Files and folders of the repository that some page leads to: each gets a page that shows it. */
  readonly shown: ReadonlySet<string>;
}

export interface LinkBookParts {
  readonly root: string;
  readonly pages: readonly ParsedPage[];
  readonly sections: readonly Section[];
}

/** Addresses that are somebody else's: they are written as they are, and nothing asks them. */
const OUTSIDE = /^(?:https?:|mailto:)/;

export function createLinkBook({ root, pages, sections }: LinkBookParts): LinkBook {
  const bySource = new Map(pages.map((page) => [page.source, page]));
  const byFolder = new Map(sections.map((section) => [section.folder, folderAddress(section)]));
  const dead: string[] = [];
  const shown = new Set<string>();

  const findAddress = (path: string): string | undefined => {
    const known = bySource.get(path)?.address ?? byFolder.get(path);
    if (known !== undefined) return known;
    if (path.startsWith("..") || !existsSync(join(root, path))) return undefined;
    shown.add(path);
    return fileAddress(path);
  };

  return {
    dead,
    shown,
    resolve(from, href) {
      if (OUTSIDE.test(href)) return href;
      const [path = "", anchor] = href.split("#", 2);
      const target = path === "" ? from.source : targetOf(from.source, decodeURI(path));
      const address = findAddress(target);
      if (address === undefined) {
        dead.push(`${from.source}: ${href}: there is no ${target}`);
        return href;
      }
      if (
        anchor !== undefined &&
        !bySource.get(target)?.headings.some((heading) => heading.anchor === anchor)
      )
        dead.push(`${from.source}: ${href}: ${target} has no heading #${anchor}`);
      const way = path === "" ? "" : relativeAddress(from.address, address);
      return anchor === undefined ? way : `${way}#${anchor}`;
    },
  };
}

/** The path in the repository that a link of a file means; with a slash before it, it is from the top. */
function targetOf(source: string, path: string): string {
  const whole = path.startsWith("/") ? path.slice(1) : join(dirname(source), path);
  return normalize(whole).replace(/\/$/, "");
}

/** Where the page stands that shows a file of the repository, or a folder's list. */
export function fileAddress(path: string): string {
  return `files/${path}.html`;
}

/** The way from one page of the site to another. */
export function relativeAddress(from: string, to: string): string {
  return relative(dirname(from), to);
}

export function isFolder(root: string, path: string): boolean {
  return statSync(join(root, path)).isDirectory();
}
