// Brings new lines of a talk to its page. Without this script the page is loaded anew by its link.
"use strict";

(() => {
  const EVERY_MS = 3000;
  const lines = document.getElementById("lines");
  const moved = document.getElementById("moved");
  const end = document.getElementById("end");
  if (!lines || lines.dataset.runs !== "yes") return;
  let last = Number(lines.dataset.last);
  setTimeout(look, EVERY_MS);

  async function look() {
    if (!document.hidden) {
      try {
        const answer = await fetch(`${lines.dataset.more}?after=${last}`, { redirect: "error" });
        if (answer.ok) show(await answer.text(), answer.headers.get("X-Talk"));
        else if (answer.status === 404) return tell();
      } catch {
        // The network is away, or somebody has signed out: the link beneath loads the page anew and says so.
      }
    }
    setTimeout(look, EVERY_MS);
  }

  function show(html, standing) {
    const atEnd = end.getBoundingClientRect().top < window.innerHeight;
    const found = new DOMParser().parseFromString(html, "text/html").querySelectorAll("li[data-n]");
    for (const line of found) {
      if (Number(line.dataset.n) <= last) continue;
      last = Number(line.dataset.n);
      lines.append(document.importNode(line, true));
      document.getElementById("nothing")?.remove();
    }
    if (found.length && atEnd) end.scrollIntoView({ block: "nearest" });
    if (standing !== lines.dataset.standing) tell();
  }

  function tell() {
    if (!moved.hidden) return;
    moved.hidden = false;
    moved.scrollIntoView({ block: "center" });
  }
})();
