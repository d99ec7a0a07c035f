// Saves a field as soon as it is changed, and while it is typed whenever the typing rests; what is left is saved on
// the way out. Without this script the same form saves a page at a time.
"use strict";

(() => {
  const form = document.getElementById("fill");
  const told = document.getElementById("saved");
  if (!form || !told || !window.fetch) return;

  lead();

  // 「改」 leads to the field itself, wherever it is folded away; the input is ready to type.
  function lead() {
    const field = location.hash.startsWith("#f-") && document.getElementById(location.hash.slice(1));
    if (!field) return;
    field.closest("details.later")?.setAttribute("open", "");
    field.scrollIntoView({block: "start"});
    (field.querySelector("input:checked") || field.querySelector("input:not([type=hidden]), textarea"))?.focus({preventScroll: true});
  }

  window.addEventListener("hashchange", lead);

  const AGAIN_AFTER_MS = 5000;
  const RESTS_AFTER_MS = 2000;
  const ANSWERED_WITHIN_MS = 20000;
  const PRESSED_FOR_MS = 1000;
  const WAITS = "网络断了，还没有存上。写的还在这里，连上以后自动保存，请不要关闭本页。";
  const HELD_BACK = "网络断了，还没有存上，先留在本页。连上以后自动保存，再往下走。";

  // Fields whose last change has not reached us; saved again as soon as the line is back.
  const unsaved = new Set();
  let last = Promise.resolve();
  let underWay = 0;
  let isLost = false;
  let onwards = null;
  let timer = 0;
  // By field, what reached us while it was still being typed; and how it is drawn when it is left.
  const reached = new Map();
  const drawnAnew = new Map();
  let isSentOff = false;
  let isComposing = false;
  let rests = 0;
  let held = 0;
  const whenReleased = [];

  form.addEventListener("change", event => {
    const field = event.target.closest(".field");
    // What reached us as it stands is drawn when the field is left.
    if (!field || (drawnAnew.has(field.id) && reached.get(field.id) === heldBy(field))) return;
    // One after another: what was changed later must not be overtaken by what was changed before.
    queue(field.id);
  });

  form.addEventListener("compositionstart", () => { isComposing = true; });
  form.addEventListener("compositionend", () => { isComposing = false; wait(); });
  form.addEventListener("input", wait);
  form.addEventListener("focusout", event => {
    const field = event.target.closest(".field");
    // Behind the change, and when it is known what is gone to.
    if (field) setTimeout(() => released().then(() => drawLeft(field.id)));
  });

  for (const kind of ["pointerdown", "pointerup", "pointercancel", "blur"]) window.addEventListener(kind, pressing);

  // A telephone is locked, a tab is closed, a call comes in: nobody leaves the field they are typing in before.
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") saveAll(); });
  window.addEventListener("pagehide", saveAll);
  window.addEventListener("pageshow", () => { isSentOff = false; });

  // To press a button is to leave a field. What is drawn then would move the button from under the hand, and nothing
  // would be pressed: it waits until the button is let go, though not for somebody who falls asleep on it.
  function pressing(event) {
    clearTimeout(held);
    if (event.type === "pointerdown") {
      held = setTimeout(letGo, PRESSED_FOR_MS);
      return;
    }
    // Behind the click, which follows.
    held = setTimeout(letGo);
  }

  function letGo() {
    held = 0;
    for (const go of whenReleased.splice(0)) go();
  }

  function released() {
    return held ? new Promise(go => whenReleased.push(go)) : Promise.resolve();
  }

  function wait() {
    clearTimeout(rests);
    rests = setTimeout(() => {
      const field = document.activeElement?.closest(".field");
      if (field && !isComposing && !unsaved.has(field.id) && isOpen(field)) queue(field.id);
    }, RESTS_AFTER_MS);
  }

  // At once, and whatever is under way: from a page that is gone nothing is sent any more.
  function saveAll() {
    if (isSentOff) return;
    for (const field of form.querySelectorAll(".field")) {
      if (!isOpen(field)) continue;
      const id = field.id;
      reached.set(id, heldBy(field));
      sent(field).then(answer => { if (!answer.ok) reached.delete(id); }, () => reached.delete(id));
    }
  }

  function isOpen(field) {
    return isChanged(field) && reached.get(field.id) !== heldBy(field);
  }

  function heldBy(field) {
    const kept = [...sentOf(field)].filter(([name]) => name !== "token" && !name.endsWith(".stood"));
    return new URLSearchParams(kept).toString();
  }

  function drawLeft(id) {
    const field = document.getElementById(id);
    if (!drawnAnew.has(id) || !field || field.contains(document.activeElement)) return;
    const answer = drawnAnew.get(id);
    drawnAnew.delete(id);
    // What was typed since is on its way, and drawn with its own answer.
    if (reached.get(id) === heldBy(field)) show(answer, id);
  }

  function queue(id) {
    underWay += 1;
    last = last.then(() => save(id)).then(() => saved(id), error => failed(error, id)).finally(() => { underWay -= 1; });
  }

  // Another form of the page leads away: what is being saved gets there first. Discarding saves nothing.
  document.addEventListener("submit", event => {
    if (event.target === form) return;
    if (event.target.closest(".discard")) {
      isSentOff = true;
      return;
    }
    if (!underWay && !unsaved.size) return;
    event.preventDefault();
    const leaving = event.target;
    const button = event.submitter;
    const go = () => leaving.requestSubmit(button || undefined);
    if (unsaved.size) {
      onwards = go;
      tellWhyHeld();
      again();
      return;
    }
    isLost = false;
    last.then(() => { if (!isLost) go(); });
  });

  // A form sent off while the line is down leads to a page of the browser, and all that was typed is gone.
  form.addEventListener("submit", event => {
    if (navigator.onLine && !unsaved.size) {
      isSentOff = true;
      return;
    }
    event.preventDefault();
    const button = event.submitter;
    onwards = () => form.requestSubmit(button || undefined);
    tellWhyHeld();
    again();
  });

  window.addEventListener("online", again);
  window.addEventListener("beforeunload", event => { if (unsaved.size) event.preventDefault(); });

  function again() {
    for (const id of unsaved) queue(id);
    last = last.then(goOn);
  }

  function goOn() {
    if (unsaved.size || !navigator.onLine || !onwards) return;
    const go = onwards;
    onwards = null;
    go();
  }

  // Whoever leaves by a link while something is being saved goes when it is: a page that is left sends nothing more.
  document.addEventListener("click", event => {
    const link = event.target.closest("a[href^='/']");
    if (!link || !(underWay || unsaved.size) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    isLost = false;
    if (unsaved.size) {
      onwards = () => location.assign(link.href);
      tellWhyHeld();
      again();
      return;
    }
    last.then(() => { if (!isLost) location.assign(link.href); });
  });

  async function save(id) {
    const field = document.getElementById(id);
    if (!field) return;
    field.classList.add("saving");
    const written = heldBy(field);
    const answer = await sent(field).finally(released);
    field.classList.remove("saving");
    if (!answer.ok || !(answer.headers.get("Content-Type") || "").startsWith("application/json")) throw answer;
    reached.set(id, written);
    const told = await answer.json();
    const now = document.getElementById(id);
    // Nor is what was typed since drawn over by what was sent before.
    if (isTyping(now) || (now && heldBy(now) !== written)) keep(told, id);
    else show(told, id);
  }

  // A line that hangs is a line that is down: what was not answered for long is sent again.
  function sent(field) {
    const limit = new AbortController();
    const late = setTimeout(() => limit.abort(), ANSWERED_WITHIN_MS);
    return fetch(form.action, {
      method: "POST",
      body: sentOf(field),
      headers: {Accept: "application/json"},
      credentials: "same-origin",
      keepalive: true,
      signal: limit.signal,
    }).finally(() => clearTimeout(late));
  }

  // Nothing moves under the hands of somebody who types on, and half a number is not called a wrong one.
  function keep(answer, id) {
    drawnAnew.set(id, answer);
    for (const [name, drawn] of Object.entries(answer.fields)) {
      const field = form.querySelector(`[data-field="${CSS.escape(name)}"]`);
      if (field?.id === id) stand(field, drawn);
    }
    tell(answer.saved ? `已存好 ${answer.at}` : "", false);
  }

  function sentOf(field) {
    const sent = new URLSearchParams();
    sent.append("token", form.elements.token.value);
    for (const input of field.querySelectorAll("input, textarea")) {
      if ((input.type === "checkbox" || input.type === "radio") && !input.checked) continue;
      sent.append(input.name, input.value);
    }
    return sent;
  }

  function show(answer, id) {
    if (answer.reload) return anew(id);
    for (const [name, drawn] of Object.entries(answer.fields)) {
      const old = form.querySelector(`[data-field="${CSS.escape(name)}"]`);
      if (!old) continue;
      // Somebody who went back into the words types on: they are saved when they leave them.
      if (isTyping(old)) {
        stand(old, drawn);
        continue;
      }
      const focused = old.contains(document.activeElement) ? document.activeElement : null;
      const place = focused && [...old.querySelectorAll("input, textarea, summary")].indexOf(focused);
      old.outerHTML = drawn;
      if (focused) {
        const fresh = form.querySelector(`[data-field="${CSS.escape(name)}"]`);
        const input = focused.id && document.getElementById(focused.id);
        (input || fresh.querySelectorAll("input, textarea, summary")[place] || fresh).focus({preventScroll: true});
      }
    }
    tell(answer.saved ? `已存好 ${answer.at}` : answer.left || "这一项没有收下，请看它下面的说明。", !answer.saved);
  }

  // The page has other fields now. What was typed and not sent yet goes along, or drawing it anew would lose it.
  function anew(id) {
    unsaved.delete(id);
    // Whoever wanted to go on is led on, and sees the page as it is when they come back to it.
    if (onwards) return;
    if (![...form.querySelectorAll(".field")].some(field => field.id !== id && isOpen(field))) {
      isSentOff = true;
      return location.reload();
    }
    const stay = document.createElement("input");
    Object.assign(stay, {type: "hidden", name: "go", value: "stay"});
    form.append(stay);
    isSentOff = true;
    form.submit();
  }

  function isChanged(field) {
    return [...field.querySelectorAll("input, textarea")].some(input =>
      input.type === "checkbox" || input.type === "radio"
        ? input.checked !== input.defaultChecked
        : input.type !== "hidden" && input.value !== input.defaultValue);
  }

  // What was saved is what stands there from now on, or a change back to what stood before would be none.
  function stand(field, drawn) {
    const mark = 'input[name$=".stood"]';
    field.querySelector(mark).value = new DOMParser().parseFromString(drawn, "text/html").querySelector(mark).value;
  }

  function isTyping(field) {
    const active = document.activeElement;
    return Boolean(field?.contains(active)) && (active.tagName === "TEXTAREA" || active.type === "text");
  }

  function forget(id) {
    unsaved.delete(id);
    document.getElementById(id)?.querySelector(".unsaved")?.remove();
  }

  function saved(id) {
    forget(id);
    if (unsaved.size) tellWhyHeld();
  }

  // An answer that says no is told by the page that sending the whole form leads to; no answer at all is waited for.
  function failed(error, id) {
    isLost = true;
    const field = document.getElementById(id);
    field?.classList.remove("saving");
    if (error instanceof Response && error.status < 500 && error.status !== 429) {
      // Sent again it would be refused again; what sends the form off must not wait for it.
      forget(id);
      tell("刚才的没有收下，点“保存，下一步”看原因，写的不会丢。", true);
      return;
    }
    unsaved.add(id);
    tellWhyHeld();
    note(field);
    clearTimeout(timer);
    timer = setTimeout(again, AGAIN_AFTER_MS);
  }

  // Where the person is: at the field itself, and in the line that stays in sight.
  function note(field) {
    if (!field || field.querySelector(".unsaved")) return;
    const line = document.createElement("p");
    line.className = "fault unsaved";
    line.textContent = "还没有存上，连上网以后自动保存。";
    field.append(line);
  }

  function tellWhyHeld() {
    tell(onwards ? HELD_BACK : WAITS, true);
  }

  function tell(words, isTrouble) {
    told.classList.toggle("failed", isTrouble);
    told.textContent = words;
  }
})();
