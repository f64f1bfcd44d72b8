// The first page answers, in three languages, and is sound. The journeys have files of their own.

import assert from "node:assert/strict";
import { assertSound, journey } from "./lib.mjs";

journey("the home page is there in every language", { engines: ["sqlite", "postgres"] }, async ({ open }) => {
  for (const [language, expected] of [
    ["es-CO", "es"],
    ["en-GB", "en"],
    ["pt-BR", "pt-BR"],
  ]) {
    const page = await open({ language });
    const answer = await page.goto("/");
    assert.equal(answer.status(), 200);
    assert.equal(await page.locator("html").getAttribute("lang"), expected);
    assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
    await assertSound(page);
  }
});

journey("the home page works without JavaScript", {}, async ({ open }) => {
  const page = await open({ javaScript: false, width: 360 });
  await page.goto("/");
  await page.getByRole("main").getByRole("link").first().click();
  await page.getByRole("heading", { level: 1 }).waitFor();
});

journey("an unknown address is told apart kindly", {}, async ({ open }) => {
  const page = await open();
  const answer = await page.goto("/no-existe");
  assert.equal(answer.status(), 404);
  await assertSound(page);
});
