/** Where people come to the console from: the server's own address, and the link in denials. */
import type { Answer, RequestHead, WholeEntrance } from "@rolecall/edge";

/** Where the link in a denial leads, as on AWS. What is behind its `#` stays in the browser, which takes it along. */
const DENIAL_PATH = "/iam/home";

/** A browser that asks for the server itself; AWS's clients ask for no page, and sign what they ask. */
export function leadsToConsole({ method, rawPath, rawQuery, headers }: RequestHead): boolean {
  if (method !== "GET") return false;
  if (rawPath === DENIAL_PATH) return true;
  const wantsPage = headers.accept?.some((value) => value.includes("text/html")) ?? false;
  return rawPath === "/" && rawQuery === "" && wantsPage && headers.authorization === undefined;
}

const HEADERS = { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" } as const;

/** INVARIANT: it leads to a page of ours, whatever was asked. */
export const TO_CONSOLE: WholeEntrance = {
  takes: "whole",
  bodyBytes: 0,
  answer: async ({ rawPath }): Promise<Answer> => ({
    status: 302,
    headers: { ...HEADERS, Location: rawPath === DENIAL_PATH ? "/console/iam/home" : "/console/" },
    body: "",
  }),
};
