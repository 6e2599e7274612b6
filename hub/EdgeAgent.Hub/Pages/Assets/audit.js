"use strict";

let next = null;

function row(line) {
  const made = hub.element("tr");
  made.append(hub.element("td", "", new Date(line.time).toLocaleString()));
  made.append(hub.element("td", "", line.who));
  made.append(hub.element("td", "", line.origin));
  const what = hub.element("td", "", `${line.action} ${line.subject}`.trim());
  if (line.detail) what.append(hub.element("small", "", line.detail));
  made.append(what);
  made.append(hub.element("td", { done: "good", refused: "warn", failed: "bad" }[line.outcome], line.outcome));
  return made;
}

async function load() {
  const page = await hub.call("GET", `/api/hub/audit?limit=50${next ? `&before=${next}` : ""}`);
  hub.byId("lines").append(...page.entries.map(row));
  next = page.next;
  hub.byId("more").hidden = next === null;
  hub.byId("empty").hidden = hub.byId("lines").children.length > 0;
}

hub.byId("more").addEventListener("click", () => hub.attempt(load));
hub.attempt(async () => {
  await hub.requireAdministrator();
  await load();
});
