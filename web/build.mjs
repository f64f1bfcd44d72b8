// Bundles styles and scripts into the directory given as the argument, each also compressed by brotli and gzip.
// crates/web/build.rs runs this, gives the files their hashed names and puts them into the binary.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
if (!out) throw new Error("usage: node build.mjs DIRECTORY");

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

const { outputFiles } = await build({
  absWorkingDir: here,
  entryPoints: {
    portal: "src/js/portal.js",
    live: "src/js/live.js",
    desk: "src/js/desk.js",
    htmx: "src/js/htmx.js",
    "portal.css": "src/css/portal.entry.css",
    "desk.css": "src/css/desk.entry.css",
  },
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  legalComments: "none",
  target: ["chrome105", "firefox110", "safari15.4"],
  logLevel: "warning",
  write: false,
});
const files = outputFiles.map(({ path, contents }) => [path.split(/[\\/]/).pop().replace(".css.css", ".css"), contents]);

const images = join(here, "src/img");
for (const name of await readdir(images)) files.push([name, await readFile(join(images, name))]);

const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
await Promise.all(
  files.map(async ([name, contents]) => {
    await writeFile(join(out, name), contents);
    await writeFile(join(out, `${name}.br`), await promisify(brotliCompress)(contents, brotli));
    await writeFile(join(out, `${name}.gz`), await promisify(gzip)(contents, { level: 9 }));
  }),
);
