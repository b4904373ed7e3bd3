/** What pages and patterns take of addresses. */
export { BASE, href, usePath, useSearch } from "./location.ts";
export { guardLeaving, navigate, navigateUnasked } from "./navigate.ts";
