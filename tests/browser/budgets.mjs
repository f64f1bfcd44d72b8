// Measures what each page of pages.mjs makes a browser with an empty cache transfer, compressed, and
// fails over the limits of the design. Prints one line per page.

import { closeBrowser, inTime } from "./lib.mjs";
import { pages } from "./pages.mjs";
import { Stage } from "./stage.mjs";

/// In KiB as transferred, headers included. A kind without a limit counts only in `all`.
const LIMITS = {
  portal: { document: 14, stylesheet: 14, script: 12, font: 0, all: 60 },
  desk: { document: 20, font: 0, all: 140 },
};

const names = process.argv.slice(2);
const stage = new Stage();
let over = 0;
let isDone = false;
try {
  for (const entry of pages.filter(({ name, budget }) => budget && (names.length === 0 || names.includes(name)))) {
    over += await inTime(measure(entry), `the size of ${entry.name}`);
  }
  isDone = true;
} catch (error) {
  console.error(error);
} finally {
  await closeBrowser().catch(console.error);
  await stage.close().catch(console.error);
}
if (isDone) console.log(over ? `${over} budgets exceeded` : "every page is within its budget");
process.exit(over || !isDone ? 1 : 0);

async function measure(entry) {
  const { name, budget } = entry;
  const page = await stage.open(entry, { width: 360 });

  const network = await page.context().newCDPSession(page);
  await network.send("Network.enable");
  await network.send("Network.clearBrowserCache");
  const kinds = new Map();
  const bytes = { all: 0 };
  network.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type.toLowerCase()));
  network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? "other";
    bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength;
    bytes.all += encodedDataLength;
  });
  await page.reload({ waitUntil: "load" });
  await page.context().close();

  const limits = LIMITS[budget];
  const sizes = Object.entries(bytes).map(([kind, size]) => [kind, size / 1024, limits[kind] ?? Infinity]);
  const tooMuch = sizes.filter(([, size, limit]) => size > limit);
  const text = sizes.map(
    ([kind, size, limit]) => `${kind} ${size.toFixed(1)}${limit === Infinity ? "" : `/${limit}`}${size > limit ? " TOO MUCH" : ""}`,
  );
  console.log(`${name.padEnd(28)} ${text.join("  ")} KiB`);
  return tooMuch.length;
}
