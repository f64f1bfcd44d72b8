// Takes the pictures of the guides in docs/pictures; called by bin/pictures. Each is small, so that
// the repository stays so.

import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { closeBrowser, inTime, root } from "./lib.mjs";
import { Stage } from "./stage.mjs";

const MOST_BYTES = 100 * 1024;
const folder = join(root, "docs/pictures");

const pictures = [
  { name: "empresa-inicio", as: "elanden", path: "/cuenta", width: 900, height: 640 },
  { name: "empresa-casos", as: "elanden", path: "/cuenta/casos?indemnizacion=paid", width: 1024, height: 760 },
  { name: "empresa-casos-telefono", as: "elanden", path: "/cuenta/casos?indemnizacion=approved", width: 360, height: 780 },
  { name: "empresa-exportar", as: "elanden", path: "/cuenta/casos", width: 900, height: 560, press: "Exportar" },
  { name: "mesa-roles", as: "admin", path: "/mesa/ajustes/roles", width: 1000, height: 560 },
  { name: "mesa-personas", as: "admin", path: "/mesa/ajustes/personas", width: 1000, height: 620 },
  { name: "mesa-importar", as: "admin", path: "/mesa/organizaciones/importar", width: 1000, height: 640 },
];

await mkdir(folder, { recursive: true });
const stage = new Stage();
try {
  for (const one of pictures) await inTime(photograph(one), `the picture ${one.name}`);
} finally {
  await closeBrowser().catch(console.error);
  await stage.close().catch(console.error);
}

async function photograph({ name, width, height, press, ...entry }) {
  const page = await stage.open(entry);
  await page.setViewportSize({ width, height });
  if (press) await page.locator("summary").filter({ hasText: press }).click();
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, caret: "initial", animations: "allow" });
  await page.context().close();
  const { size } = await stat(path);
  if (size > MOST_BYTES) throw new Error(`${path} has ${size} bytes: make it smaller`);
  console.log(path);
}
