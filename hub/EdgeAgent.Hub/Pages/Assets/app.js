"use strict";

// Everything that comes from devices is shown with textContent: names and answers never become markup.

const REFRESH_MS = 2000;
const CLAIMS_SHOWN = 12;
const ANSWER_CHARS = 200000;
const byId = (id) => document.getElementById(id);

let models = [];
let deviceNames = new Map();
let asking = null;

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function short(hash) {
  return `${hash.slice(0, 8)}…${hash.slice(-4)}`;
}

function nameOf(device) {
  return deviceNames.get(device) ?? (device ? short(device) : "an unknown device");
}

async function getJson(path) {
  const response = await fetch(path, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

// ---- what the hub shows

function showModels(list) {
  const changed = list.map((m) => m.id).join() !== models.map((m) => m.id).join();
  models = list;
  if (changed) byId("model").replaceChildren(...list.map((m) => new Option(m.id, m.id)));
  const random = list.find((m) => m.edgeagent.random);
  byId("random-note").hidden = !random;
  if (random) byId("random-name").textContent = random.id;
}

function stateOf(device) {
  if (device.benched) return ["bad", "benched"];
  if (!device.online) return ["off", "away"];
  if (device.throttled) return ["warn", "slowed down"];
  return device.jobs > 0 ? ["good", "working"] : ["good", "ready"];
}

function deviceCard(device) {
  const card = element("li");
  const title = element("h3", "", device.name || short(device.id));
  const [className, word] = stateOf(device);
  title.append(element("span", `state ${className}`, word));
  card.append(title);
  const facts = [];
  if (device.queueLimit !== null) facts.push(`${device.jobs} of ${device.queueLimit} jobs`);
  if (device.cpu !== null) facts.push(`processor ${Math.round(device.cpu * 100)} %`);
  if (device.ramFreeBytes !== null) facts.push(`${(device.ramFreeBytes / 2 ** 30).toFixed(1)} GiB free`);
  if (device.tempC !== null) facts.push(`${Math.round(device.tempC)} °C`);
  if (facts.length) card.append(element("p", "", facts.join(" · ")));
  for (const model of device.models) {
    const speed = model.tokensPerSecond ? ` · ${model.tokensPerSecond.toFixed(1)} tokens/s` : "";
    card.append(element("p", "", `${model.name ?? short(model.digest)}${model.loaded ? " (in memory)" : ""}${speed}`));
  }
  if (device.models.length === 0 && device.online) card.append(element("p", "", "fetching its model …"));
  if (device.benched) card.append(element("p", "bad", `Gets no work: ${device.benched}.`));
  const id = element("p");
  id.append(element("code", "", device.id));
  card.append(id);
  return card;
}

function showDevices(list) {
  deviceNames = new Map(list.map((d) => [d.id, d.name || short(d.id)]));
  const online = list.filter((d) => d.online).length;
  byId("summary").textContent = list.length === 0
    ? "No devices yet"
    : `${online} of ${list.length} ${list.length === 1 ? "device" : "devices"} ready`;
  byId("no-devices").hidden = list.length > 0;
  byId("devices").replaceChildren(...list.map(deviceCard));
}

function claimRow(claim) {
  const row = element("tr");
  const when = new Date(claim.receivedAt);
  row.append(element("td", "", when.toLocaleTimeString()));
  row.append(element("td", "", nameOf(claim.device)));
  row.append(element("td", "number", `${claim.unitsIn} + ${claim.unitsOut}`));
  const verdict = element("td", { accepted: "good", unverified: "warn", rejected: "bad" }[claim.verdict], claim.verdict);
  if (claim.reason) verdict.append(element("small", "", claim.reason));
  row.append(verdict);
  const link = element("a", "", short(claim.hash));
  link.href = `/api/hub/claims/${encodeURIComponent(claim.hash)}`;
  const cell = element("td");
  cell.append(link);
  row.append(cell);
  return row;
}

function showClaims(page) {
  byId("no-claims").hidden = page.claims.length > 0;
  byId("claims-table").hidden = page.claims.length === 0;
  byId("claims").replaceChildren(...page.claims.map(claimRow));
}

async function refresh() {
  try {
    const [list, devices, claims] = await Promise.all([
      getJson("/v1/models"),
      getJson("/api/hub/devices"),
      getJson(`/api/hub/claims?limit=${CLAIMS_SHOWN}`),
    ]);
    showModels(list.data);
    showDevices(devices.devices);
    showClaims(claims);
    byId("offline-note").hidden = true;
  } catch {
    byId("offline-note").hidden = false;
  }
}

async function keepFresh() {
  if (!document.hidden) await refresh();
  setTimeout(keepFresh, REFRESH_MS);
}

// ---- asking

async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    rest += value;
    let end;
    while ((end = rest.indexOf("\n\n")) >= 0) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + 2);
      if (line.startsWith("data: ")) yield line.slice(6);
    }
  }
}

function requestOf(prompt, model) {
  const common = {
    model: model.id,
    max_tokens: Number(byId("tokens").value),
    stream: true,
    stream_options: { include_usage: true },
  };
  return model.edgeagent.chat
    ? ["/v1/chat/completions", { ...common, messages: [{ role: "user", content: prompt }] }]
    : ["/v1/completions", { ...common, prompt }];
}

async function ask(prompt, model, signal) {
  const answer = byId("answer");
  const [path, body] = requestOf(prompt, model);
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal,
  });
  if (!response.ok) throw new Error((await response.json()).error.message);
  showFacts([`Answered by ${nameOf(response.headers.get("x-edgeagent-device") ?? "")}`]);
  let first = 0;
  let provenance = null;
  let tokens = 0;
  for await (const data of events(response)) {
    if (data === "[DONE]") break;
    const chunk = JSON.parse(data);
    if (chunk.error) throw new Error(chunk.error.message);
    const choice = chunk.choices[0];
    const text = choice?.delta?.content ?? choice?.text ?? "";
    if (text && answer.textContent.length < ANSWER_CHARS) {
      first ||= performance.now();
      answer.append(text);
      answer.scrollTop = answer.scrollHeight;
    }
    provenance = chunk.edgeagent ?? provenance;
    tokens = chunk.usage?.completion_tokens ?? tokens;
  }
  finish(provenance, tokens, first ? (performance.now() - first) / 1000 : 0);
}

function finish(provenance, tokens, seconds) {
  const facts = [`Answered by ${nameOf(provenance?.device ?? "")}`];
  if (tokens > 1 && seconds > 0) facts.push(`${tokens} tokens`, `${((tokens - 1) / seconds).toFixed(1)} tokens/s`);
  showFacts(facts, provenance?.claim);
}

function showFacts(facts, claim) {
  const line = byId("answer-facts");
  line.hidden = false;
  line.textContent = facts.join(" · ");
  if (claim) {
    const link = element("a", "", "signed claim");
    link.href = `/api/hub/claims/${encodeURIComponent(claim)}`;
    line.append(" · ", link);
  }
}

function setAsking(controller) {
  asking = controller;
  byId("send").disabled = controller !== null;
  byId("stop").hidden = controller === null;
  byId("answer").setAttribute("aria-busy", String(controller !== null));
}

async function onAsk(event) {
  event.preventDefault();
  const model = models.find((m) => m.id === byId("model").value);
  if (asking || !model) return;
  setAsking(new AbortController());
  byId("answer").hidden = false;
  byId("answer").textContent = "";
  byId("answer-facts").hidden = true;
  try {
    await ask(byId("prompt").value, model, asking.signal);
  } catch (error) {
    showFacts([error.name === "AbortError" ? "Stopped" : error.message]);
  }
  setAsking(null);
  refresh();
}

byId("ask").addEventListener("submit", onAsk);
byId("stop").addEventListener("click", () => asking?.abort());
byId("prompt").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) byId("ask").requestSubmit();
});
document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
getJson("/api/hub/network").then((network) => { byId("loopback-note").hidden = !network.loopbackOnly; }, () => {});
byId("base").textContent = `${location.origin}/v1`;
keepFresh();
