// What agents do at the desk, by what is written on its pages.

/// Somebody of the demo's staff, as it names them in the terminal: the first with this role.
export function staff(server, role) {
  const password = server.output().match(/password: (.+)/)[1].trim();
  const email = server.output().match(new RegExp(`^ +${role} +(\\S+@\\S+)`, "m"))[1];
  return { email, password };
}

export const agent = (server) => staff(server, "agent");
export const admin = (server) => staff(server, "admin");

export async function signIn(page, { email, password }) {
  await page.goto("/ingresar");
  await page.getByLabel("Correo o usuario").fill(email);
  await page.getByLabel("Contraseña", { exact: true }).fill(password);
  await page.getByRole("main").getByRole("button", { name: "Iniciar sesión" }).click();
  await page.waitForURL(/\/mesa/);
}

export async function reply(page, ticket, text) {
  await page.goto(`/mesa/casos/${ticket}`);
  await page.getByLabel("Respuesta para el cliente").fill(text);
  await page.getByRole("button", { name: "Enviar y dejar en atención" }).click();
  await page.getByLabel("Conversación").getByText(text).waitFor();
}

export async function proposeSolution(page, ticket, text) {
  await page.goto(`/mesa/casos/${ticket}`);
  await page.locator("#redactar").getByText("Proponer solución", { exact: true }).click();
  await page.getByLabel("Tipo de solución").selectOption({ index: 1 });
  await page.getByLabel("Solución que lee el cliente").fill(text);
  await page.getByRole("button", { name: "Enviar propuesta" }).click();
  await page.getByLabel("Conversación").getByText(text).waitFor();
}
