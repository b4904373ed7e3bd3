import { type BuiltPage, type FirstCall, matchPath } from "@rolecall/console";
import type { Answer, RequestHead, WholeEntrance } from "@rolecall/edge";
import type { Console } from "../console.ts";
import { answerFirst } from "./first-answers.ts";
import { PAGE_HEADERS, SAFE_HEADERS } from "./headers.ts";
import { openSite, type Site } from "./site.ts";

/** Where the console begins. */
export const CONSOLE_PREFIX = "/console/";
const ASSETS_PREFIX = `${CONSOLE_PREFIX}assets/`;

/**
 * The console's pages and the files that they are made of, for whoever asks. A page that somebody opens who is signed in holds the answers
 * to what it asks first; nothing else here is anybody's.
 */
export function openConsolePages(folder: URL, door: Console): WholeEntrance {
  let site: Promise<Site | undefined> | undefined;
  return {
    takes: "whole",
    bodyBytes: 0,
    async answer(head) {
      if (head.method !== "GET" && head.method !== "HEAD") return refuseMethod(head);
      site ??= openSite(folder);
      const opened = await site;
      if (opened === undefined) return UNBUILT;
      if (head.rawPath.startsWith(ASSETS_PREFIX)) return answerAsset(opened, head);
      return answerPage(opened, head, door);
    },
  };
}

/** A name has a hash in it: what it names never changes. */
async function answerAsset(site: Site, { rawPath, headers }: RequestHead): Promise<Answer> {
  const name = rawPath.slice(ASSETS_PREFIX.length);
  const file = await site.asset(name, acceptedEncodings(headers["accept-encoding"]));
  if (file === undefined) return tell(404, `The console has no file ${name.slice(0, 100)}.`);
  const tag = `"${name}"`;
  const caching = {
    "Cache-Control": "public, max-age=31536000, immutable",
    ETag: tag,
    Vary: "Accept-Encoding",
  };
  if (headers["if-none-match"]?.includes(tag))
    return { status: 304, headers: { ...SAFE_HEADERS, ...caching }, body: "" };
  return {
    status: 200,
    headers: {
      ...SAFE_HEADERS,
      ...caching,
      "Content-Type": file.type,
      ...(file.encoding !== undefined && { "Content-Encoding": file.encoding }),
    },
    body: file.bytes,
  };
}

const ANSWERS = "<!--answers-->";

/**
 * The same shell for every path, so that a page that does not exist is told of in the frame; its own files are fetched at once. They are
 * on their way before its first operation is answered.
 */
function answerPage({ pages, html }: Site, head: RequestHead, door: Console): Answer {
  const path = head.rawPath.slice(CONSOLE_PREFIX.length - 1) || "/";
  const found = findPage(pages, path);
  const status = found === undefined && path !== "/" ? 404 : 200;
  const shell = html.replace("<!--page-->", () => linksOf(found?.page));
  const [begin = "", end] = shell.split(ANSWERS);
  if (head.method === "HEAD" || found?.page.isBare === true || end === undefined)
    return { status, headers: PAGE_HEADERS, body: begin + (end ?? "") };
  // In the address more may stand that changes what is asked.
  const call = head.rawQuery === "" ? found?.page.first : undefined;
  const answers = answerFirst(door, head, call && fillIn(call, found?.params ?? {}));
  return { status, headers: PAGE_HEADERS, body: sendAround(begin, answers, end) };
}

async function* sendAround(begin: string, answers: Promise<string>, end: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(begin);
  yield Buffer.from((await answers) + end);
}

function findPage(pages: readonly BuiltPage[], path: string) {
  for (const page of pages) {
    const params = matchPath(page.path, path);
    if (params !== undefined) return { page, params };
  }
  return undefined;
}

/** `{ "UserName": ":userName" }` of the page's row becomes the name that stands in the path. */
function fillIn(
  { service, operation, input }: FirstCall,
  params: Readonly<Record<string, string>>,
): FirstCall {
  const filled = Object.entries(input).map(([member, value]) => {
    const name = typeof value === "string" && value.startsWith(":") ? params[value.slice(1)] : undefined;
    return [member, name ?? value] as const;
  });
  return { service, operation, input: Object.fromEntries(filled) };
}

function linksOf(page: BuiltPage | undefined): string {
  const { scripts = [], styles = [] } = page ?? {};
  const of = (file: string) => `${CONSOLE_PREFIX}${file}`;
  return [
    ...scripts.map((file) => `<link rel="modulepreload" crossorigin href="${of(file)}">`),
    ...styles.map((file) => `<link rel="stylesheet" crossorigin href="${of(file)}">`),
  ].join("\n    ");
}

/** What a browser takes, where it does not say `q=0`. */
function acceptedEncodings(values: readonly string[] = []): ReadonlySet<string> {
  const parts = values.join(",").split(",");
  return new Set(
    parts
      .filter((part) => !/;\s*q=0(?:\.0+)?\s*$/.test(part))
      .map((part) => part.replace(/;.*$/s, "").trim()),
  );
}

const UNBUILT = tell(
  501,
  "The console was not built. In a clone of Rolecall, npm run generate builds it; it needs the packages that npm ci installs without --omit=dev.",
);

function refuseMethod({ method }: RequestHead): Answer {
  const answer = tell(405, `Nothing here answers ${method.slice(0, 20)}.`);
  return { ...answer, headers: { ...answer.headers, Allow: "GET, HEAD" } };
}

function tell(status: number, text: string): Answer {
  return {
    status,
    headers: { ...SAFE_HEADERS, "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
    body: `${text}\n`,
  };
}
