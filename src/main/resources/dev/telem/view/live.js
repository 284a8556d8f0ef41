"use strict";

const live = document.getElementById("live");
const state = document.getElementById("state");
let known = "";

/* What telem made, with everything that is not its own escaped; the page's policy runs no script that is not this one. */
function show(html) {
  const open = new Set(Array.from(live.querySelectorAll("details[open]"), details => details.id));
  const holder = document.activeElement && live.contains(document.activeElement) && document.activeElement.closest("details");
  const focused = holder ? holder.id : "";
  live.innerHTML = html;
  for (const details of live.querySelectorAll("details")) {
    details.open = open.has(details.id);
    if (focused !== "" && details.id === focused) details.querySelector("summary").focus();
  }
}

function say(words) {
  if (state.textContent !== words) state.textContent = words;
}

async function look() {
  try {
    const reply = await fetch("live", {cache: "no-store", headers: known === "" ? {} : {"If-None-Match": known}});
    if (reply.status === 200) {
      known = reply.headers.get("ETag") || "";
      show(await reply.text());
    }
    say(reply.ok || reply.status === 304 ? "Live: new events appear as they are recorded." : await reply.text());
  } catch {
    say("telem view has ended. Start it again, and open the URL that it prints.");
  }
  setTimeout(look, 1500);
}

document.getElementById("preview-form").addEventListener("submit", async event => {
  event.preventDefault();
  const result = document.getElementById("preview-result");
  try {
    const reply = await fetch("preview", {
      method: "POST", cache: "no-store", headers: {"Content-Type": "application/json"},
      body: JSON.stringify(document.getElementById("line").value),
    });
    result.textContent = await reply.text();
  } catch {
    result.textContent = "telem view has ended. Start it again.";
  }
  result.hidden = false;
});

look();
