"use strict";

function say(text) {
  hub.byId("done").textContent = text;
  hub.byId("done").hidden = false;
}

async function show() {
  const network = await hub.call("GET", "/api/hub/network");
  hub.byId("now").textContent = network.loopbackOnly
    ? "Only this computer can reach the hub now, so no device of your network can join."
    : `Others reach the hub at ${network.addresses.join(" or ") || "no address yet"}`;
  hub.fillChoices(hub.byId("choices"), network);
  hub.byId("save").disabled = network.fixed;
  if (network.fixed) hub.byId("now").textContent += " The address is set where the hub is started, and changed there.";
}

async function onNetwork(event) {
  event.preventDefault();
  await hub.attempt(async () => {
    const change = await hub.call("POST", "/api/hub/network", { listen: hub.chosen() });
    if (!change.restarts) {
      say("Nothing changes.");
      return;
    }
    say("The hub starts again …");
    say(await hub.restarted(change.listen)
      ? "The hub is back."
      : "The hub cannot be reached from here any more, or has not come back yet.");
    await show();
  });
}

async function onPassword(event) {
  event.preventDefault();
  await hub.attempt(async () => {
    await hub.call("POST", "/api/hub/password", { current: hub.byId("current").value, new: hub.byId("new").value });
    hub.byId("password-form").reset();
    say("The password is changed.");
  });
}

hub.byId("network").addEventListener("submit", onNetwork);
hub.byId("password-form").addEventListener("submit", onPassword);
hub.attempt(async () => {
  await hub.requireAdministrator();
  await show();
});
