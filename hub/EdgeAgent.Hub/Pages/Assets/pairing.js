"use strict";

const REFRESH_MS = 2000;
const STATES = {
  pending: "waits for its code",
  selected: "code is being checked",
  challenged: "code is being checked",
  proven: "has proved itself",
  deciding: "has proved itself",
  awaitingApproval: "was here before: approve it",
  granted: "has its certificate",
};

// A card is built once and then only filled: a code that is being typed must survive the next look.
const cards = new Map();

function codeForm(waiting) {
  const form = hub.element("form", "row");
  const input = hub.element("input", "code");
  input.id = `code-${waiting.key}`;
  input.inputMode = "numeric";
  input.autocomplete = "off";
  input.maxLength = 9;
  input.required = true;
  input.placeholder = "1234-5678";
  const label = hub.element("label", "", "Code on the device");
  label.htmlFor = input.id;
  const send = hub.element("button", "small", "Pair");
  send.type = "submit";
  form.append(label, input, send);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    act(waiting.key, "code", { code: input.value.trim() });
  });
  return form;
}

function makeCard(waiting) {
  const card = hub.element("li");
  const parts = {
    card,
    title: hub.element("h3"),
    facts: hub.element("p"),
    warning: hub.element("p", "bad"),
    proof: hub.element("p"),
    form: codeForm(waiting),
    approve: hub.button("Approve", "small", () => act(waiting.key, "approve")),
    refuse: hub.button("Refuse", "quiet small", () => act(waiting.key, "refuse")),
  };
  const row = hub.element("div", "row");
  row.append(parts.approve, parts.refuse);
  card.append(parts.title, parts.facts, parts.warning, parts.proof, parts.form, row);
  return parts;
}

function fill(parts, waiting) {
  parts.title.textContent = waiting.name;
  parts.facts.textContent = `${waiting.hardware} · ${waiting.address} · ${STATES[waiting.state] ?? waiting.state}`
    + ` · ${waiting.attemptsLeft} tries left`;
  parts.warning.hidden = !waiting.contested;
  parts.warning.textContent = "Another device says the same name: one of the two is not what it says.";
  parts.proof.hidden = !waiting.fingerprint;
  parts.proof.textContent = waiting.fingerprint ? `Compare with the device: ${waiting.fingerprint}` : "";
  parts.form.hidden = waiting.printed || waiting.state !== "pending";
  parts.approve.hidden = waiting.state !== "awaitingApproval";
}

function showPending(pending) {
  for (const key of [...cards.keys()]) {
    if (!pending.some((waiting) => waiting.key === key)) {
      cards.get(key).card.remove();
      cards.delete(key);
    }
  }
  for (const waiting of pending) {
    if (!cards.has(waiting.key)) {
      cards.set(waiting.key, makeCard(waiting));
      hub.byId("pending").append(cards.get(waiting.key).card);
    }
    fill(cards.get(waiting.key), waiting);
  }
  hub.byId("no-pending").hidden = pending.length > 0;
}

function pairedCard(paired) {
  const card = hub.element("li");
  const title = hub.element("h3", "", paired.name);
  title.append(hub.element("span", `state ${paired.activeAt ? "good" : "warn"}`, paired.activeAt ? "connected" : "not seen yet"));
  card.append(title, hub.element("p", "", `Fingerprint, on the device too: ${paired.fingerprint}`));
  const id = hub.element("p");
  id.append(hub.element("code", "", paired.device));
  card.append(id);
  return card;
}

function refusedCard(refused) {
  const card = hub.element("li");
  const title = hub.element("h3", "", refused.name);
  title.append(hub.element("span", "state bad", "refused"));
  card.append(title, hub.element("p", "bad", refused.reason));
  return card;
}

function secretCard(secret) {
  const card = hub.element("li");
  const path = `/api/hub/pairing/secrets/${encodeURIComponent(secret.enrolment)}`;
  card.append(hub.element("h3", "", `Card ${secret.enrolment}`));
  card.append(secret.attemptsLeft > 0
    ? hub.element("p", "", `waits since ${new Date(secret.addedAt).toLocaleString()}`)
    : hub.element("p", "bad", "Held: somebody poses as this card."));
  const row = hub.element("div", "row");
  if (secret.attemptsLeft === 0) row.append(hub.button("Try again", "small", () => change("POST", `${path}/release`)));
  row.append(hub.button("Forget", "quiet small", () => change("DELETE", path)));
  card.append(row);
  return card;
}

function change(method, path, body) {
  return hub.attempt(async () => {
    await hub.call(method, path, body);
    await refresh();
  });
}

const act = (key, verb, body) => change("POST", `/api/hub/pairing/${encodeURIComponent(key)}/${verb}`, body);

async function refresh() {
  const now = await hub.call("GET", "/api/hub/pairing");
  showPending(now.pending);
  hub.byId("secrets").replaceChildren(...now.secrets.map(secretCard));
  hub.byId("no-paired").hidden = now.paired.length + now.refused.length > 0;
  hub.byId("paired").replaceChildren(...now.paired.map(pairedCard), ...now.refused.map(refusedCard));
}

async function keepFresh() {
  if (!document.hidden) {
    try {
      await refresh();
    } catch (error) {
      hub.showFault(error);
    }
  }
  setTimeout(keepFresh, REFRESH_MS);
}

hub.byId("secret-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  await change("POST", "/api/hub/pairing/secrets", { secret: hub.byId("secret").value.trim() });
  hub.byId("secret").value = "";
});
hub.attempt(async () => {
  await hub.requireAdministrator();
  hub.byId("loopback").hidden = !(await hub.call("GET", "/api/hub/network")).loopbackOnly;
  await keepFresh();
});
