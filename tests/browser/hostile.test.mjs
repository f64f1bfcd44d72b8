// E1: hostile texts are put into every field that people fill in, and every page of every role is opened in
// Chromium: no dialog, nothing that the content security policy had to stop, no request to another host, and
// no text that became markup.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { assertNoProblems, closeBrowser, inTime } from "./lib.mjs";
import { MARK, payloads } from "./hostile.mjs";
import { pages } from "./pages.mjs";
import { Stage, TOPIC, photo } from "./stage.mjs";

const LONG = { timeout: 600_000 };

/// Of which forms every text field gets hostile texts, besides those of a ticket: whatever posts on these pages.
const isFilled = ({ path, as }) => path && (path.startsWith("/mesa/") || path.startsWith("/cuenta/")) && as;

/// Forms that end a session, throw away, or change how these tests sign in.
const SPARED = /salir|borrar|quitar|eliminar|anular|ingresar|clave|segundo-paso|cuenta\/correo|importar|terminar|sesiones/;

/// How many texts each of these forms gets: the texts go round over all forms.
const ROUNDS = 6;

/// How many texts come together in one ticket.
const GROUP = 24;

assert.ok(payloads.length >= 300, `only ${payloads.length} texts`);
const stage = new Stage();
after(async () => {
  await closeBrowser();
  await stage.close();
});

test("e01 the check notices what became markup", LONG, async () => {
  const { page } = await actor("agent");
  await page.evaluate((text) => document.querySelector("main").insertAdjacentHTML("beforeend", text), payloads[0]);
  await assert.rejects(isSound(page), /markup on/);
  await page.context().close();
});

test("e01 hostile tickets, messages, notes and file names stay text", LONG, async () => {
  const [company, agent] = [await actor("elanden"), await actor("agent")];
  for (let first = 0; first < payloads.length; first += GROUP) {
    const group = payloads.slice(first, first + GROUP);
    let code;
    for (const [at, payload] of group.entries()) code = await file(company, payload, first + at);
    for (const payload of group) {
      await write(company, `/cuenta/casos/${code}`, /action="([^"]+\/mensajes)"/, { mensaje: payload });
      await write(agent, `/mesa/casos/${code}`, /id="f-nota" method="post" action="([^"]+)"/, { texto: payload });
    }
    await visit(company.page, `/cuenta/casos/${code}`);
    await visit(agent.page, `/mesa/casos/${code}`);
    for (const payload of group) {
      const shown = (await agent.page.locator("main").innerText()).replaceAll(/\s+/g, " ");
      const words = payload.replace("\u202e", "").replaceAll(/\s+/g, " ").trim();
      assert.ok(shown.includes(words.slice(0, 40)), `${words} is not shown as it was typed`);
    }
  }
  for (const [{ page }, list] of [[company, "/cuenta/casos"], [agent, "/mesa/todos"]]) {
    for (let path = list, count = 0; path && count < 20; count += 1) {
      await visit(page, path);
      const next = page.locator("main a[rel=next]");
      path = (await next.count()) > 0 && (await next.first().getAttribute("href"));
    }
  }
  const { mails } = await stage.server("demo");
  for (const mail of await mails()) assertIsText(mail.html ?? "", `the mail «${mail.subject}»`);
  await leave(company, agent);
});

test("e01 hostile texts in every other form stay text", LONG, async () => {
  const actors = new Map();
  let next = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { path, as } of pages.filter(isFilled)) {
      if (!actors.has(as)) actors.set(as, await actor(as));
      await visit(actors.get(as).page, path);
      await fill(actors.get(as), () => payloads[(next += 1) % payloads.length]);
    }
  }
  assert.ok(next > payloads.length, `only ${next} texts were typed`);
  await leave(...actors.values());
});

test("e01 hostile searches stay text", LONG, async () => {
  for (const [as, path] of [["elanden", "/cuenta/casos"], ["agent", "/mesa/todos"], ["agent", "/mesa/buscar"], ["admin", "/mesa/auditoria"]]) {
    const one = await actor(as);
    for (const [number, payload] of payloads.entries()) {
      const address = `${path}?${new URLSearchParams({ q: payload, estado: payload, orden: payload, accion: payload })}`;
      if (number % 10 === 0) await visit(one.page, address);
      else assertIsText(await (await one.api.get(address)).text(), address);
    }
    await leave(one);
  }
});

test("who is signed in signs in again", () => stage.signInAgain());

// What a form leads to is made by hands that know what to type; here it is about what people read.
for (const entry of pages.filter(({ on, path, prepare }) => !on && path && !prepare)) {
  test(`e01 ${entry.name} shows hostile texts as text`, { timeout: 240_000 }, () =>
    inTime(
      (async () => {
        const page = await stage.open(entry);
        await isSound(page);
        await page.context().close();
      })(),
      entry.name,
    ),
  );
}

// --- somebody who is signed in -------------------------------------------------------------------

/// A page of somebody's browser, and requests with the same cookies.
async function actor(as) {
  const page = await stage.open({ as, path: as === "elanden" ? "/cuenta" : "/mesa" });
  return { page, api: page.context().request };
}

async function leave(...actors) {
  for (const { page } of actors) await page.context().close();
}

async function visit(page, path) {
  await page.goto(path, { waitUntil: "load" });
  await isSound(page);
}

/// Nothing on the page acted, and nothing of it became markup.
async function isSound(page) {
  assertNoProblems(page);
  assert.equal(await page.locator(`i.${MARK}`).count(), 0, `markup on ${page.url()}`);
}

function assertIsText(html, where) {
  assert.ok(!html.includes(`<i class=${MARK}`), `markup in ${where}`);
}

/// Posts each form on the open page with hostile texts in its text fields.
async function fill({ page, api }, text) {
  for (const form of await page.$$eval("form[method=post]", read)) {
    if (SPARED.test(form.action) || form.texts.length === 0 || form.isGuarded) continue;
    const typed = Object.fromEntries(form.texts.map(({ name, longest }) => [name, text().slice(0, longest)]));
    const values = { ...form.values, ...typed };
    await post(api, form.action, form.isMultipart ? { multipart: values } : { form: values });
  }
}

/// Writes in a ticket with the form whose action a pattern finds on its page.
async function write({ api }, path, action, typed) {
  const html = await (await api.get(path)).text();
  assertIsText(html, path);
  const [found, to] = html.match(action) ?? assert.fail(`no form ${action} on ${path}`);
  const form = html.slice(html.indexOf(found));
  const hidden = (name) => form.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1] ?? "";
  const values = { version: hidden("version"), visto: hidden("visto"), clave: hidden("clave"), ...typed };
  const answer = await post(api, to, { multipart: values });
  assert.ok(answer.ok(), `${answer.status()} for ${to}`);
}

/// What a form would send, and which of it people type; runs in the page.
function read(forms) {
  return forms.map((form) => {
    const fields = [...form.elements].filter((it) => it.name && !it.disabled);
    const texts = fields.filter((it) => it.matches("textarea, input[type=text], input:not([type]), input[type=search]"));
    return {
      action: form.getAttribute("action") ?? location.pathname,
      isMultipart: form.enctype.startsWith("multipart"),
      isGuarded: fields.some((it) => it.type === "password"),
      values: Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === "string")),
      texts: texts.map((it) => ({ name: it.name, longest: it.maxLength > 0 ? it.maxLength : 4000 })),
    };
  });
}

/// Posts, follows where it leads, and looks at what is said.
async function post(api, path, body) {
  const origin = new URL((await stage.server("demo")).url).origin;
  const answer = await api.post(path, { ...body, headers: { origin, "sec-fetch-site": "same-origin" } });
  assert.ok(answer.status() < 500, `${answer.status()} for ${path}`);
  assertIsText(await answer.text(), `the answer to ${path}`);
  return answer;
}

/// Files a ticket of a company with a hostile subject, description and file name; gives its code.
async function file({ api }, payload, number) {
  const details = { tracking: parcel(number), status: "stuck", asunto: payload.slice(0, 120), descripcion: payload };
  const picture = { name: `${payload.slice(0, 100)}.png`, mimeType: "image/png", buffer: photo.buffer };
  await post(api, `/cuenta${TOPIC}`, { form: details });
  await post(api, `/cuenta${TOPIC}/archivos`, { multipart: { archivo: picture } });
  await post(api, `/cuenta${TOPIC}/archivos`, { multipart: { seguir: "" } });
  const answer = await post(api, `/cuenta${TOPIC}/revisar`, { form: { autorizo: "1" } });
  const code = answer.url().match(/PC-[\w-]+/)?.[0];
  assert.ok(code, `no ticket for ${payload}: ${answer.status()} ${answer.url()}`);
  return code;
}

/// The number of a parcel with its check digit (UPU S10).
function parcel(number) {
  const digits = String(50_000_000 + number);
  const sum = [8, 6, 4, 2, 3, 5, 9, 7].reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  const check = 11 - (sum % 11);
  return `RR${digits}${check === 10 ? 0 : check === 11 ? 5 : check}CO`;
}
