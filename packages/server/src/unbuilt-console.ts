import type { Answer, WholeEntrance } from "@rolecall/edge";

/** Where the link in a denial leads. What is behind its `#`, the authorization id, stays in the browser. */
export const CONSOLE_PATH = "/iam/home";

const TEXT = `Rolecall has no console yet.

Why a request was denied is told by its authorization id, the last part of the link that led here:

  aws iam-toolbox get-request-authorization-details --authorization-id ID

docs/denials.md says who may ask, what the answer means, and how to ask without that command.
`;

const ANSWER: Answer = {
  status: 501,
  headers: { "Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff" },
  body: TEXT,
};

/** Tells whoever follows the link in a denial how to look it up until there is a console. */
export const UNBUILT_CONSOLE: WholeEntrance = { takes: "whole", bodyBytes: 0, answer: async () => ANSWER };
