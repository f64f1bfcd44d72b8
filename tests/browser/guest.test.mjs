// The whole journey of a person without an account, from the first click to «Resuelto», driven by
// what is written on the pages. Each step is named as the citizens' manual names it.

import assert from "node:assert/strict";
import { assertSound, journey } from "./lib.mjs";
import { agent, proposeSolution, reply, signIn } from "./desk.mjs";
import { photo, receipt } from "./stage.mjs";

/// A parcel number whose check digit is right (UPU S10).
const TRACKING = "RR473124829CO";
/// Fills the form up to the point where the code is asked for.
async function fillIn(page, { email, javaScript = true }) {
  await page.goto("/");
  await page.getByRole("link", { name: "Crear un caso" }).first().click();
  await page.getByLabel("Mi envío no llega").check();
  await page.getByRole("button", { name: "Continuar" }).click();

  // An error keeps what was typed.
  await page.getByLabel("Número de envío").fill("RR12345678CO");
  await page.getByLabel("Asunto").fill("Caja de libros detenida en Medellín");
  await page.getByRole("button", { name: "Continuar" }).click();
  const summary = page.getByRole("alert");
  await summary.getByText("El número de envío debe tener 2 letras, 9 números y 2 letras").waitFor();
  assert.match(await page.title(), /^Error: /);
  assert.equal(await page.getByLabel("Asunto").inputValue(), "Caja de libros detenida en Medellín");
  await page.getByLabel("Número de envío").fill(TRACKING);
  await page.getByLabel("No cambia hace varios días").check();
  await page.getByLabel("Cuéntenos qué pasó").fill("Envié una caja con 24 libros a Medellín.\n\nDebía llegar el 4 de marzo.");
  await page.getByRole("button", { name: "Continuar" }).click();

  await page.getByRole("heading", { name: "Agregue fotos o documentos" }).waitFor();
  await page.locator("input[type=file]").setInputFiles([photo, receipt]);
  if (!javaScript) await page.getByRole("button", { name: "Adjuntar" }).click();
  const files = page.getByRole("list", { name: "Archivos agregados" });
  await files.getByText("guia-y-caja.png", { exact: true }).waitFor();
  await files.getByText(/Listo/).nth(1).waitFor();
  await page.getByRole("button", { name: "Continuar", exact: true }).click();

  await page.getByRole("heading", { name: "Revise y confirme su correo" }).waitFor();
  await page.getByText(TRACKING).first().waitFor();
  await page.getByLabel("Nombre completo").fill("Mariana Ríos Ospina");
  await page.getByLabel("Correo electrónico").fill(email);
  await page.getByLabel(/^Autorizo usar mis datos/).check();
  await page.getByRole("button", { name: "Enviarme el código" }).click();
  await page.getByRole("heading", { name: "Escriba el código que le enviamos" }).waitFor();
}

/// With scripts the form goes by itself once six digits stand there.
async function enterCode(page, code, javaScript) {
  await page.getByLabel("Código de 6 cifras").fill(code);
  if (!javaScript) await page.getByRole("button", { name: "Crear mi caso" }).click();
}

const digits = (mail) => mail.subject.match(/^(\d{3}) (\d{3})/).slice(1).join("");

async function wholeJourney({ server, open }, { javaScript }) {
  const email = "mariana.rios@correo.example";
  const page = await open({ javaScript, width: javaScript ? 1280 : 360 });
  await fillIn(page, { email, javaScript });

  // A wrong code is refused and says how many tries are left.
  const code = digits(await server.mail(email, /es su código/));
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, "0");
  await enterCode(page, wrong, javaScript);
  await page.getByText("El código no coincide. Le quedan 4 intentos.").first().waitFor();
  await enterCode(page, code, javaScript);

  // The code on the screen and in a mail.
  await page.getByRole("heading", { name: "Su caso quedó creado" }).waitFor();
  const ticket = (await page.locator(".codebig").first().innerText()).trim();
  assert.match(ticket, /^PC-\d\d-[0-9A-HJKMNP-TV-Z]{6}-[0-9A-HJKMNP-TV-Z]$/);
  await page.reload();
  await page.getByText(ticket).first().waitFor();
  await server.mail(email, new RegExp(`Creamos su caso ${ticket}`));

  // An agent answers, asks nothing more and proposes a solution.
  const desk = await open({ javaScript: true, width: 1600 });
  await signIn(desk, agent(server));
  await reply(desk, ticket, "Buenos días, Mariana. Soy Laura y me encargo de su caso.");
  await server.mail(email, new RegExp(`respondió su caso ${ticket}`));

  // From another browser: by the code and the address.
  const elsewhere = await open({ javaScript, width: 360 });
  await elsewhere.goto("/");
  await elsewhere.getByLabel("Código del caso").fill(ticket.toLowerCase().replaceAll("-", " "));
  await elsewhere.getByLabel("Correo electrónico").fill(email);
  await elsewhere.getByRole("button", { name: "Ver mis casos" }).click();
  await elsewhere.getByRole("link", { name: /Caja de libros detenida/ }).first().click();
  await elsewhere.getByRole("heading", { level: 1, name: "Caja de libros detenida en Medellín" }).waitFor();
  await elsewhere.getByText("Soy Laura y me encargo de su caso.").waitFor();
  assert.equal(await elsewhere.getByText(photo.name).count(), 0, "files need a code once per session");

  // «Agregar o enviar un mensaje», with a file.
  await page.goto(`/casos/${ticket}`);
  await page.getByRole("link", { name: "Agregar o enviar un mensaje" }).click();
  await page.getByLabel("Su mensaje para el equipo").fill("Es una caja café con cinta verde.");
  await page.getByRole("button", { name: "Enviar mensaje" }).click();
  await page.getByText("Es una caja café con cinta verde.").waitFor();
  await page.getByText(photo.name).first().waitFor();

  await proposeSolution(desk, ticket, "Encontramos su caja. La recibe mañana en la mañana.");
  const first = await server.mail(email, /Le proponemos una solución/);
  const link = first.links.find((address) => address.includes("/e/"));

  // Scanners open links: nothing happens by that (B8).
  for (let times = 0; times < 3; times++) await fetch(link, { redirect: "manual" });

  // The link opens the ticket directly. Rejecting asks why and reopens.
  await page.goto(link);
  await page.getByRole("heading", { name: "Le proponemos esta solución" }).waitFor();
  await page.getByLabel(/No, la rechazo/).check();
  await page.getByLabel("¿Por qué la rechaza?").fill("La caja llegó, pero faltan seis libros.");
  await page.getByRole("button", { name: "Rechazar y reabrir el caso" }).click();
  await page.getByText(/Reabrimos su caso/).first().waitFor();
  await page.getByText("Reabierto", { exact: true }).first().waitFor();
  if (javaScript) await assertSound(page); // pages.mjs has the other states.

  const second = "Encontramos los seis libros y van en camino.";
  await server.mail(email, /Le proponemos una solución/, () => proposeSolution(desk, ticket, second));
  await page.goto(`/casos/${ticket}`);
  await page.getByText(second).first().waitFor();
  await page.getByLabel(/Sí, acepto la solución/).check();
  await page.getByRole("radio", { name: "4 estrellas" }).check();
  await page.getByLabel(/¿Quiere agregar algo\?/).fill("Demoró, pero me explicaron todo.");
  await page.getByRole("button", { name: "Aceptar y cerrar el caso" }).click();
  await page.getByText("Gracias. Su caso quedó resuelto.").waitFor();
  await page.getByText("Resuelto", { exact: true }).first().waitFor();
  await server.mail(email, new RegExp(`Su caso ${ticket} quedó resuelto`));
}

journey("a case from the first click to «Resuelto»", { engines: ["sqlite", "postgres"] }, (tools) =>
  wholeJourney(tools, { javaScript: true }),
);

journey("the same without JavaScript on a phone", {}, (tools) => wholeJourney(tools, { javaScript: false }));

journey("by phone, for who cannot reach the mailbox", {}, async ({ server, open }) => {
  const email = "sin.buzon@correo.example";
  const page = await open({ width: 360 });
  await fillIn(page, { email });
  const reference = (await page.getByText(/dicte la referencia/).innerText()).match(/[0-9A-Z]{2}-[0-9A-Z]{2}/)[0];

  const desk = await open();
  await signIn(desk, agent(server));
  await desk.goto("/mesa/validar");
  await desk.getByLabel("Referencia").fill(reference);
  await desk.getByRole("button", { name: "Buscar referencia" }).click();
  await desk.getByText("Mariana Ríos Ospina").first().waitFor();
  for (const point of await desk.getByRole("checkbox").all()) await point.check();
  await desk.getByLabel("¿Por qué no puede usar su correo?").fill("No recuerda la contraseña de su correo.");
  await desk.getByRole("button", { name: "Entregar código" }).click();
  const spoken = (await desk.locator(".bigcode").innerText()).replaceAll(/\D/g, "");
  assert.match(spoken, /^\d{6}$/);

  await enterCode(page, spoken, true);
  await page.getByRole("heading", { name: "Su caso quedó creado" }).waitFor();
});
