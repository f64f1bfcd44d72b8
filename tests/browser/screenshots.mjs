// Takes pictures of every page in pages.mjs, in four widths, light and dark; called by bin/screenshots
// with the folder to put them into. Pages are photographed side by side.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { closeBrowser, inTime, picture } from "./lib.mjs";
import { pages } from "./pages.mjs";
import { Stage } from "./stage.mjs";

const WIDTHS = [360, 768, 1280, 1600];
const SIDE_BY_SIDE = 3;

const [folder, ...names] = process.argv.slice(2);
const wanted = pages.filter(({ name }) => names.length === 0 || names.includes(name));
if (wanted.length === 0) {
  console.error(`no such page; there are: ${pages.map(({ name }) => name).join(" ")}`);
  process.exit(1);
}

await mkdir(folder, { recursive: true });
const stage = new Stage();
let failures = 0;
try {
  const waiting = [...wanted];
  const worker = async () => {
    for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
      await inTime(photograph(entry), `the pictures of ${entry.name}`).catch((error) => {
        failures += 1;
        console.error(`${entry.name}: ${error.message}`);
      });
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
} finally {
  await closeBrowser().catch(console.error);
  await stage.close().catch(console.error);
}
process.exit(failures ? 1 : 0);

async function photograph(entry) {
  const page = await stage.open(entry);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: width < 700 ? 780 : 900 });
    await page.setViewportSize({ width, height: await wholeHeight(page) });
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await picture(page, join(folder, `${entry.name}-${width}-${colorScheme}.png`));
    }
  }
  await page.context().close();
  console.log(entry.name);
}

/// How high the window has to be to show all of it: the desk's pages scroll within, and a picture of the
/// whole page would end where the window ends.
function wholeHeight(page) {
  return page.evaluate(() => {
    const hidden = [...document.querySelectorAll("main, main *")].map((element) =>
      /auto|scroll/.test(getComputedStyle(element).overflowY) ? element.scrollHeight - element.clientHeight : 0,
    );
    return Math.min(window.innerHeight + Math.max(0, ...hidden), 6000);
  });
}
