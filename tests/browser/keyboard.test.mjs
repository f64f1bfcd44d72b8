// The main journey with the keyboard alone: Tab, Shift+Tab, the arrows within a group, Space and Enter,
// and typing. Wherever the focus goes it can be seen, and nothing keeps it.

import assert from "node:assert/strict";
import { agent, proposeSolution, signIn } from "./desk.mjs";
import { journey } from "./lib.mjs";
import { photo } from "./stage.mjs";

/// More stops than any page of the journey has.
const MOST_STOPS = 120;

/// What has the focus, as a person would tell it, and how it shows.
const focused = (page) =>
  page.evaluate(() => {
    const it = document.activeElement;
    const seen = it.matches(".code input, .stars input, .choice input, input[type=file]") ? it.parentElement : it;
    const marks = [it, seen, it.nextElementSibling, it.labels?.[0], ...seen.querySelectorAll("*")].filter(Boolean).map((mark) => getComputedStyle(mark));
    const { top, bottom, left, right } = it.getBoundingClientRect();
    return {
      what: it === document.body ? "the page" : it.outerHTML.slice(0, 120),
      name: (it.getAttribute("aria-label") ?? it.labels?.[0]?.textContent ?? it.textContent).replaceAll(/\s+/g, " ").trim(),
      tag: it.tagName.toLowerCase(),
      type: it.type,
      hasRing: marks.some((mark) => (mark.outlineStyle !== "none" && parseFloat(mark.outlineWidth) >= 2) || mark.boxShadow !== "none"),
      isInView: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
    };
  });

/// Tabs on until something is reached whose name fits; every stop on the way must show.
async function tabTo(page, name, tag = /./) {
  const stops = [];
  for (let count = 0; count < MOST_STOPS; count++) {
    await page.keyboard.press("Tab");
    const stop = await focused(page);
    if (stop.tag === "body") continue; // Around the end of the page.
    assert.ok(stop.hasRing, `the focus cannot be seen on ${stop.what} of ${page.url()}`);
    assert.ok(stop.isInView, `the focus is out of view on ${stop.what} of ${page.url()}`);
    if (name.test(stop.name) && tag.test(stop.tag)) return stop;
    stops.push(stop.name);
  }
  assert.fail(`Tab does not lead to ${name} on ${page.url()}: ${stops.join(" | ")}`);
}

async function press(page, name, key = "Enter") {
  await tabTo(page, name, /^(a|button)$/);
  await Promise.all([page.waitForEvent("load"), page.keyboard.press(key)]);
}

async function type(page, name, text) {
  await tabTo(page, name, /^(input|textarea)$/);
  await page.keyboard.type(text);
}

journey("the main journey with the keyboard alone", {}, async ({ server, open }) => {
  const email = "teclado@correo.example";
  const page = await open();
  // Heard of from the start: a listener that comes with the key may come too late for it.
  page.on("filechooser", (chooser) => chooser.setFiles(photo));

  // The first stop leads past the frame.
  await page.goto("/");
  await page.keyboard.press("Tab");
  assert.match((await focused(page)).name, /^Ir al contenido$/);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/#contenido");
  await page.keyboard.press("Tab");
  assert.match((await focused(page)).name, /^Crear un caso$/, "the skip link leads into the page");
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);

  // An error takes the focus to its summary, whose links lead to the fields.
  await press(page, /^Continuar$/);
  assert.match((await focused(page)).name, /^Revise 1 respuesta/);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(/#/);
  assert.equal((await focused(page)).type, "radio");
  await page.keyboard.press("Space");
  await press(page, /^Continuar$/);

  await type(page, /^Número de envío/, "RR473124829CO");
  await tabTo(page, /^No cambia hace varios días/);
  await page.keyboard.press("Space");
  await type(page, /^Asunto/, "Caja detenida");
  await type(page, /^Cuéntenos qué pasó/, "Debía llegar el 4 de marzo.");
  await press(page, /^Continuar$/);

  await tabTo(page, /^Elegir archivos/);
  await page.keyboard.press("Enter");
  await page.getByText(/Listo/).first().waitFor();
  await press(page, /^Continuar$/);

  await type(page, /^Nombre completo/, "Mariana Ríos");
  await type(page, /^Correo electrónico/, email);
  await tabTo(page, /^Autorizo usar mis datos/);
  await page.keyboard.press("Space");
  await press(page, /^Enviarme el código/);
  const mail = await server.mail(email, /es su código/);
  await tabTo(page, /^Código de 6 cifras/);
  await Promise.all([page.waitForURL("**/creado"), page.keyboard.type(mail.code.replaceAll(/\D/g, ""))]);
  assert.match((await focused(page)).name, /^Su caso quedó creado/, "the focus is on what happened");
  const ticket = (await page.locator(".codebig").innerText()).trim();
  await press(page, /^Ver mi caso$/);

  await type(page, /^Su mensaje para el equipo/, "Es una caja café.");
  await press(page, /^Enviar mensaje$/);
  await page.getByText("Es una caja café.").waitFor();

  const desk = await open({ width: 1600 });
  await signIn(desk, agent(server));
  await proposeSolution(desk, ticket, "La recibe mañana.");

  // Rejecting asks why, and its error takes the focus; then accepting, with stars by the arrows.
  await page.goto(`/casos/${ticket}`);
  await tabTo(page, /^Sí, acepto la solución/);
  await page.keyboard.press("ArrowDown");
  await press(page, /^Rechazar y reabrir el caso$/);
  assert.match((await focused(page)).name, /Cuéntenos por qué la rechaza/);
  await tabTo(page, /^No, la rechazo/);
  await page.keyboard.press("ArrowUp");
  const star = await tabTo(page, /estrellas?:/);
  assert.equal(star.type, "radio");
  await page.keyboard.press("Space");
  await press(page, /^Aceptar y cerrar el caso$/);
  await page.getByText("Gracias. Su caso quedó resuelto.").waitFor();
});
