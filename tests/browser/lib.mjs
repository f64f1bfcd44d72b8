// What the browser tests share: a fresh Resuelto for each test, Debian's Chromium, and checks that
// hold for every page. Nothing here sleeps: Playwright waits for what a test looks for, and mail and
// readiness are asked for until they are there or a deadline passes.

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

const run = promisify(execFile);
const require = createRequire(import.meta.url);

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
const binary = process.env.RESUELTO_BINARY ?? join(target, "debug/resuelto");

/// How long anything may take that a person would wait for, on a machine that is busy compiling.
const DEADLINE_MS = 20_000;

/// How long a page may take, with all that is done on it, outside of a test; the first waits for the demo.
const PAGE_MS = 180_000;

/// How long a test may take in all. It then fails by itself, with its evidence, and cleans up.
const TEST_MS = 240_000;

/// How long a program of these tests may take. Node waits for whatever is still open, so something
/// that hangs in spite of all deadlines would keep it for ever.
const PROGRAM_MS = 900_000;

// A test program that is told to end takes its servers along.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));
setTimeout(() => {
  console.error(`not done after ${PROGRAM_MS / 60_000} minutes`);
  process.exit(1);
}, PROGRAM_MS).unref();

// --- a server ------------------------------------------------------------------------------------

/**
 * Starts Resuelto on data of its own and waits until it is ready.
 *
 * @param {object} [options]
 * @param {"serve" | "demo"} [options.command] an empty installation or the demo organisation
 * @param {"sqlite" | "postgres"} [options.engine]
 * @param {string[]} [options.flags] further flags
 */
export async function startServer({ command = "demo", engine = "sqlite", flags = [] } = {}) {
  const data = await mkdtemp(join(tmpdir(), "resuelto-browser-"));
  const database = engine === "postgres" ? await createDatabase() : undefined;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;

  const all = [command, "--listen", `127.0.0.1:${port}`, "--data", data];
  if (command === "serve") all.push("--base-url", url, "--mail", `folder:${join(data, "mail")}`);
  if (database) all.push("--database-url", database.url);
  const child = spawn(binary, [...all, ...flags], { stdio: ["ignore", "pipe", "pipe"] });

  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => (output += text));
  }
  const ended = new Promise((resolve) => {
    child.on("error", (error) => resolve(String(error)));
    child.on("exit", (code, signal) => resolve(signal ?? code));
  });
  const endWithUs = () => {
    child.kill("SIGKILL");
    rmSync(data, { recursive: true, force: true });
  };
  process.on("exit", endWithUs);
  const clear = async () => {
    child.kill("SIGKILL");
    process.off("exit", endWithUs);
    await database?.drop();
    await rm(data, { recursive: true, force: true });
  };

  const server = {
    url,
    engine,
    data,
    /// What the server has written so far, logs included.
    output: () => output,
    /// The first match of `pattern` in what the server writes, such as the set-up link.
    line: (pattern) => until(() => output.match(pattern), `the server to write ${pattern}`),
    /// The mails in the test mailbox, as `/_pruebas/correo.json` gives them.
    mails: async () => (await ask(`${url}/_pruebas/correo.json`)).json(),
    /// The newest mail to `address` whose subject matches; waits for it. With `ask`, the one that this
    /// brings: an address may have got others of the kind before.
    mail: async (address, subject = /./, ask = undefined) => {
      const old = ask ? (await server.mails()).map(({ id }) => id) : [];
      await ask?.();
      return until(async () => {
        const mails = (await server.mails()).filter(({ id }) => !old.includes(id));
        const fitting = mails.filter((mail) => mail.to.includes(address) && subject.test(mail.subject));
        return fitting.sort((a, b) => (a.date < b.date ? 1 : -1))[0];
      }, `a mail to ${address} about ${subject}`);
    },
    /// Stops it gently, as a service manager would, and throws its data away.
    stop: async () => {
      child.kill("SIGTERM");
      const result = await withDeadline(ended, "the server to stop after SIGTERM").finally(clear);
      assert.equal(result, 0, `the server ended with ${result}\n${tail(output)}`);
    },
  };

  const ready = until(
    async () => (await ask(`${url}/readyz`).catch(() => undefined))?.ok,
    "the server to be ready",
    180_000, // The demo writes its 500 tickets first.
  );
  const outcome = await Promise.race([ready.then(() => "ready", (error) => error), ended]);
  if (outcome !== "ready") {
    await clear();
    throw new Error(`Resuelto did not start (${outcome}): ${binary} ${all.join(" ")}\n${tail(output)}`);
  }
  return server;
}

/// The answer to a request that does not wait for ever.
const ask = (url, options) => fetch(url, { ...options, signal: AbortSignal.timeout(DEADLINE_MS) });

/// A database of its own on the PostgreSQL server of tests/engines/start.
async function createDatabase() {
  const admin = process.env.RESUELTO_TEST_POSTGRES;
  assert.ok(admin, "RESUELTO_TEST_POSTGRES is not set: run bin/check, or first: eval \"$(tests/engines/start)\"");
  const name = `browser_${randomBytes(6).toString("hex")}`;
  const sql = (text) => run("psql", [admin, "-qAtX", "-v", "ON_ERROR_STOP=1", "-c", text], { timeout: DEADLINE_MS });
  await sql(`CREATE DATABASE ${name}`);
  const url = new URL(admin);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => sql(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

/// A port that nobody uses. The address of the site must be known before the server starts: mails hold it.
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

// --- a browser -----------------------------------------------------------------------------------

let launched;

/// One Chromium for all tests of a file.
export function browser() {
  launched ??= chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    env: { ...process.env, FONTCONFIG_FILE: fileURLToPath(new URL("fonts.conf", import.meta.url)) },
    args: [
      "--no-sandbox", // Needed as root, and the pages are our own.
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  return launched;
}

export async function closeBrowser() {
  const open = launched;
  launched = undefined;
  await withDeadline(Promise.resolve(open).then((it) => it?.close()), "the browser to close");
}

/**
 * Opens a page in a browser profile of its own: no cookies, nothing cached.
 *
 * `page.problems` collects what no page may do; see `assertNoProblems`.
 *
 * @param {{url: string}} server
 * @param {object} [options]
 * @param {string} [options.language] what the browser asks for, such as `es-CO`
 * @param {"light" | "dark"} [options.colorScheme]
 * @param {boolean} [options.javaScript]
 * @param {number} [options.width] in CSS pixels
 * @param {object} [options.cookies] those of another page, as its context's `storageState()` gives them
 */
export async function openPage(server, options = {}) {
  const { language = "es-CO", colorScheme = "light", javaScript = true, width = 1280, cookies } = options;
  const context = await (await browser()).newContext({
    baseURL: server.url,
    locale: language,
    timezoneId: "America/Bogota",
    colorScheme,
    javaScriptEnabled: javaScript,
    reducedMotion: "reduce",
    viewport: { width, height: width < 700 ? 780 : 900 },
    acceptDownloads: true,
    storageState: cookies,
  });
  context.setDefaultTimeout(DEADLINE_MS);
  const page = await context.newPage();
  page.problems = [];
  watch(page, new URL(server.url).origin);
  return page;
}

/// Collects errors, refusals of the content security policy and requests to other hosts.
function watch(page, origin) {
  const note = (text) => page.problems.push(`${new URL(page.url(), origin).pathname}: ${text}`);
  page.on("pageerror", (error) => note(`script error: ${error.message}`));
  page.on("dialog", (dialog) => {
    note(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("console", (message) => {
    // Chromium reports each answer 4xx as an error; a refused form is none, and 5xx is noted below.
    if (message.type() === "error" && !/Failed to load resource/.test(message.text())) {
      note(`console: ${message.text()}`);
    }
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (!["data:", "blob:", "about:"].includes(url.protocol) && url.origin !== origin) {
      note(`request to another host: ${url}`);
    }
  });
  page.on("response", (response) => {
    const kind = response.request().resourceType();
    if (response.status() >= 500 || (response.status() >= 400 && ["stylesheet", "script", "image", "font"].includes(kind))) {
      note(`${response.status()} for ${new URL(response.url()).pathname}`);
    }
  });
}

// --- checks --------------------------------------------------------------------------------------

/// No error, no refusal by the content security policy, no request to another host so far.
export function assertNoProblems(page) {
  assert.deepEqual(page.problems, []);
}

/// axe-core has no finding on the page as it stands; by all its rules, or those that `rules` name.
export async function assertAccessible(page, about = "", rules = {}) {
  await page.evaluate(await axe());
  const run = page.evaluate((rules) => window.axe.run(document, { resultTypes: ["violations"], ...rules }), rules);
  const { violations } = await withDeadline(run, `axe on ${page.url()}`);
  const findings = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n    ${node.target.join(" ")}\n    ${node.failureSummary?.replaceAll("\n", "\n    ")}`),
  );
  assert.equal(findings.length, 0, `axe on ${page.url()} ${about}\n${findings.join("\n")}`);
}

let axeSource;
const axe = () => (axeSource ??= readFile(require.resolve("axe-core/axe.min.js"), "utf8"));

/// The page fits into a window 320 pixels wide without scrolling sideways (WCAG 1.4.10).
export async function assertReflows(page) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const wide = await page.evaluate(() => {
    const edge = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= edge) return [];
    return [...document.body.querySelectorAll("*")]
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        return right > edge + 0.5 || left + element.scrollWidth > edge + 0.5; // The second: long words.
      })
      .slice(0, 5)
      .map((element) => `${element.tagName.toLowerCase()}.${[...element.classList].join(".")}`)
      .concat(`the page is ${document.documentElement.scrollWidth} pixels wide`);
  });
  await page.setViewportSize(before);
  assert.deepEqual(wide, [], `${page.url()} scrolls sideways at 320 pixels`);
}

/// Colours have finished changing: motion is reduced to a blink, but a blink can meet a busy machine.
async function settled(page) {
  const still = page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    await frame();
    const ending = document.getAnimations().filter((it) => it.effect.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map((animation) => animation.finished));
  });
  await withDeadline(still, `${page.url()} to come to rest`);
}

/// All that holds for every page: `axe` in light and dark at 360 and 1280, reflow, no problems.
export async function assertSound(page) {
  const before = page.viewportSize();
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    for (const [colorScheme, rules] of [
      ["light", {}],
      ["dark", { runOnly: ["color-contrast"] }], // Dark changes nothing but colours.
    ]) {
      await page.emulateMedia({ colorScheme });
      await settled(page);
      await assertAccessible(page, `at ${width}, ${colorScheme}`, rules);
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(before);
  await assertReflows(page);
  assertNoProblems(page);
}

/// A picture of the whole page. Playwright's ways to hide the caret and to stop animations write
/// styles into the page, which our content security policy refuses; motion is off anyway.
export function picture(page, path) {
  return page.screenshot({ path, fullPage: true, caret: "initial", animations: "allow" });
}

// --- a test --------------------------------------------------------------------------------------

/**
 * A test with a server of its own for each engine: `body({ server, open, t })`, where `open(options)`
 * is `openPage` on that server. When it fails, pictures of its pages and the server's log are left
 * in target/browser, and the end of the log is shown.
 *
 * @param {string} name
 * @param {{engines?: ("sqlite" | "postgres")[]} & Parameters<typeof startServer>[0]} options
 * @param {(tools: object) => Promise<void>} body
 */
export function journey(name, { engines = ["sqlite"], ...options }, body) {
  closeAfterwards ??= after(closeBrowser) ?? true;
  for (const engine of engines) {
    test(`${name} (${engine})`, { timeout: TEST_MS + 60_000 }, async (t) => {
      const server = await startServer({ ...options, engine });
      const pages = [];
      const open = async (pageOptions) => {
        pages.push(await openPage(server, pageOptions));
        return pages.at(-1);
      };
      try {
        await withDeadline(body({ server, open, t }), "the end of the test", TEST_MS);
        pages.forEach(assertNoProblems);
      } catch (error) {
        error.stack += `\n\n${await evidence(`${name}-${engine}`, server, pages)}`;
        await close(pages).catch(() => {});
        await server.stop().catch(() => {});
        throw error;
      }
      await close(pages);
      await server.stop();
    });
  }
}

let closeAfterwards;

const close = (pages) => withDeadline(Promise.all(pages.map((page) => page.context().close())), "the pages to close");

async function evidence(name, server, pages) {
  const folder = join(target, "browser", name.replaceAll(/[^\p{L}\p{N}]+/gu, "-"));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "server.log"), server.output());
  const where = [];
  for (const [number, page] of pages.entries()) {
    await picture(page, join(folder, `page-${number}.png`)).catch(() => {});
    const html = await withDeadline(page.content(), "the page").catch(String);
    await writeFile(join(folder, `page-${number}.html`), html);
    where.push(`page ${number}: ${page.url()} ${page.problems.join("; ")}`);
  }
  return `${where.join("\n")}\nPictures, pages and log: ${folder}\n${tail(server.output())}`;
}

// --- waiting -------------------------------------------------------------------------------------

/// Asks again and again until `probe` gives something, and gives that.
export async function until(probe, what, deadline = DEADLINE_MS) {
  const end = performance.now() + deadline;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (performance.now() > end) throw new Error(`waited ${deadline / 1000} s in vain for ${what}`);
    await pause(50);
  }
}

/// For a page with all that is done on it, outside of a test.
export const inTime = (promise, what) => withDeadline(promise, what, PAGE_MS);

function withDeadline(promise, what, deadline = DEADLINE_MS) {
  const aborted = new AbortController();
  const tooLate = pause(deadline, undefined, { signal: aborted.signal }).then(
    () => {
      throw new Error(`waited ${deadline / 1000} s in vain for ${what}`);
    },
    () => {},
  );
  return Promise.race([promise, tooLate]).finally(() => aborted.abort());
}

const tail = (text) => text.trimEnd().split("\n").slice(-30).join("\n");
