// Where the pages of pages.mjs are opened: the servers they need, who is signed in, and ways to bring
// a guest to where a page begins. Forms are filled by the names of their controls and not by their
// words, so that it works in every language; the journeys are the ones that read.

import assert from "node:assert/strict";
import { openPage, startServer } from "./lib.mjs";
import { staff } from "./desk.mjs";

export const photo = {
  name: "guia-y-caja.png",
  mimeType: "image/png",
  buffer: Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
};
export const receipt = {
  name: "recibo.pdf",
  mimeType: "application/pdf",
  buffer: Buffer.from("%PDF-1.4\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n"),
};

/// How the subject of a mail with a code begins, in every language.
const CODE = /^\d{3} \d{3}/;

/// The topic that the pages of a new ticket show.
export const TOPIC = "/casos/nuevo/mi-envio-no-llega";

const details = {
  tracking: "RR473124829CO", // Its check digit is right (UPU S10).
  status: "stuck",
  asunto: "Caja de libros detenida en Medellín",
  descripcion: "Envié una caja con 24 libros a Medellín.\n\nDebía llegar el 4 de marzo.",
};
const contact = { nombre: "Mariana Ríos Ospina", correo: "mariana.prueba@correo.example", autorizo: "1" };

/// Opens the entries of pages.mjs; `close` ends the servers that this took.
export class Stage {
  #servers = new Map();
  #made = new Map();

  /**
   * Opens a page as its entry says, in a browser profile of its own.
   *
   * @param {object} entry of pages.mjs
   * @param {object} [options] of `openPage`
   */
  async open({ path, as, on = "demo", prepare }, options = {}) {
    const server = await this.server(on);
    const cookies = as && (await this.#once(`cookies ${as}`, () => signedIn(server, as)));
    const page = await openPage(server, { ...options, cookies });
    const address = (await prepare?.({ page, server, stage: this })) ?? path;
    if (address) await page.goto(address, { waitUntil: "load" });
    return page;
  }

  /// The demo, or with `serve` a desk that nobody has set up.
  server(command) {
    if (!this.#servers.has(command)) this.#servers.set(command, startServer({ command }));
    return this.#servers.get(command);
  }

  /**
   * The code of a ticket of the demo, and who asked for it.
   *
   * @param {string} list of the desk or of its claims, with its filter: its first
   */
  ticket(list) {
    return this.#once(`ticket ${list}`, async () => {
      const desk = await this.open({ as: "admin", path: `/mesa/${list}` });
      const first = desk.locator(":is(#lista, .table) a[href^='/mesa/casos/']").first();
      await desk.goto((await first.getAttribute("href")).replace(/\/indemnizacion$/, ""));
      await desk.locator("#contexto").waitFor({ state: "attached" });
      const code = (await desk.locator(".conv__m b").first().textContent()).trim();
      const context = await desk.locator("#contexto .kv dd").first().textContent();
      await desk.context().close();
      return { code, email: context.match(/\S+@\S+/)[0] };
    });
  }

  /// The address of a ticket of the demo, and the cookies of its requester, who proved theirs.
  requester(list) {
    return this.#once(`requester ${list}`, async () => {
      const server = await this.server("demo");
      const page = await openPage(server);
      const { code, email } = await lookUp({ page, stage: this }, list);
      await page.goto(`/verificar?volver=/casos/${code}`);
      // Several tickets of the demo may be the same person's.
      const mail = await server.mail(email, CODE, () => send(page, "/verificar/enviar", {}));
      await enterCode(page, mail.code);
      assert.equal(new URL(page.url()).pathname, `/casos/${code}`, `the code of ${email} was not taken`);
      const { cookies } = await page.context().storageState();
      await page.context().close();
      return { path: `/casos/${code}`, cookies };
    });
  }

  #once(what, make) {
    if (!this.#made.has(what)) this.#made.set(what, make());
    return this.#made.get(what);
  }

  /// Who was signed in signs in again: some pages ask that it was only just.
  signInAgain() {
    this.#made.clear();
  }

  async close() {
    for (const server of this.#servers.values()) await (await server).stop();
  }
}

async function signedIn(server, role) {
  const { email, password } = staff(server, role);
  const page = await openPage(server);
  await page.goto("/ingresar");
  await send(page, "/ingresar", { correo: email, clave: password });
  const cookies = await page.context().storageState();
  await page.context().close();
  return cookies;
}

/**
 * Fills the controls of a form and presses its button.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} action of the form
 * @param {Record<string, string>} values by the names of the controls
 * @param {string} [button] a selector within the form
 */
export async function send(page, action, values, button = "button:not([type=button])") {
  const form = page.locator(`main form[method=post]:is([action="${action}"], [action^="${action}?"])`).first();
  for (const [name, value] of Object.entries(values)) {
    const control = form.locator(`[name="${name}"]`).first();
    const [tag, type] = await control.evaluate((it) => [it.tagName, it.type]);
    if (type === "radio" || type === "checkbox") await form.locator(`[name="${name}"][value="${value}"]`).check();
    else if (tag === "SELECT") await control.selectOption(value);
    else await control.fill(value);
  }
  await Promise.all([page.waitForEvent("load"), form.locator(button).first().click()]);
}

// --- guests --------------------------------------------------------------------------------------

/// Fills in the steps of a new ticket, up to where `until` begins: files, review, code or created. Gives the mail
/// with the code, if that was asked for.
export async function fileUpTo({ page, server }, until) {
  await page.goto(TOPIC);
  await send(page, TOPIC, details);
  if (until === "files") return;
  await page.locator("input[type=file]").setInputFiles([photo, receipt]);
  await page.locator(".filerow [data-action=remove]:visible").nth(1).waitFor();
  if (until === "attached") return;
  await page.goto(`${TOPIC}/revisar`);
  if (until === "review") return;
  const mail = await server.mail(contact.correo, CODE, () => send(page, `${TOPIC}/revisar`, contact));
  if (until !== "code") await enterCode(page, mail.code);
  return mail;
}

/// With scripts the form goes by itself once six digits stand there.
export async function enterCode(page, code) {
  await Promise.all([page.waitForEvent("load"), page.locator("[name=codigo]").fill(code.replaceAll(/\D/g, ""))]);
}

/// Looks a ticket of the demo up by its code and address, as its requester.
export async function lookUp({ page, stage }, list) {
  const { code, email } = await stage.ticket(list);
  await page.goto("/consultar");
  await send(page, "/consultar", { codigo: code, correo: email });
  return { code, email };
}

/// Makes a guest of the requester of a ticket of the demo, who proved the address; gives its address.
export async function prove({ page, stage }, list) {
  const { path, cookies } = await stage.requester(list);
  await page.context().addCookies(cookies);
  return path;
}
