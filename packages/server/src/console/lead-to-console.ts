/** Where people come to the console from: the server's own address, and the link in denials. */
import type { Answer, RequestHead, WholeEntrance } from "@rolecall/edge";

/** Where links of AWS's console lead, the one in denials among them. What is behind their `#` stays in the browser, which takes it along. */
const AWS_PATHS: ReadonlyMap<string, string> = new Map([
  ["/iam/home", "/console/iam/home"],
  ["/iamv2/home", "/console/iam/home"],
  ["/organizations/v2/home", "/console/organization"],
  ["/switchrole", "/console/switchrole"],
]);

/** A browser that asks for the server itself; AWS's clients ask for no page, and sign what they ask. */
export function leadsToConsole({ method, rawPath, rawQuery, headers }: RequestHead): boolean {
  if (method !== "GET") return false;
  if (AWS_PATHS.has(rawPath)) return true;
  const wantsPage = headers.accept?.some((value) => value.includes("text/html")) ?? false;
  return rawPath === "/" && rawQuery === "" && wantsPage && headers.authorization === undefined;
}

const HEADERS = { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" } as const;

/** INVARIANT: it leads to a page of ours, whatever was asked. */
export const TO_CONSOLE: WholeEntrance = {
  takes: "whole",
  bodyBytes: 0,
  answer: async ({ rawPath, rawQuery }): Promise<Answer> => {
    // Of a role's link the query is what the form is filled with; it means nothing to the others.
    const query = rawPath === "/switchrole" && rawQuery !== "" ? `?${rawQuery}` : "";
    const Location = `${AWS_PATHS.get(rawPath) ?? "/console/"}${query}`;
    return { status: 302, headers: { ...HEADERS, Location }, body: "" };
  },
};
