// Every page of the router is in pages.mjs, and each is sound: axe finds nothing in light and dark, on a
// phone and on a desk; nothing scrolls sideways at 320 pixels; no error, nothing against the content
// security policy, no request to another host. Every link on it leads to a page that is there too.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";
import { assertSound, closeBrowser, inTime, root } from "./lib.mjs";
import { pages } from "./pages.mjs";
import { Stage } from "./stage.mjs";

/// What answers to GET and is no page.
const NOT_PAGES = {
  "/recursos/{file}": "styles and scripts",
  "/marca/logo": "a picture",
  "/_pruebas/correo.json": "data",
  "/_pruebas/correo/{id}/html": "a mail in its frame",
  "/casos/{codigo}/constancia": "a receipt to keep",
  "/mesa": "leads to the agent's own list",
  "/casos/nuevo/{tema}/numeros": "leads to the page of people with an account",
  "/mesa/ajustes/color": "a part of the settings",
  "/api/openapi.json": "for programs",
  "/mesa/indemnizaciones/lotes/{id}/archivo": "a file for the bank",
  "/cuenta/exportaciones/{id}/archivo": "a prepared list",
  "/mesa/exportaciones/{id}/archivo": "a prepared list",
};
const NOT_PAGES_BY_NATURE = /\/eventos$|\/miniatura$|\/archivos\/\{id\}$|\/expediente$|\/exportar$|\.csv$|^\/api\/v1\//; // Events, pictures, downloads, the interface for programs.
const AS_FOR_GUESTS = /^\/cuenta\/casos\//; // The guests' pages once more, for people with an account.

test("every page of the router is in pages.mjs", async () => {
  const missing = (await routes())
    .filter((route) => !(route in NOT_PAGES) && !NOT_PAGES_BY_NATURE.test(route) && !AS_FOR_GUESTS.test(route))
    .filter((route) => !pages.some((entry) => entry.route === route));
  assert.deepEqual(missing, [], "give each of these an entry in pages.mjs, or a reason in NOT_PAGES");
});

test("what pages.mjs names is a page of the router", async () => {
  const known = await routes();
  const unknown = pages.filter(({ route }) => route && !known.includes(route)).map(({ name }) => name);
  assert.deepEqual(unknown, []);
});

/// The routes that answer to GET, as they are written in the program.
async function routes() {
  const folder = join(root, "crates/web/src");
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".rs"));
  const found = [];
  for (const file of files) {
    const text = await readFile(join(folder, file), "utf8");
    const declared = text.matchAll(/\.route\(\s*"(?<route>[^"]+)",\s*(?<methods>(?:[^()]|\([^()]*(?:\([^()]*\))?[^()]*\))*)\)/g);
    const shown = [...declared].filter(({ groups }) => /\bget\(/.test(groups.methods)).map(({ groups }) => groups.route);
    found.push(...shown, ...shown.filter((route) => route.startsWith("/casos/")).map((route) => `/cuenta${route}`));
  }
  assert.ok(found.length > 40, `only ${found.length} routes found: are they written in another way now?`);
  return found;
}

const stage = new Stage();
after(async () => {
  await closeBrowser();
  await stage.close();
});

for (const entry of pages) {
  test(`m08 ${entry.name} is sound and loads nothing from elsewhere`, { timeout: 240_000 }, () => inTime(examine(entry), `the checks of ${entry.name}`));
}

async function examine(entry) {
  const page = await stage.open(entry);
  try {
    await page.locator("main").first().waitFor();
    assert.equal(await page.locator("h1:visible").count(), 1, `${page.url()} needs one heading of level 1`);
    await assertSound(page);
    await assertLinksKnown(page);
  } finally {
    await page.context().close();
  }
}

/// Links lead to routes that there are.
async function assertLinksKnown(page) {
  const { origin } = new URL(page.url());
  const links = await page.locator("a[href]").evaluateAll((all) => all.map((it) => it.href));
  const known = (await routes()).map((route) => new RegExp(`^${route.replaceAll(/\{[^}]+\}/g, "[^/]+").replaceAll(".", "\\.")}$`));
  const unknown = links
    .filter((link) => link.startsWith(origin))
    .map((link) => new URL(link).pathname)
    .filter((path) => path !== new URL(page.url()).pathname && !known.some((route) => route.test(path)));
  assert.deepEqual([...new Set(unknown)], [], `${page.url()} has links that lead nowhere`);
}
