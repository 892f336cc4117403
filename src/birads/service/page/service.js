// Ask the service; what it refuses is an error with its own words.

export class Refused extends Error {
  constructor(told) {
    super(told.detail ?? "The service did not answer.");
    this.told = told;
  }
}

async function answered(response) {
  if (response.ok) return response;
  let told = {};
  try {
    told = await response.json();
  } catch {
    told = { detail: `The service answered with status ${response.status}.` };
  }
  throw new Refused(told);
}

export async function get(path) {
  return (await answered(await fetch(path, { headers: { accept: "application/json" } }))).json();
}

export async function post(path, body, { kind = "application/json", signal, accept } = {}) {
  const headers = { "content-type": kind };
  if (accept) headers.accept = accept;
  return answered(await fetch(path, { method: "POST", body, headers, signal }));
}
