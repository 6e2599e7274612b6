"use strict";

const MICROS = 1000000n;

// Credits as typed to millionths, in whole numbers: money is never a floating-point number.
function micros(text) {
  const [whole, part = ""] = text.split(".");
  return BigInt(whole) * MICROS + BigInt(part.padEnd(6, "0"));
}

function credits(amount) {
  const value = BigInt(amount);
  const part = String(value % MICROS).padStart(6, "0").replace(/0+$/, "");
  return `${value / MICROS}${part ? `.${part}` : ""}`;
}

function card(key) {
  const made = hub.element("li");
  const title = hub.element("h3", "", key.name);
  title.append(hub.element("span", `state ${key.revokedAt ? "off" : "good"}`, key.revokedAt ? "revoked" : "in use"));
  made.append(title);
  made.append(hub.element("p", "", `${key.scopes.join(", ")} · ${key.models ? `models ${key.models.join(", ")}` : "all models"}`));
  const limit = key.spendLimitMicros === null ? "no limit" : `of ${credits(key.spendLimitMicros)}`;
  made.append(hub.element("p", "", `spent ${credits(key.spentMicros)} credits (${limit})`));
  const used = key.lastUsedAt ? `last used ${new Date(key.lastUsedAt).toLocaleString()}` : "never used";
  made.append(hub.element("p", "", `made ${new Date(key.createdAt).toLocaleString()} · ${used}`));
  const id = hub.element("p");
  id.append(hub.element("code", "", key.id));
  made.append(id);
  if (!key.revokedAt) {
    made.append(hub.button("Revoke", "quiet small", () => revoke(key)));
  }
  return made;
}

async function revoke(key) {
  if (!confirm(`Revoke the key "${key.name}"? What uses it stops at once.`)) return;
  await hub.attempt(async () => {
    await hub.call("DELETE", `/api/hub/keys/${encodeURIComponent(key.id)}`);
    await list();
  });
}

async function list() {
  const { keys } = await hub.call("GET", "/api/hub/keys");
  hub.byId("empty").hidden = keys.length > 0;
  hub.byId("list").replaceChildren(...keys.map(card));
}

async function onNew(event) {
  event.preventDefault();
  await hub.attempt(async () => {
    const models = hub.byId("models").value.split(",").map((name) => name.trim()).filter((name) => name);
    const limit = hub.byId("limit").value.trim();
    const made = await hub.call("POST", "/api/hub/keys", {
      name: hub.byId("name").value,
      scopes: [...document.querySelectorAll("input[name=scope]:checked")].map((box) => box.value),
      models: models.length ? models : null,
      spendLimitMicros: limit ? Number(micros(limit)) : null,
    });
    hub.byId("made-key").textContent = made.key;
    hub.byId("made").hidden = false;
    hub.byId("new").reset();
    await list();
  });
}

hub.byId("new").addEventListener("submit", onNew);
hub.byId("copy").addEventListener("click", () =>
  hub.attempt(() => navigator.clipboard.writeText(hub.byId("made-key").textContent)));
hub.attempt(async () => {
  await hub.requireAdministrator();
  await list();
});
