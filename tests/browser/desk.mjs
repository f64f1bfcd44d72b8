// What agents do at the desk, by what is written on its pages.

/// The first agent of the demo, as the demo names it in the terminal.
export function agent(server) {
  const password = server.output().match(/password: (.+)/)[1].trim();
  const email = server.output().match(/agent\s+(\S+@\S+)/)[1];
  return { email, password };
}

export async function signIn(page, { email, password }) {
  await page.goto("/ingresar");
  await page.getByLabel("Correo electrónico").fill(email);
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
