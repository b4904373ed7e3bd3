/** How pages are searched: the index and the browser must agree. A name of AWS is found whole and by its parts. */
export const SEARCH_OPTIONS = {
  fields: ["heading", "page", "text"],
  storeFields: ["page", "heading", "excerpt"],
  searchOptions: { boost: { heading: 4, page: 3 }, prefix: true, combineWith: /** @type {const} */ ("AND") },
};
