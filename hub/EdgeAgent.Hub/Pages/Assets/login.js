"use strict";

// Only a page of this hub: an address from elsewhere must not send anybody anywhere else.
function target() {
  const to = new URLSearchParams(location.search).get("to") ?? "";
  return /^\/[a-z]*$/.test(to) && to !== "/login" ? to : "/";
}

async function prepare() {
  const who = await hub.session();
  if (who.signedIn) location.replace(target());
  hub.byId("no-admin").hidden = who.administrator !== false;
}

async function onLogin(event) {
  event.preventDefault();
  hub.byId("send").disabled = true;
  const who = await hub.attempt(() => hub.call("POST", "/api/hub/session", { password: hub.byId("password").value }));
  hub.byId("send").disabled = false;
  if (who) location.replace(target());
}

hub.byId("login").addEventListener("submit", onLogin);
hub.attempt(prepare);
