// The pages that bin/screenshots photographs and whose size bin/check measures.
//
// name     of the picture
// path     on the demo's server
// budget   which of the limits in budgets.mjs holds
// prepare  optional: brings a page of a new browser to where `path` can be opened (signs in, fills a
//          form); may return the path

export const pages = [
  { name: "home", path: "/", budget: "portal" },
  { name: "not-found", path: "/no-existe", budget: "portal" },
];
