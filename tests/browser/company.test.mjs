// The journey of somebody of a company with an account, by the eight steps of the companies' manual,
// driven by what is written on the pages.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { assertSound, journey } from "./lib.mjs";
import { agent, reply, signIn } from "./desk.mjs";

/// A parcel number whose check digit is right (UPU S10).
const TRACKING = "RR473124829CO";
const manifest = {
  name: "manifiesto-de-retiro.pdf",
  mimeType: "application/pdf",
  buffer: Buffer.from("%PDF-1.4\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n"),
};

/// All that a spreadsheet says.
const UNZIP = `
import sys, zipfile
book = zipfile.ZipFile(sys.argv[1])
for name in book.namelist():
    if name.endswith(".xml"):
        sys.stdout.buffer.write(book.read(name))
`;
const run = (program, options) => execFileSync(program, options, { encoding: "utf8" });

/// What the demo prints for the manager of the first company.
const account = (server) => {
  const [, username] = server.output().match(/^ +(\S+) +\S+@\S+ +Librería El Andén,/m);
  const [, password] = server.output().match(/everybody's password: (.+)$/m);
  return { username, password: password.trim() };
};

/// The list as files, with the filter in force, read back by other programs; and the columns.
async function takeAway(page, ticket) {
  await page.goto("/cuenta/casos");
  await page.getByLabel("Buscar").fill(TRACKING);
  await page.getByRole("button", { name: "Filtrar" }).click();
  const readers = [
    ["Separado por punto y coma", (file) => readFileSync(file, "utf8")],
    ["Separado por coma", (file) => readFileSync(file, "utf8")],
    ["Excel", (file) => run("python3", ["-c", UNZIP, file])],
    ["PDF", (file) => run("pdftotext", ["-layout", file, "-"])],
  ];
  for (const [name, read] of readers) {
    const menu = page.locator("details").filter({ hasText: "Exportar" });
    if (!(await menu.getAttribute("open").then((open) => open !== null))) await menu.locator("summary").click();
    const [download] = await Promise.all([page.waitForEvent("download"), menu.getByRole("link", { name }).click()]);
    assert.match(download.suggestedFilename(), /^casos-\d{4}-\d\d-\d\d\.(csv|xlsx|pdf)$/);
    const text = read(await download.path());
    // A page breaks long codes into lines.
    assert.ok(text.replaceAll(/\s/g, "").includes(ticket) || name === "PDF", `${name} has no ${ticket}`);
    assert.ok(text.includes("No aplica") && text.includes("manifiesto"), `${name}: ${text.slice(0, 400)}`);
    assert.ok(!text.includes("Libros"), `${name} has cases that the list does not show`);
  }

  const columns = page.locator("details").filter({ hasText: "Columnas" });
  await columns.locator("summary").click();
  await columns.getByLabel("Ejecutivo").uncheck();
  await columns.getByLabel("Número de envío").check();
  await columns.getByRole("button", { name: "Guardar columnas" }).click();
  await page.getByText("Guardamos las columnas").waitFor();
  const headings = await page.locator("thead th").allTextContents();
  assert.deepEqual(headings.map((it) => it.trim()), ["Asunto y código", "Estado", "Número de envío", "Creado", "Actualizado", "Indemnización"]);
}

async function eightSteps({ server, open }, { javaScript }) {
  const sound = javaScript ? assertSound : async () => {};
  const page = await open({ javaScript, width: javaScript ? 1280 : 360 });

  // 1 and 2: the address, and «Iniciar sesión».
  await page.goto("/");
  await page.getByRole("link", { name: "Iniciar sesión" }).click();
  await sound(page);

  // 3: user and password as given by the contact.
  const { username, password } = account(server);
  await page.getByLabel("Correo o usuario").fill(username);
  await page.getByLabel("Contraseña", { exact: true }).fill("no es esta la clave");
  await page.getByRole("main").getByRole("button", { name: "Iniciar sesión" }).click();
  await page.getByText("El usuario o la contraseña no coinciden").first().waitFor();
  await page.getByLabel("Contraseña", { exact: true }).fill(password);
  await page.getByRole("main").getByRole("button", { name: "Iniciar sesión" }).click();
  await page.getByRole("heading", { level: 1, name: /Librería El Andén/ }).waitFor();
  await sound(page);

  // 4: «Obtener ayuda» or «Crear un caso».
  await page.getByRole("link", { name: "Obtener ayuda" }).click();

  // 5: the situation, the number, subject and description, and files.
  await page.getByLabel("Mi envío no llega").check();
  await page.getByRole("button", { name: "Continuar" }).click();
  await page.getByLabel("Número de envío").fill(TRACKING);
  await page.getByLabel("No cambia hace varios días").check();
  await page.getByLabel("Asunto").fill("Caja del manifiesto 88410 detenida");
  await page.getByLabel("Cuéntenos qué pasó").fill("La caja sale en el manifiesto, pero no llega a Medellín.");
  await page.getByRole("button", { name: "Continuar" }).click();
  await page.getByRole("heading", { name: "Agregue fotos o documentos" }).waitFor();
  await page.locator("input[type=file]").setInputFiles([manifest]);
  if (!javaScript) await page.getByRole("button", { name: "Adjuntar" }).click();
  await page.getByRole("list", { name: "Archivos agregados" }).getByText(/Listo/).first().waitFor();
  await page.getByRole("button", { name: "Continuar", exact: true }).click();
  await page.getByRole("heading", { name: "Revise y envíe" }).waitFor();
  await sound(page);
  await page.getByRole("button", { name: "Enviar y crear caso" }).click();

  // 6: created at once, with its number; the page of the case says state and who attends it.
  await page.getByRole("heading", { name: "Su caso quedó creado" }).waitFor();
  const ticket = (await page.locator(".codebig").first().innerText()).trim();
  await sound(page);
  await page.getByRole("link", { name: "Ver mi caso" }).click();
  await page.getByRole("heading", { level: 1, name: "Caja del manifiesto 88410 detenida" }).waitFor();
  assert.equal(new URL(page.url()).pathname, `/cuenta/casos/${ticket}`);
  await page.getByText(manifest.name).first().waitFor();
  await sound(page);

  // 7: messages both ways.
  await page.getByLabel("Su mensaje para el equipo").fill("La etiqueta es azul.");
  await page.getByRole("button", { name: "Enviar mensaje" }).click();
  await page.getByText("La etiqueta es azul.").waitFor();
  const desk = await open({ javaScript: true, width: 1600 });
  await signIn(desk, agent(server));
  await reply(desk, ticket, "Buenos días, Lucía. La caja está en Bogotá y sale hoy.");
  await page.goto(`/cuenta/casos/${ticket}`);
  await page.getByText("La caja está en Bogotá y sale hoy.").waitFor();

  // 8: the list, found by the number of the parcel; a row leads to the case, the logo home.
  await page.goto("/cuenta/casos");
  await sound(page);
  await page.getByLabel("Buscar").fill(TRACKING.toLowerCase());
  await page.getByRole("button", { name: "Filtrar" }).click();
  await page.getByRole("link", { name: "Caja del manifiesto 88410 detenida" }).click();
  await page.getByText("La etiqueta es azul.").waitFor();
  await takeAway(page, ticket);
  await page.getByRole("link", { name: /Postal Cordillera/ }).first().click();
  await page.getByRole("heading", { level: 1, name: /Librería El Andén/ }).waitFor();
  assert.equal(new URL(page.url()).pathname, "/cuenta");
  await page.goto("/cuenta/datos");
  await sound(page);
  await page.goto("/cuenta/personas");
  await sound(page);
}

journey("a company's eight steps with scripts", { engines: ["sqlite", "postgres"] }, (tools) =>
  eightSteps(tools, { javaScript: true }),
);
journey("a company's eight steps without scripts", {}, (tools) => eightSteps(tools, { javaScript: false }));
