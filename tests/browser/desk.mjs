// What agents do at the desk, by what is written on its pages.

/// The first agent of the demo, as the sign-in page of the demo names it.
export function agent(server) {
  const line = server.output().match(/(\S+@cordillera\.example)\s+(?:\/|·|con|with|password:?)?\s*([^\n]+)/);
  return { email: line?.[1], password: line?.[2]?.trim() };
}

export async function signIn(page, { email, password }) {
  await page.goto("/ingresar");
  await page.getByLabel("Correo o usuario").fill(email);
  await page.getByLabel("Contraseña", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Iniciar sesión" }).click();
  await page.waitForURL(/\/mesa/);
}

export async function reply(page, ticket, text) {
  await page.goto(`/mesa/casos/${ticket}`);
  await page.getByRole("tab", { name: "Responder" }).or(page.getByRole("link", { name: "Responder", exact: true })).first().click();
  await page.getByLabel(/Su respuesta|Respuesta|Mensaje/).first().fill(text);
  await page.getByRole("button", { name: /Enviar y dejar en atención|Enviar respuesta|Enviar/ }).first().click();
  await page.getByText(text).first().waitFor();
}

export async function proposeSolution(page, ticket, text) {
  await page.goto(`/mesa/casos/${ticket}?pestana=solucion`);
  await page.getByLabel(/Solución/).first().fill(text);
  await page.getByRole("button", { name: "Enviar propuesta" }).click();
  await page.getByText(text).first().waitFor();
}
