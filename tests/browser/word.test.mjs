// The organisation chooses its word for a case. With *ticket*, pages say what the citizens' manual says.

import { agent, admin, proposeSolution, signIn } from "./desk.mjs";
import { journey } from "./lib.mjs";
import { enterCode, fileUpTo } from "./stage.mjs";

journey("an organisation that says «ticket»", {}, async ({ server, open }) => {
  const desk = await open({ width: 1600 });
  await signIn(desk, admin(server));
  await desk.goto("/mesa/ajustes");
  await desk.getByLabel("Palabra para lo que le piden").selectOption({ label: "ticket" });
  await desk.getByRole("button", { name: "Guardar cambios" }).click();
  await desk.getByText("Guardamos los ajustes").waitFor();

  const page = await open();
  await page.goto("/");
  await page.getByRole("button", { name: "Ver mi lista de tickets" }).waitFor();
  await page.getByRole("link", { name: "Crear ticket" }).first().click();
  await page.getByRole("heading", { name: "¿Sobre qué es su ticket?" }).waitFor();
  const { code } = await fileUpTo({ page, server }, "code");
  await page.getByRole("button", { name: "Crear ticket" }).waitFor();
  await enterCode(page, code);
  const ticket = (await page.locator(".codebig").innerText()).trim();

  await page.goto(`/casos/${ticket}`);
  await page.getByRole("link", { name: "Agregar o enviar un mensaje" }).waitFor();
  const people = await open({ width: 1600 });
  await signIn(people, agent(server));
  await proposeSolution(people, ticket, "La recibe mañana.");
  await page.goto(`/casos/${ticket}`);
  await page.getByRole("radio", { name: "Aceptar solución" }).waitFor({ state: "attached" });
  await page.getByRole("radio", { name: "Rechazar solución" }).waitFor({ state: "attached" });
});
