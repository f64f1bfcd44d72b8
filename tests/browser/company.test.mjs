// The journey of somebody of a company with an account, by the eight steps of the companies' manual,
// driven by what is written on the pages.

import assert from "node:assert/strict";
import { assertSound, journey } from "./lib.mjs";
import { agent, reply, signIn } from "./desk.mjs";

/// A parcel number whose check digit is right (UPU S10).
const TRACKING = "RR473124829CO";
const manifest = {
  name: "manifiesto-de-retiro.pdf",
  mimeType: "application/pdf",
  buffer: Buffer.from("%PDF-1.4\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n"),
};

/// What the demo prints for the manager of the first company.
const account = (server) => {
  const [, username] = server.output().match(/^ +(\S+) +\S+@\S+ +Librería El Andén,/m);
  const [, password] = server.output().match(/everybody's password: (.+)$/m);
  return { username, password: password.trim() };
};

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
