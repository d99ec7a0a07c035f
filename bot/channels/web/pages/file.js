// Saves a field as soon as it is changed. Without this script the same form saves a page at a time.
"use strict";

(() => {
  const form = document.getElementById("fill");
  const told = document.getElementById("saved");
  if (!form || !told || !window.fetch) return;

  let last = Promise.resolve();
  let underWay = 0;
  let isLost = false;

  form.addEventListener("change", event => {
    const field = event.target.closest(".field");
    // One after another: what was changed later must not be overtaken by what was changed before.
    if (!field) return;
    underWay += 1;
    last = last.then(() => save(field.id)).catch(failed).finally(() => { underWay -= 1; });
  });

  // Whoever leaves by a link while something is being saved goes when it is: a page that is left sends nothing more.
  document.addEventListener("click", event => {
    const link = event.target.closest("a[href^='/']");
    if (!link || !underWay || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    isLost = false;
    last.then(() => { if (!isLost) location.assign(link.href); });
  });

  async function save(id) {
    const field = document.getElementById(id);
    if (!field) return;
    field.classList.add("saving");
    const answer = await fetch(form.action, {
      method: "POST",
      body: sentOf(field),
      headers: {Accept: "application/json"},
      credentials: "same-origin",
      keepalive: true,
    });
    field.classList.remove("saving");
    if (!answer.ok || !(answer.headers.get("Content-Type") || "").startsWith("application/json")) throw answer;
    show(await answer.json(), id);
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
    if (answer.reload) return again(id);
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
    told.classList.toggle("failed", !answer.saved);
    told.textContent = answer.saved ? `已存好 ${answer.at}` : answer.left || "这一项没有收下，请看它下面的说明。";
  }

  // The page has other fields now. What was typed and not sent yet goes along, or drawing it anew would lose it.
  function again(id) {
    if (![...form.querySelectorAll(".field")].some(field => field.id !== id && isChanged(field))) return location.reload();
    const stay = document.createElement("input");
    Object.assign(stay, {type: "hidden", name: "go", value: "stay"});
    form.append(stay);
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
    return field.contains(active) && (active.tagName === "TEXTAREA" || active.type === "text");
  }

  function failed() {
    isLost = true;
    told.classList.add("failed");
    told.textContent = "刚才的没有存上，请检查网络，或者点“保存，下一步”再存一次。";
    document.querySelectorAll(".saving").forEach(field => field.classList.remove("saving"));
  }
})();
