// The journey of a guest in English and in Portuguese: whatever there is to read, on the pages, in
// their attributes and in the mails, is a message of that language, the organisation's own text in
// that language, or something that a person typed.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Catalogue } from "./catalogue.mjs";
import { agent, proposeSolution, reply, signIn } from "./desk.mjs";
import { journey, root } from "./lib.mjs";
import { TOPIC, enterCode, photo, receipt, send } from "./stage.mjs";

/// What people type here: never translated, so told apart from what is.
const TYPED = {
  subject: "Zqx libros",
  description: "Zqx descripción",
  name: "Zqx Ríos",
  message: "Zqx mensaje",
  reason: "Zqx motivo",
  comment: "Zqx comentario",
  answer: "Zqx respuesta",
  first: "Zqx primera propuesta",
  second: "Zqx segunda propuesta",
};

const ORDER = ["es", "en", "pt-BR"];
const PROGRAM = { name: "zqx.exe", mimeType: "", buffer: Buffer.from("MZ\u0090\u0000") };

/// What has no language.
const SHAPES = [
  /^\S*@\S*$/, // addresses, also masked or cut where a line may break
  /^[\w.]+\.example$/,
  /^https?:\S+$/,
  /^PC-\d\d-\S+$/, // codes of tickets
  /^RR\d+\w*$/,
  /^[0-9A-Z]{2}-[0-9A-Z]{2}$/, // the reference for the phone
  /^\p{Lu}{2,3}$/u, // initials, currencies
  /^\.\w+$/, // the ending of a file's name
  /^\{\w+\}$/, // what a script puts in
];

for (const language of ["en", "pt-BR"]) {
  journey(`every word of the guest's pages and mails is ${language}`, {}, async (tools) => {
    const words = await Catalogue.of(language);
    const isData = await data(language);
    const untranslated = new Map();
    const read = async (page, where) => {
      for (const text of await texts(page)) {
        if (!words.knows(text, isData)) untranslated.set(text, where ?? page.url());
      }
    };
    await walk({ ...tools, language, words, read });
    const found = [...untranslated].map(([text, where]) => `«${text}» on ${where}`);
    assert.deepEqual(found, [], `no ${language} messages, and nobody's data`);
  });
}

/**
 * Whether a text is data: what was typed here, names, addresses, codes, and what the demo's
 * organisation wrote in this language.
 */
async function data(language) {
  const source = await readFile(join(root, "crates/resuelto/src/demo/organisation.rs"), "utf8");
  const own = new Set();
  for (const [run] of source.matchAll(/"[^"]*"(?:,\s*"[^"]*")+/g)) {
    const literals = [...run.matchAll(/"([^"]*)"/g)].map((match) => match[1]).slice(-3);
    if (literals.length === 3) own.add(literals[ORDER.indexOf(language)].toLowerCase());
  }
  // Names of people, teams and the organisation are alike in every language.
  for (const [, name] of source.matchAll(/(?:name|first|legal_name|address|line): "([^"]+)"/g)) own.add(name.toLowerCase());
  for (const [, team] of source.matchAll(/\("([^"]+)", \d\)/g)) own.add(team.toLowerCase());
  // Classes of requests, with the law that is named by its own words.
  const pack = await readFile(join(root, "crates/domain/legal/co.txt"), "utf8");
  for (const parts of pack.split("\n").map((line) => line.split("|").map((part) => part.trim())).filter(({ length }) => length > 9)) {
    const [name, law] = [parts.slice(-4, -1)[ORDER.indexOf(language)], parts.at(-1)];
    for (const text of [name, law, `${name} (${law})`]) own.add(text.toLowerCase());
  }
  const typed = [...Object.values(TYPED), photo.name, receipt.name, PROGRAM.name];
  return (text) => own.has(text.toLowerCase()) || typed.some((words) => text === words) || SHAPES.some((shape) => shape.test(text));
}

/// What can be read on a page: its texts, title, and the attributes that are read aloud or put on it by scripts.
function texts(page) {
  return page.evaluate(() => {
    const here = document.documentElement.lang;
    const found = [document.title];
    const foreign = (element) => element.closest("[lang]").lang !== here; // It says so: the choice of language.
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { parentElement: of } = node;
      if (!of.closest("script, style, textarea") && !foreign(of)) found.push(node.textContent);
    }
    for (const element of document.body.querySelectorAll("*")) {
      if (foreign(element)) continue;
      for (const { name, value } of element.attributes) {
        const isRead = ["aria-label", "title", "placeholder", "alt"].includes(name);
        if (isRead || /^data-(text|say|wait-|live-new|busy|copied|left|over)/.test(name)) found.push(value);
      }
    }
    return found.map((text) => text.trim()).filter(Boolean);
  });
}

async function walk({ server, open, language, words, read }) {
  const email = `zqx.${language}@correo.example`;
  const page = await open({ language });
  const see = async (path) => {
    await page.goto(path);
    await read(page);
  };
  const button = (name) => page.getByRole("main").getByRole("button", { name: words.message(name) }).first();
  const press = async (name) => {
    await Promise.all([page.waitForEvent("load"), button(name).click()]);
    await read(page);
  };
  const mail = async (subject) => {
    const it = await server.mail(email, subject);
    await page.goto(`/_pruebas/correo/${it.id}/html`);
    await read(page, `the mail «${it.subject}»`);
    return it;
  };

  // What everybody can read, and errors.
  for (const path of ["/", "/datos", "/accesibilidad", "/plazos", "/consultar", "/recuperar-codigo", "/no-existe", "/e/abcdefghijklmnopqrstuvwxyz234567"]) await see(path);
  await page.goto("/consultar");
  await send(page, "/consultar", { codigo: "PC-26-7F3K9Q-X", correo: "zqx" });
  await read(page);
  await page.goto("/recuperar-codigo");
  await send(page, "/recuperar-codigo", { correo: "zqx@correo.example" });
  await read(page);

  // A new ticket, with every step refused once.
  await see("/");
  await page.getByRole("link", { name: words.message("button-create-case") }).first().click();
  await page.waitForURL("**/casos/nuevo");
  await read(page);
  await press("button-continue");
  await page.locator("[name=tema]").first().check();
  await press("button-continue");
  await press("button-continue");
  await send(page, TOPIC, { tracking: "RR473124829CO", status: "stuck", asunto: TYPED.subject, descripcion: TYPED.description }, ".btn--primary");
  await read(page);
  await page.locator("input[type=file]").setInputFiles([photo, receipt, PROGRAM]);
  await page.locator(".filerow [data-action=remove]:visible").nth(2).waitFor();
  await read(page);
  await page.goto(`${TOPIC}/revisar`);
  await press("intake-send-code");
  await send(page, `${TOPIC}/revisar`, { nombre: TYPED.name, correo: email, autorizo: "1" });
  await read(page);
  await see(`${TOPIC}/codigo/correo`);
  await page.goto(`${TOPIC}/codigo`);
  await enterCode(page, "000000");
  await read(page);
  const { code } = await mail(/\d{3} \d{3}/);
  await page.goto(`${TOPIC}/codigo`);
  await enterCode(page, code);
  await read(page);
  const ticket = (await page.locator("#codigo-creado").innerText()).trim();
  const path = `/casos/${ticket}`;
  await mail(new RegExp(ticket));

  // The conversation, with a message refused and one sent.
  await see(path);
  await press("button-send-message");
  await send(page, `${path}/mensajes`, { mensaje: TYPED.message }, ".btn--secondary:not([type=button])");
  await read(page);
  await see(`${path}/desistir`);
  await see("/mis-casos");
  const desk = await open({ width: 1600 });
  await signIn(desk, agent(server));
  await reply(desk, ticket, TYPED.answer);
  await proposeSolution(desk, ticket, TYPED.first);
  const proposal = await server.mail(email, new RegExp(`${ticket}`));
  assert.ok(proposal);
  for (const it of (await server.mails()).filter(({ to }) => to.includes(email))) {
    await page.goto(`/_pruebas/correo/${it.id}/html`);
    await read(page, `the mail «${it.subject}»`);
  }
  await see(path);
  await see(`${path}/aceptar`);
  await see(`${path}/rechazar`);
  await page.goto(path);
  await page.locator("#no").check();
  await press("ticket-reject");
  await send(page, `${path}/responder`, { motivo: TYPED.reason }, "[value=rechazar]");
  await read(page);
  await proposeSolution(desk, ticket, TYPED.second);
  await page.goto(path);
  await page.locator("#s4").check();
  await send(page, `${path}/responder`, { comentario: TYPED.comment }, "[value=aceptar]");
  await read(page);
  await see(`${path}/reabrir`);

  // From another browser, which has to prove the address.
  const elsewhere = await open({ language });
  await elsewhere.goto("/consultar");
  await send(elsewhere, "/consultar", { codigo: ticket, correo: email });
  await read(elsewhere);
  await elsewhere.goto(path);
  await read(elsewhere);
  await elsewhere.goto(`/verificar?volver=${path}`);
  await read(elsewhere);
  await send(elsewhere, "/verificar/enviar", {});
  await read(elsewhere);
  await enterCode(elsewhere, "000000");
  await read(elsewhere);
  for (const it of (await server.mails()).filter(({ to }) => to.includes(email))) {
    await page.goto(`/_pruebas/correo/${it.id}/html`);
    await read(page, `the mail «${it.subject}»`);
  }
}
