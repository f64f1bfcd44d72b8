// The first page answers, in three languages, on both databases and without JavaScript.

import assert from "node:assert/strict";
import { journey } from "./lib.mjs";

journey("the home page is there in every language", { engines: ["sqlite", "postgres"] }, async ({ open }) => {
  for (const [language, expected] of [
    ["es-CO", "es"],
    ["en-GB", "en"],
    ["pt-BR", "pt-BR"],
  ]) {
    const page = await open({ language, javaScript: false, width: 360 });
    const answer = await page.goto("/");
    assert.equal(answer.status(), 200);
    assert.equal(await page.locator("html").getAttribute("lang"), expected);
    await page.getByRole("main").getByRole("link").first().click();
    await page.getByRole("heading", { level: 1 }).waitFor();
  }
});
