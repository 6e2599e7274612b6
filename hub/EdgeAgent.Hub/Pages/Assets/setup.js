"use strict";

// The secret of the link stands behind the #: it never reaches a server but in the request that uses it.
const link = location.hash.slice(1);
history.replaceState(null, "", location.pathname);

let network = null;

async function prepare() {
  hub.byId("no-link").hidden = link !== "";
  hub.byId("form-part").hidden = link === "";
  if (!link) return;
  await hub.session();
  try {
    network = await hub.call("GET", "/api/hub/network");
  } catch {
    return; // from another computer the network is shown to the administrator only
  }
  hub.fillChoices(hub.byId("choices"), network);
  hub.byId("network-part").hidden = network.fixed;
}

async function onSetup(event) {
  event.preventDefault();
  if (hub.byId("password").value !== hub.byId("again").value) {
    hub.showFault(new Error("The two passwords are not the same."));
    return;
  }
  hub.byId("save").disabled = true;
  await hub.attempt(async () => {
    await hub.call("POST", "/api/hub/setup", { link, password: hub.byId("password").value });
    hub.byId("form-part").hidden = true;
    hub.byId("done-part").hidden = false;
    hub.byId("done").textContent = "You are the administrator now, and signed in.";
    const listen = hub.chosen();
    if (network && !network.fixed && listen && listen !== network.listen) await changeNetwork(listen);
  });
  hub.byId("save").disabled = false;
}

async function changeNetwork(listen) {
  const change = await hub.call("POST", "/api/hub/network", { listen });
  if (!change.restarts) return;
  hub.byId("done").textContent = "You are the administrator now. The hub starts again with its new network …";
  const now = await hub.restarted(change.listen);
  hub.byId("done").textContent = now
    ? `The hub is back. Others reach it at ${now.addresses.join(" or ") || "no address yet"}`
    : "The hub has not come back yet. Look at what it says where it was started.";
}

hub.byId("setup").addEventListener("submit", onSetup);
hub.attempt(prepare);
