// Brings new lines of a talk to its page, and keeps the list of talks up to date. Without this script the page of a
// talk is loaded anew by its link, and the list by itself.
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

(() => {
  const listed = document.getElementById("listed");
  if (!listed) return;
  setInterval(async () => {
    // Whoever is on a button of the list is about to press it: nothing moves beneath them.
    if (document.hidden || listed.contains(document.activeElement)) return;
    try {
      const answer = await fetch(location.href, { redirect: "error" });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (listed.contains(document.activeElement)) return;
      listed.replaceChildren(...[...page.getElementById("listed").children].map((part) => document.adoptNode(part)));
      document.title = page.title;
    } catch {
      // The network is away, or the session is over: the next page that is opened says so.
    }
  }, Number(listed.dataset.every) * 1000);
})();
