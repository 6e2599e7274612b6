"use strict";

// What the administration pages share. Text from elsewhere is shown with textContent: it never becomes markup.

const hub = (() => {
  const RESTART_LIMIT_MS = 90000;
  const RESTART_POLL_MS = 1000;
  let csrf = null;

  const byId = (id) => document.getElementById(id);

  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function button(label, className, onClick) {
    const made = element("button", className, label);
    made.type = "button";
    made.addEventListener("click", onClick);
    return made;
  }

  function showFault(error) {
    const line = byId("fault");
    line.textContent = error ? error.message : "";
    line.hidden = !error;
    if (error) line.scrollIntoView({ block: "nearest" });
  }

  async function call(method, path, body) {
    const headers = { Accept: "application/json" };
    if (csrf) headers["X-EdgeHub-Csrf"] = csrf;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const response = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    const text = await response.text();
    const answer = text ? JSON.parse(text) : null;
    if (!response.ok) {
      const error = new Error(answer?.error ?? `The hub answered ${response.status}.`);
      error.status = response.status;
      throw error;
    }
    if (answer?.csrf !== undefined) csrf = answer.csrf;
    return answer;
  }

  const session = () => call("GET", "/api/hub/session");

  // Runs something that the user asked for, with what went wrong shown.
  async function attempt(work) {
    showFault(null);
    try {
      return await work();
    } catch (error) {
      showFault(error);
      return undefined;
    }
  }

  // For pages of the administrator: without a session there is nothing to do here.
  async function requireAdministrator() {
    const who = await session();
    if (!who.scopes.includes("admin")) location.replace(`/login?to=${encodeURIComponent(location.pathname)}`);
    byId("sign-out")?.addEventListener("click", () => attempt(async () => {
      await call("DELETE", "/api/hub/session");
      location.assign("/");
    }));
    return who;
  }

  function fillChoices(into, network) {
    into.replaceChildren(...network.choices.map((choice) => {
      const label = element("label", "check");
      const input = element("input");
      input.type = "radio";
      input.name = "listen";
      input.value = choice.listen;
      input.checked = choice.listen === network.listen;
      input.disabled = network.fixed;
      label.append(input, ` ${choice.label}`);
      return label;
    }));
  }

  const chosen = () => document.querySelector("input[name=listen]:checked")?.value;

  // Waits until the hub has come back with another network; null when it does not.
  async function restarted(listen) {
    const end = performance.now() + RESTART_LIMIT_MS;
    while (performance.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, RESTART_POLL_MS));
      try {
        const network = await call("GET", "/api/hub/network");
        if (network.listen === listen) return network;
      } catch {
        // It is away, or coming.
      }
    }
    return null;
  }

  return { byId, element, button, showFault, call, session, attempt, requireAdministrator, fillChoices, chosen, restarted };
})();
