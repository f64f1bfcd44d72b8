// The pages that bin/screenshots photographs, that pages.test.mjs examines and whose size bin/check
// measures: every page of the router, in each of its interesting states.
//
// name     of the picture
// route    of the router that answers, as it is written there
// path     on the server; without one, `prepare` leaves the page there
// as       who is signed in: a role of the demo's staff, or the user name of somebody of a company
// on       "serve" for a desk that nobody has set up; otherwise the demo
// budget   which of the limits in budgets.mjs holds, where `path` or `prepare` gives an address
// prepare  optional: brings a page of a new browser to where `path` can be opened (fills a form,
//          proves an address); may return the path

import { staff } from "./desk.mjs";
import { totp } from "./totp.mjs";
import { TOPIC, enterCode, fileUpTo, lookUp, photo, prove, send } from "./stage.mjs";

const newTicket = "/casos/nuevo/{tema}";

const start = [
  { name: "home", route: "/", path: "/", budget: "portal" },
  { name: "privacy", route: "/datos", path: "/datos", budget: "portal" },
  { name: "accessibility", route: "/accesibilidad", path: "/accesibilidad", budget: "portal" },
  { name: "deadlines", route: "/plazos", path: "/plazos", budget: "portal" },
  { name: "receipt-key", route: "/constancia", path: "/constancia", budget: "portal" },
  { name: "not-found", path: "/no-existe", budget: "portal" },
  { name: "link-expired", route: "/e/{token}", path: "/e/qwns2p8xbfs2wn2tg7pqrqa78bn9vzna", budget: "portal" },
];

const filing = [
  { name: "new-topic", route: "/casos/nuevo", path: "/casos/nuevo", budget: "portal" },
  {
    name: "new-topic-errors",
    route: "/casos/nuevo",
    prepare: async ({ page }) => {
      await page.goto("/casos/nuevo");
      await send(page, "/casos/nuevo", {});
    },
  },
  { name: "new-details", route: newTicket, path: TOPIC, budget: "portal" },
  {
    name: "new-details-errors",
    route: newTicket,
    prepare: async ({ page }) => {
      await page.goto(TOPIC);
      await send(page, TOPIC, { tracking: "RR12345678CO", asunto: "Caja de libros", "due-d": "31", "due-m": "2", "due-a": "2026" });
    },
  },
  { name: "new-files", route: `${newTicket}/archivos`, budget: "portal", prepare: (at) => upTo(at, "files") },
  { name: "new-files-attached", route: `${newTicket}/archivos`, budget: "portal", prepare: (at) => upTo(at, "attached") },
  {
    name: "new-files-refused",
    route: `${newTicket}/archivos`,
    prepare: async (at) => {
      await fileUpTo(at, "files");
      await at.page.locator("input[type=file]").setInputFiles([
        photo,
        { name: "factura.exe", mimeType: "application/octet-stream", buffer: Buffer.from("MZ\u0090\u0000") },
      ]);
      await at.page.locator(".filerow").nth(1).locator("[data-action=retry]:not([hidden]), [data-action=remove]:not([hidden])").first().waitFor();
    },
  },
  { name: "new-review", route: `${newTicket}/revisar`, budget: "portal", prepare: (at) => upTo(at, "review") },
  {
    name: "new-review-errors",
    route: `${newTicket}/revisar`,
    prepare: async (at) => {
      await fileUpTo(at, "review");
      await send(at.page, `${TOPIC}/revisar`, { nombre: "", correo: "mariana.rios@correo" });
    },
  },
  { name: "new-code", route: `${newTicket}/codigo`, budget: "portal", prepare: (at) => upTo(at, "code") },
  {
    name: "new-code-wrong",
    route: `${newTicket}/codigo`,
    prepare: async (at) => {
      await fileUpTo(at, "code");
      await enterCode(at.page, "000000");
    },
  },
  {
    name: "new-code-address",
    route: `${newTicket}/codigo/correo`,
    budget: "portal",
    prepare: async (at) => {
      await fileUpTo(at, "code");
      return `${TOPIC}/codigo/correo`;
    },
  },
  { name: "created", route: "/casos/{codigo}/creado", budget: "portal", prepare: (at) => upTo(at, "created") },
];

/// The steps of a new ticket up to one, and its address.
async function upTo(at, step) {
  await fileUpTo(at, step);
  return new URL(at.page.url()).pathname;
}

/// Two good numbers and two wrong ones, checked.
async function checkNumbers(page) {
  await page.goto(`/cuenta${TOPIC}/numeros`);
  await page.locator("[name=numeros]").fill("RR473124829CO\nRR000000014CO\nRR473124828CO\nRR473124829CO");
  await page.locator("[name=revisar]").click();
  await page.locator("#resultado").waitFor();
}

/// Uploads a table of companies and people.
async function importTable(page, text) {
  await page.goto("/mesa/organizaciones/importar");
  await page.locator("[name=archivo]").setInputFiles({ name: "empresas.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.locator("main form .btn--primary").click();
}

const lookingUp = [
  { name: "look-up", route: "/consultar", path: "/consultar", budget: "portal" },
  {
    name: "look-up-errors",
    route: "/consultar",
    prepare: async ({ page }) => {
      await page.goto("/consultar");
      await send(page, "/consultar", { codigo: "PC-26-7F3K9Q-X", correo: "mariana.rios" });
    },
  },
  { name: "lost-code", route: "/recuperar-codigo", path: "/recuperar-codigo", budget: "portal" },
  {
    name: "lost-code-sent",
    route: "/recuperar-codigo",
    prepare: async ({ page }) => {
      await page.goto("/recuperar-codigo");
      await send(page, "/recuperar-codigo", { correo: "nadie@correo.example" });
    },
  },
  {
    name: "list",
    route: "/mis-casos",
    path: "/mis-casos",
    budget: "portal",
    prepare: async (at) => {
      await at.page.goto("/consultar");
      const [, codigo, correo] = at.server.output().match(/Look a case up .* (PC-\S+) +(\S+@\S+)/);
      await send(at.page, "/consultar", { codigo, correo });
    },
  },
  {
    name: "prove",
    route: "/verificar",
    budget: "portal",
    prepare: async (at) => `/verificar?volver=/casos/${(await lookUp(at, "esperan-al-cliente")).code}`,
  },
  {
    name: "prove-code",
    route: "/verificar",
    prepare: async (at) => {
      const { code } = await lookUp(at, "esperan-al-cliente");
      await at.page.goto(`/verificar?volver=/casos/${code}`);
      await send(at.page, "/verificar/enviar", {});
    },
  },
  {
    name: "prove-code-wrong",
    route: "/verificar",
    prepare: async (at) => {
      const { code } = await lookUp(at, "abiertos?estado=open");
      await at.page.goto(`/verificar?volver=/casos/${code}`);
      await send(at.page, "/verificar/enviar", {});
      await enterCode(at.page, "000000");
    },
  },
];

const ticket = "/casos/{codigo}";

const tickets = [
  { name: "ticket-new", route: ticket, budget: "portal", prepare: (at) => prove(at, "abiertos?estado=new") },
  { name: "ticket-open", route: ticket, budget: "portal", prepare: (at) => prove(at, "abiertos?estado=open") },
  { name: "ticket-unproved", route: ticket, budget: "portal", prepare: async (at) => `/casos/${(await lookUp(at, "propuestas")).code}` },
  { name: "ticket-deadline", route: `${ticket}/plazo`, budget: "portal", prepare: async (at) => `${await prove(at, "abiertos?estado=open")}/plazo` },
  { name: "ticket-waiting", route: ticket, budget: "portal", prepare: (at) => prove(at, "esperan-al-cliente") },
  { name: "ticket-proposal", route: ticket, budget: "portal", prepare: (at) => prove(at, "propuestas") },
  {
    name: "ticket-proposal-reject",
    route: ticket,
    prepare: async (at) => {
      await at.page.goto(await prove(at, "propuestas"));
      await at.page.locator("#no").check();
    },
  },
  {
    name: "ticket-proposal-errors",
    route: ticket,
    prepare: async (at) => {
      const path = await prove(at, "propuestas");
      await at.page.goto(path);
      await send(at.page, `${path}/responder`, { ok: "no" }, "[value=rechazar]");
    },
  },
  { name: "ticket-accept", route: `${ticket}/aceptar`, budget: "portal", prepare: async (at) => `${await prove(at, "propuestas")}/aceptar` },
  { name: "ticket-reject", route: `${ticket}/rechazar`, budget: "portal", prepare: async (at) => `${await prove(at, "propuestas")}/rechazar` },
  { name: "receipt", route: "/constancia/{codigo}/{token}", budget: "portal", prepare: (at) => confirmation(at) },
  { name: "ticket-resolved", route: ticket, budget: "portal", prepare: (at) => prove(at, "resueltos") },
  { name: "ticket-reopen", route: `${ticket}/reabrir`, budget: "portal", prepare: async (at) => `${await prove(at, "resueltos")}/reabrir` },
  { name: "ticket-give-up", route: `${ticket}/desistir`, budget: "portal", prepare: async (at) => `${await prove(at, "abiertos?estado=open")}/desistir` },
  { name: "ticket-payment", route: `${ticket}/pago`, budget: "portal", prepare: async (at) => `${await prove(at, "indemnizaciones?estado=payment_data")}/pago` },
  { name: "ticket-transferred", route: ticket, budget: "portal", prepare: (at) => prove(at, "todos?estado=transferred") },
  { name: "ticket-cancelled", route: ticket, budget: "portal", prepare: (at) => prove(at, "todos?estado=cancelled") },
  {
    name: "ticket-message-errors",
    route: ticket,
    prepare: async (at) => {
      const path = await prove(at, "abiertos?estado=open");
      await at.page.goto(path);
      await send(at.page, `${path}/mensajes`, {}, ".btn--secondary:not([type=button])");
    },
  },
];

const view = "/mesa/{vista}";
const deskTicket = "/mesa/casos/{codigo}";

const desk = [
  { name: "sign-in", route: "/ingresar", path: "/ingresar", budget: "portal" },
  {
    name: "sign-in-refused",
    route: "/ingresar",
    prepare: async ({ page }) => {
      await page.goto("/ingresar");
      await send(page, "/ingresar", { correo: "nadie@cordillera.example", clave: "no es la contraseña" });
    },
  },
  {
    name: "password",
    route: "/ingresar/clave/{token}",
    budget: "portal",
    prepare: async ({ server, stage }) => {
      const admin = await stage.open({ as: "admin", path: "/mesa/ajustes/personas" });
      const to = staff(server, "viewer").email;
      const row = admin.locator("main li, main tr").filter({ hasText: to }).first();
      const invite = () => Promise.all([admin.waitForEvent("load"), row.locator("form[action$='/invitar'] button").click()]);
      const mail = await server.mail(to, /./, invite);
      await admin.context().close();
      return mail.links.find((link) => link.includes("/ingresar/clave/"));
    },
  },
  { name: "forgot", route: "/ingresar/olvide", path: "/ingresar/olvide", budget: "portal" },
  {
    name: "sign-in-link",
    route: "/ingresar/enlace/{token}",
    prepare: async ({ page, server }) => {
      const { email } = staff(server, "elanden");
      await page.goto("/ingresar");
      await page.locator("[name=correo]").fill(email);
      const ask = () => Promise.all([page.waitForEvent("load"), page.locator("[formaction='/ingresar/enlace']").click()]);
      return (await server.mail(email, /enlace/, ask)).links.find((link) => link.includes("/ingresar/enlace/"));
    },
  },
  {
    name: "account-password",
    route: "/ingresar/cuenta/{token}",
    prepare: async ({ page, server }) => {
      const { email } = staff(server, "elanden");
      await page.goto("/ingresar/olvide");
      const mail = await server.mail(email, /contraseña/, () => send(page, "/ingresar/olvide", { correo: email }));
      return mail.links.find((link) => link.includes("/ingresar/cuenta/"));
    },
  },
  {
    name: "second-step",
    route: "/ingresar/paso",
    prepare: async ({ page, server }) => {
      // Nobody else of these pages is signed in as the viewer, whose other sessions this ends.
      const viewer = staff(server, "viewer");
      await typePassword(page, viewer);
      if (page.url().includes("/ingresar/paso")) return;
      await turnOnSecondStep(page, "/mesa/cuenta/segundo-paso");
      await page.context().clearCookies();
      await typePassword(page, viewer);
    },
  },
  { name: "factor", route: "/cuenta/segundo-paso", as: "elanden", path: "/cuenta/segundo-paso", budget: "portal" },
  {
    name: "factor-begun",
    route: "/mesa/cuenta/segundo-paso",
    as: "agent",
    prepare: async ({ page }) => {
      await page.goto("/mesa/cuenta/segundo-paso");
      await pressIfThere(page, "form[action$='/comenzar'] button");
    },
  },
  { name: "email-change", route: "/cuenta/correo", as: "elanden", path: "/cuenta/correo", budget: "portal" },
  {
    name: "email-change-code",
    route: "/mesa/cuenta/correo",
    as: "agent",
    prepare: async ({ page }) => {
      await page.goto("/mesa/cuenta/correo");
      await page.locator("[name=correo]").fill("otro.correo@cordillera.example");
      await pressIfThere(page, "form[action$='/correo'] button");
    },
  },
  {
    name: "email-undo",
    route: "/ingresar/correo/{token}",
    prepare: async ({ server, stage }) => {
      const asking = await stage.open({ as: "agent", path: "/mesa/cuenta/correo" });
      await asking.locator("[name=correo]").fill("un.correo@cordillera.example");
      const change = () => pressIfThere(asking, "form[action$='/correo'] button");
      const mail = await server.mail(staff(server, "agent").email, /correo/, change);
      await asking.context().close();
      return mail.links.find((link) => link.includes("/ingresar/correo/"));
    },
  },
  { name: "account-home", route: "/cuenta", as: "elanden", path: "/cuenta", budget: "portal" },
  { name: "account-cases", route: "/cuenta/casos", as: "elanden", path: "/cuenta/casos", budget: "portal" },
  { name: "account-cases-none", route: "/cuenta/casos", as: "elanden", path: "/cuenta/casos?q=nada+de+eso&orden=actualizado", budget: "portal" },
  { name: "account-case", route: "/cuenta/casos/{codigo}", as: "elanden", prepare: async ({ page }) => {
    await page.goto("/cuenta/casos?vista=resueltos");
    return page.locator("main td a").first().getAttribute("href");
  } },
  { name: "account-numbers", route: `/cuenta${newTicket}/numeros`, as: "elanden", path: `/cuenta${TOPIC}/numeros`, budget: "portal" },
  { name: "account-numbers-checked", route: `/cuenta${newTicket}/numeros`, as: "elanden", prepare: ({ page }) => checkNumbers(page) },
  {
    name: "account-numbers-errors",
    route: `/cuenta${newTicket}/numeros`,
    as: "elanden",
    prepare: async ({ page }) => {
      await page.goto(`/cuenta${TOPIC}/numeros`);
      await page.locator("[name=revisar]").click();
      await page.locator(".errsum").waitFor();
    },
  },
  {
    name: "account-filed",
    route: "/cuenta/casos/lotes/{id}",
    as: "elanden",
    budget: "portal",
    prepare: async ({ page }) => {
      await checkNumbers(page);
      await page.locator("[name=seguir]").click();
      await page.locator("main form input[type=radio]").first().check();
      await page.locator("[name=asunto]").fill("Cajas detenidas en Medellín");
      await page.locator("[name=descripcion]").fill("No se mueven desde el lunes.");
      await page.locator("main form .btn--primary").click();
      await page.goto(`/cuenta${TOPIC}/revisar`);
      await page.locator("main form .btn--primary").click();
      await page.waitForURL(/\/lotes\//);
      return new URL(page.url()).pathname;
    },
  },
  { name: "account-cases-columns", route: "/cuenta/casos", as: "elanden", path: "/cuenta/casos?indemnizacion=paid&orden=monto", budget: "portal" },
  { name: "account-exports", route: "/cuenta/exportaciones", as: "elanden", path: "/cuenta/exportaciones", budget: "portal" },
  { name: "account-data", route: "/cuenta/datos", as: "elanden", path: "/cuenta/datos", budget: "portal" },
  { name: "account-people", route: "/cuenta/personas", as: "elanden", path: "/cuenta/personas", budget: "portal" },
  { name: "account-tokens", route: "/cuenta/api", as: "elanden", path: "/cuenta/api", budget: "portal" },
  { name: "api", route: "/api", path: "/api", budget: "portal" },
  { name: "api-resource", route: "/api/{recurso}", path: "/api/organizations", budget: "portal" },
  { name: "desk-organizations", route: "/mesa/organizaciones", as: "admin", path: "/mesa/organizaciones", budget: "desk" },
  {
    name: "desk-organization",
    route: "/mesa/organizaciones/{id}",
    as: "admin",
    budget: "desk",
    prepare: async ({ page }) => {
      await page.goto("/mesa/organizaciones");
      return page.locator("main a[href^='/mesa/organizaciones/']").first().getAttribute("href");
    },
  },
  { name: "desk-import", route: "/mesa/organizaciones/importar", as: "admin", path: "/mesa/organizaciones/importar", budget: "desk" },
  {
    name: "desk-import-errors",
    route: "/mesa/organizaciones/importar",
    as: "admin",
    prepare: async ({ page }) => {
      await importTable(page, "Empresa;Nombre;Correo\n;Ana;ana\nX;Eva;eva@x.example\nX;Eva;eva@x.example\n");
      await page.locator(".errsum").waitFor();
    },
  },
  {
    name: "desk-import-ready",
    route: "/mesa/organizaciones/importar/{id}",
    as: "admin",
    budget: "desk",
    prepare: async ({ page }) => {
      await importTable(page, "Empresa;Nombre;Correo\nFerretería El Puente;Ana Vélez;ana@elpuente.example\n");
      await page.waitForURL(/importar\/\d+/);
      return new URL(page.url()).pathname;
    },
  },
  { name: "desk-mine", route: view, as: "agent", path: "/mesa/mios", budget: "desk" },
  { name: "desk-all", route: view, as: "agent", path: "/mesa/todos", budget: "desk" },
  { name: "desk-filtered", route: view, as: "agent", path: "/mesa/abiertos?estado=open&plazo=vencido&orden=nuevos", budget: "desk" },
  { name: "desk-no-results", route: view, as: "agent", path: "/mesa/todos?estado=merged", budget: "desk" },
  { name: "desk-ticket", route: deskTicket, as: "agent", budget: "desk", prepare: (at) => deskPath(at, "abiertos?estado=open") },
  { name: "desk-ticket-proposal", route: deskTicket, as: "agent", budget: "desk", prepare: (at) => deskPath(at, "propuestas") },
  { name: "desk-ticket-resolved", route: deskTicket, as: "agent", budget: "desk", prepare: (at) => deskPath(at, "resueltos") },
  { name: "desk-ticket-note", route: deskTicket, as: "agent", budget: "desk", prepare: (at) => deskPath(at, "abiertos?estado=open", "?pestana=nota") },
  { name: "desk-ticket-solution", route: deskTicket, as: "agent", budget: "desk", prepare: (at) => deskPath(at, "abiertos?estado=open", "?pestana=solucion") },
  {
    name: "desk-ticket-errors",
    route: deskTicket,
    as: "agent",
    prepare: async (at) => {
      const path = await deskPath(at, "abiertos?estado=open");
      await at.page.goto(`${path}?pestana=solucion`);
      await send(at.page, `${path}/solucion`, { texto: "La recibe mañana." }, ".btn--primary");
    },
  },
  { name: "desk-deadlines", route: `${deskTicket}/plazos`, as: "admin", budget: "desk", prepare: (at) => deskPath(at, "abiertos?estado=open", "/plazos") },
  { name: "desk-consent", route: `${deskTicket}/consentimiento`, as: "admin", budget: "desk", prepare: (at) => deskPath(at, "abiertos?estado=open", "/consentimiento") },
  { name: "desk-claim", route: `${deskTicket}/indemnizacion`, as: "admin", budget: "desk", prepare: (at) => deskPath(at, "indemnizaciones", "/indemnizacion") },
  { name: "desk-transfer", route: `${deskTicket}/trasladar`, as: "agent", budget: "desk", prepare: (at) => deskPath(at, "abiertos?estado=open", "/trasladar") },
  { name: "desk-extend", route: `${deskTicket}/{accion}`, as: "agent", budget: "desk", prepare: (at) => deskPath(at, "abiertos?estado=open&orden=nuevos", "/ampliar") },
  { name: "desk-cancel", route: `${deskTicket}/{accion}`, as: "agent", budget: "desk", prepare: (at) => deskPath(at, "abiertos?estado=open", "/cancelar") },
  { name: "desk-search", route: "/mesa/buscar", as: "agent", path: "/mesa/buscar?q=mariana.rios@correo.example", budget: "desk" },
  { name: "desk-phone", route: "/mesa/validar", as: "agent", path: "/mesa/validar", budget: "desk" },
  { name: "desk-phone-draft", route: "/mesa/validar", as: "agent", budget: "desk", prepare: async (at) => `/mesa/validar?referencia=${await reference(at)}` },
  {
    name: "desk-phone-code",
    route: "/mesa/validar",
    as: "agent",
    prepare: async (at) => {
      await at.page.goto(`/mesa/validar?referencia=${await reference(at)}`);
      for (const point of await at.page.getByRole("checkbox").all()) await point.check();
      await send(at.page, "/mesa/validar", { motivo: "No recuerda la contraseña de su correo." });
    },
  },
  { name: "desk-claims", route: "/mesa/indemnizaciones", as: "supervisor", path: "/mesa/indemnizaciones", budget: "desk" },
  {
    name: "desk-batch",
    route: "/mesa/indemnizaciones/lotes/{id}",
    as: "supervisor",
    prepare: async ({ page }) => {
      await page.goto("/mesa/indemnizaciones");
      return page.locator("main a[href^='/mesa/indemnizaciones/lotes/']").first().getAttribute("href");
    },
  },
  { name: "desk-exports", route: "/mesa/exportaciones", as: "supervisor", path: "/mesa/exportaciones", budget: "desk" },
  { name: "desk-audit", route: "/mesa/auditoria", as: "admin", path: "/mesa/auditoria", budget: "desk" },
  { name: "desk-mail", route: "/mesa/correo", as: "admin", path: "/mesa/correo", budget: "desk" },
  { name: "desk-account", route: "/mesa/cuenta", as: "agent", path: "/mesa/cuenta", budget: "desk" },
  { name: "desk-settings", route: "/mesa/ajustes", as: "admin", path: "/mesa/ajustes", budget: "desk" },
  {
    name: "desk-settings-errors",
    route: "/mesa/ajustes",
    as: "admin",
    prepare: async ({ page }) => {
      await page.goto("/mesa/ajustes");
      await send(page, "/mesa/ajustes", { nombre: "", prefijo: "demasiado largo" });
    },
  },
  {
    // Somebody else saved meanwhile: what is kept by now stands beside what was typed.
    name: "desk-settings-conflict",
    route: "/mesa/ajustes",
    as: "admin",
    prepare: async ({ page }) => {
      await page.goto("/mesa/ajustes");
      await page.locator("form[action='/mesa/ajustes'] [name=version]").evaluate((field) => (field.value = "-1"));
      await send(page, "/mesa/ajustes", { nombre: "Correos de la Cordillera", linea: "01 8000 123 456" });
    },
  },
  { name: "desk-settings-brand", route: "/mesa/ajustes/marca", as: "admin", path: "/mesa/ajustes/marca", budget: "desk" },
  { name: "desk-settings-home", route: "/mesa/ajustes/inicio", as: "admin", path: "/mesa/ajustes/inicio", budget: "desk" },
  { name: "desk-settings-lists", route: "/mesa/ajustes/listas", as: "admin", path: "/mesa/ajustes/listas", budget: "desk" },
  { name: "desk-settings-privacy", route: "/mesa/ajustes/datos", as: "admin", path: "/mesa/ajustes/datos", budget: "desk" },
  { name: "desk-settings-tokens", route: "/mesa/ajustes/api", as: "admin", path: "/mesa/ajustes/api", budget: "desk" },
  {
    name: "desk-settings-token-made",
    route: "/mesa/ajustes/api",
    as: "admin",
    prepare: async ({ page }) => {
      await page.goto("/mesa/ajustes/api");
      await send(page, "/mesa/ajustes/api", { nombre: "Tienda en línea", alcance: "tickets:read" });
    },
  },
  { name: "desk-settings-teams", route: "/mesa/ajustes/equipos", as: "admin", path: "/mesa/ajustes/equipos", budget: "desk" },
  { name: "desk-settings-calendars", route: "/mesa/ajustes/calendarios", as: "admin", path: "/mesa/ajustes/calendarios", budget: "desk" },
  {
    name: "desk-settings-calendar",
    route: "/mesa/ajustes/calendarios/{id}",
    as: "admin",
    prepare: async ({ page }) => {
      await page.goto("/mesa/ajustes/calendarios");
      return page.locator("main .rows a").first().getAttribute("href");
    },
  },
  { name: "desk-settings-classes", route: "/mesa/ajustes/clases", as: "admin", path: "/mesa/ajustes/clases", budget: "desk" },
  { name: "desk-settings-class-new", route: "/mesa/ajustes/clases/nueva", as: "admin", path: "/mesa/ajustes/clases/nueva", budget: "desk" },
  {
    name: "desk-settings-class",
    route: "/mesa/ajustes/clases/{id}",
    as: "admin",
    prepare: async ({ page }) => {
      await page.goto("/mesa/ajustes/clases");
      await page.locator("button[value=co]").click();
      return page.locator("main .rows a").first().getAttribute("href");
    },
  },
  {
    name: "desk-settings-policy",
    route: "/mesa/ajustes/plazos/{id}",
    as: "admin",
    budget: "desk",
    prepare: async ({ page }) => {
      await page.goto("/mesa/ajustes/plazos");
      await page.locator("#nombre").fill("Urgentes");
      await page.locator("#primera").fill("2");
      await page.locator("button[value='agregar paso']").click();
      await page.locator("#paso_0_cantidad").fill("50");
      await page.getByRole("button", { name: "Agregar política" }).click();
      return page.locator("main .rows a").first().getAttribute("href");
    },
  },
  { name: "desk-settings-policies", route: "/mesa/ajustes/plazos", as: "admin", path: "/mesa/ajustes/plazos", budget: "desk" },
  { name: "desk-settings-topics", route: "/mesa/ajustes/temas", as: "admin", path: "/mesa/ajustes/temas", budget: "desk" },
  { name: "desk-settings-topic-new", route: "/mesa/ajustes/temas/nuevo", as: "admin", path: "/mesa/ajustes/temas/nuevo", budget: "desk" },
  {
    name: "desk-settings-topic",
    route: "/mesa/ajustes/temas/{id}",
    as: "admin",
    prepare: async ({ page }) => {
      await page.goto("/mesa/ajustes/temas");
      return page.locator("main .rows a").first().getAttribute("href");
    },
  },
  { name: "desk-settings-compensation", route: "/mesa/ajustes/indemnizacion", as: "admin", path: "/mesa/ajustes/indemnizacion", budget: "desk" },
  { name: "desk-assignment", route: "/mesa/ajustes/asignacion", as: "supervisor", path: "/mesa/ajustes/asignacion", budget: "desk" },
  {
    name: "desk-hours",
    route: "/mesa/ajustes/capacidad/personas/{id}",
    as: "supervisor",
    budget: "desk",
    prepare: async ({ page }) => {
      await page.goto("/mesa/ajustes/capacidad");
      return page.locator("main a[href^='/mesa/ajustes/capacidad/personas/']").first().getAttribute("href");
    },
  },
  { name: "desk-capacity", route: "/mesa/ajustes/capacidad", as: "supervisor", path: "/mesa/ajustes/capacidad", budget: "desk" },
  { name: "desk-people", route: "/mesa/ajustes/personas", as: "admin", path: "/mesa/ajustes/personas", budget: "desk" },
  { name: "desk-access", route: "/mesa/ajustes/personas/{id}", as: "admin", prepare: ({ page }) => firstLink(page, "/mesa/ajustes/personas") },
  {
    name: "desk-access-account",
    route: "/mesa/organizaciones/{id}/personas/{persona}",
    as: "admin",
    prepare: async ({ page }) => firstLink(page, await firstLink(page, "/mesa/organizaciones")),
  },
  { name: "desk-roles", route: "/mesa/ajustes/roles", as: "admin", path: "/mesa/ajustes/roles", budget: "desk" },
  { name: "desk-role-new", route: "/mesa/ajustes/roles/nuevo", as: "admin", path: "/mesa/ajustes/roles/nuevo?copia=2", budget: "desk" },
  {
    name: "desk-role-errors",
    route: "/mesa/ajustes/roles/nuevo",
    as: "admin",
    prepare: async ({ page }) => {
      await page.goto("/mesa/ajustes/roles/nuevo");
      await send(page, "/mesa/ajustes/roles", { nombre: "", hasta_COP: "mucho" });
    },
  },
  { name: "desk-role", route: "/mesa/ajustes/roles/{id}", as: "admin", path: "/mesa/ajustes/roles/3", budget: "desk" },
  { name: "desk-forbidden", route: "/mesa/ajustes", as: "agent", path: "/mesa/ajustes", budget: "desk" },
];

/// Where the first link below the address of a list leads.
async function firstLink(page, list) {
  await page.goto(list);
  const links = page.locator(`main a[href^='${list}/']`);
  return links.evaluateAll((all) => all.map((link) => link.getAttribute("href")).find((href) => /\/\d+$/.test(href)));
}

async function typePassword(page, { email, password }) {
  await page.goto("/ingresar");
  await send(page, "/ingresar", { correo: email, clave: password });
}

async function turnOnSecondStep(page, path) {
  await page.goto(path);
  await pressIfThere(page, "form[action$='/comenzar'] button");
  const secret = await page.locator("main li b").textContent();
  await send(page, path, { codigo: totp(secret, Date.now()) });
}

async function pressIfThere(page, button) {
  if (await page.locator(button).count()) {
    await Promise.all([page.waitForEvent("load"), page.locator(button).first().click()]);
  }
}

/// The address of a ticket of the demo at the desk.
async function deskPath({ stage }, list, rest = "") {
  return `/mesa/casos/${(await stage.ticket(list)).code}${rest}`;
}

/// The page behind the QR code of a receipt: the same address is a link in the file.
async function confirmation(at) {
  const answer = await at.page.request.get(`${await prove(at, "abiertos?estado=open")}/constancia`);
  return (await answer.body()).toString("latin1").match(/\/constancia\/[-\w]+\/\w+/)[0];
}

/// The reference that a guest dictates on the phone.
async function reference({ server, stage }) {
  const guest = await stage.open({ prepare: (at) => upTo(at, "code") });
  const words = await guest.locator(".tips b").allTextContents();
  await guest.context().close();
  return words.find((word) => /^[0-9A-Z]{2}-[0-9A-Z]{2}$/.test(word.trim())).trim();
}

const mail = "/_pruebas/correo/{id}";
const newest = async ({ server }, rest = "") => `/_pruebas/correo/${(await server.mails())[0].id}${rest}`;

const others = [
  { name: "mailbox", route: "/_pruebas/correo", path: "/_pruebas/correo", budget: "desk" },
  { name: "mailbox-mail", route: mail, budget: "desk", prepare: (at) => newest(at) },
  { name: "mailbox-text", route: mail, budget: "desk", prepare: (at) => newest(at, "?formato=texto") },
  { name: "mailbox-source", route: mail, budget: "desk", prepare: (at) => newest(at, "?formato=fuente") },
  { name: "set-up", route: "/instalar/{token}", on: "serve", budget: "portal", prepare: async ({ server }) => (await server.line(/\/instalar\/\S+/))[0] },
  {
    name: "set-up-errors",
    route: "/instalar/{token}",
    on: "serve",
    prepare: async ({ page, server }) => {
      const [path] = await server.line(/\/instalar\/\S+/);
      await page.goto(path);
      await send(page, path, { organizacion: "", prefijo: "demasiado largo", clave: "corta" });
    },
  },
];

export const pages = [...start, ...filing, ...lookingUp, ...tickets, ...desk, ...others];
