// Keys for lists: j and k walk, o opens, / searches, ? helps. Without this script everything is reached by Tab.
"use strict";

(() => {
  const links = () => [...document.querySelectorAll(".cases .c-ref a")];
  const help = document.getElementById("keys");
  const typing = element => element instanceof HTMLElement
    && (element.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName));

  function walk(by) {
    const all = links();
    if (!all.length) return;
    const row = document.activeElement ? document.activeElement.closest(".cases tr") : null;
    const here = all.findIndex(link => row && row.contains(link));
    const next = here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, here + by));
    all[next].focus();
    all[next].closest("tr").scrollIntoView({ block: "nearest" });
  }

  function open() {
    const row = document.activeElement ? document.activeElement.closest(".cases tr") : null;
    const link = row && row.querySelector(".c-ref a");
    if (link) link.click();
  }

  const acts = {
    j: () => walk(1),
    k: () => walk(-1),
    o: open,
    "/": () => { const find = document.getElementById("find"); if (find) { find.focus(); find.select(); } },
    "?": () => { if (help && help.showModal && !help.open) help.showModal(); },
  };

  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    if (help && help.open) return;
    const act = acts[event.key === "？" ? "?" : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  for (const all of document.querySelectorAll("input[data-ticks]")) {
    all.addEventListener("change", () => {
      for (const one of document.querySelectorAll(`input[name="${all.dataset.ticks}"]`)) one.checked = all.checked;
    });
  }
})();
