// The chat page. It opens a session, sends, shows, and listens for what officers write.
// Without this script the same page works as a plain form.
"use strict";

(() => {
  const SESSION = "shangmi.session"; // localStorage: {token, after}, for the next visit
  const TALK = "shangmi.talk"; // sessionStorage: what was shown, gone with the tab
  const MOST_SHOWN = 200;
  const SHORT = 5; // signs of a choice that shares its line
  const TYPING_AFTER_MS = 150;
  const TRY_AGAIN_AFTER_MS = 2000;
  const LISTEN_AGAIN_AFTER_MS = 5000;
  const PROGRESS = /第 ?(\d+)\/(\d+) ?项/;
  // What is said of a case that was filed: no form, and no item has a number.
  const NOTE = "supplement";
  const DIALOGS = { complaint: "举报", consultation: "咨询" };
  // An access code: shown as long as this page is open, and never stored. Whoever loads the page anew before they have
  // written it down gets it from the service, as the answer to the same message, while that is kept there.
  const CODE = /\b[2-9A-HJ-NP-Z]{4}(?:[-\s]?[2-9A-HJ-NP-Z]{4}){4}\b/gi;
  const NUMBER = /^((?:编号|查询码)：)([0-9A-Z]{4}(?:-[0-9A-Z]{1,4}){2,4})/gm;
  const CODE_AGAIN_MS = 12 * 60 * 60 * 1000;
  // Addresses, as our_pages.py finds them; those of our own pages are shown by name.
  const ADDRESS = /https?:\/\/[\w\-.~:/?#@!$&*+,;=%]*[\w/]/g;

  const byId = (id) => document.getElementById(id);
  const talk = byId("talk");
  const log = byId("log");
  const form = byId("form");
  const text = byId("text");
  const dialog = byId("dialog");
  const OUR_PAGES = JSON.parse(talk.dataset.ourPages);
  const newer = byId("newer");
  const trouble = byId("trouble");
  const forget = byId("forget");
  const later = byId("later");
  const clip = byId("clip");

  let session = read(localStorage, SESSION);
  let shown = read(sessionStorage, TALK) || [];
  let sending = Promise.resolve();
  let listening = null;
  let atEnd = true;
  let moving = false;
  let composing = false;
  let composedAt = 0;

  start();

  async function start() {
    document.documentElement.classList.add("scripted");
    log.textContent = "";
    forget.hidden = false;
    later.hidden = false;
    later.addEventListener("click", putAside);
    form.addEventListener("submit", submitted);
    for (const button of dialog.querySelectorAll("button[value]")) button.addEventListener("click", moved);
    clip?.addEventListener("click", moved);
    text.addEventListener("keydown", keyed);
    text.addEventListener("compositionstart", () => { composing = true; });
    text.addEventListener("compositionend", () => { composing = false; composedAt = Date.now(); });
    text.addEventListener("input", grow);
    talk.addEventListener("scroll", () => { atEnd = isAtEnd(); if (atEnd) newer.hidden = true; });
    // The window gets smaller when a keyboard opens or the input grows: the end stays in sight.
    new ResizeObserver(() => { if (atEnd) toEnd(); }).observe(talk);
    newer.addEventListener("click", () => { toEnd(); text.focus(); });
    forget.addEventListener("click", forgetAll);
    grow();
    if (session) {
      welcomeBack();
      listen();
    } else {
      await sendWithDots(open);
    }
  }

  function welcomeBack() {
    for (const item of shown) {
      greyChoices();
      const place = item.reply ? showReplies([item.reply], item.officer) : showSaid(item.said);
      if (item.again) showCodeAgain(item, place);
    }
    if (shown.length) {
      stand(lastShown((item) => item.trace)?.trace);
      toEnd();
      return;
    }
    // What officers wrote before is shown again: this page has nothing of it.
    session.after = 0;
    showNote("接着上次的对话。可以直接写，也可以选：");
    showReplies([{ text: "欢迎回来。", choices: ["继续填写", "查进度"].map((say) => ({ label: say, say })) }]);
  }

  // ------------------------------------------------------------------------------------ speaking

  function submitted(event) {
    event.preventDefault();
    const words = text.value.trim();
    if (!words) {
      text.focus();
      return;
    }
    text.value = "";
    grow();
    say(words);
  }

  // A move answers the question that stands now: one press, one message, until its answer is here.
  function moved(event) {
    event.preventDefault();
    if (moving) return;
    moving = true;
    say(event.currentTarget.value).finally(() => { moving = false; });
  }

  // Every answer is kept as it is given: there is nothing to send, only to be told.
  function putAside() {
    showNote(read(localStorage, SESSION)
      ? "已经存着，没有提交。下次在这台机器上打开本页，说“继续填写”就能接着填；草稿保留三十天。"
      : "这个浏览器不允许保存记录，关闭本页后就找不回这份草稿。");
    toEnd();
  }

  function keyed(event) {
    // While an input method composes, Enter chooses a word. Safari ends the composition before the key that
    // ended it arrives, which then says 229; some keyboards say 229 to every key, without ever composing.
    const endsComposition = event.keyCode === 229 && Date.now() - composedAt < 100;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || composing || endsComposition) return;
    submitted(event);
  }

  function say(words) {
    greyChoices(words);
    const bubble = showSaid(words);
    toEnd();
    remember({ said: words });
    const id = newId();
    return queue(() => deliver(bubble, id, words));
  }

  // One message after the other: the answers come in the order in which the questions were put.
  function queue(task) {
    sending = sending.then(task, task);
    return sending;
  }

  async function deliver(bubble, id, words) {
    bubble.classList.add("waiting");
    bubble.querySelector(".unsent")?.remove();
    const answer = await sendWithDots(() => post(id, words), { id, words });
    bubble.classList.remove("waiting");
    if (!answer) showUnsent(bubble, id, words);
  }

  // asked: the message that is answered, where one is
  async function sendWithDots(send, asked) {
    const dots = setTimeout(showTyping, TYPING_AFTER_MS);
    let answer = null;
    try {
      answer = await send();
      trouble.hidden = true;
    } catch (error) {
      tell(error.hint || "网络不通，这条没有发出去。请检查网络后重试。");
    } finally {
      clearTimeout(dots);
      log.querySelector(".typing")?.remove();
    }
    if (answer) hear(answer, asked);
    return answer;
  }

  async function open() {
    const answer = await ask("/api/chat/sessions", { method: "POST", body: "{}" });
    session = { token: answer.session, after: 0 };
    write(localStorage, SESSION, session);
    listen();
    return answer;
  }

  async function post(id, words) {
    if (!session) hear(await open());
    try {
      return await postOnce(id, words);
    } catch (error) {
      if (error.status === 401) {
        await startOver();
      } else if (error.status && error.status !== 503) {
        throw error;
      } else {
        await pause(TRY_AGAIN_AFTER_MS);
      }
      // The same id: if the first copy did arrive, its answer comes back and nothing happens twice.
      return postOnce(id, words);
    }
  }

  function postOnce(id, words) {
    return ask("/api/chat/messages", { method: "POST", body: JSON.stringify({ id, text: words }), headers: bearer() });
  }

  async function startOver() {
    session = null;
    write(localStorage, SESSION, null);
    showNote("上次的对话已经找不到了，为您重新开始。");
    hear(await open());
  }

  function showUnsent(bubble, id, words) {
    const line = make("p", "unsent", "没有发出去，内容还在。");
    const again = make("button", "", "重试");
    again.type = "button";
    again.addEventListener("click", () => queue(() => deliver(bubble, id, words)));
    line.append(again);
    bubble.append(line);
    toEnd();
  }

  // ------------------------------------------------------------------------------------- hearing

  function hear(answer, asked) {
    const stays = !isAtEnd();
    greyChoices();
    const first = showReplies(answer.replies);
    const code = answer.replies.some((reply) => hasCode(reply.text));
    if (code || answer.trace?.intent === "confirm") forgetCodes();
    answer.replies.forEach((reply, place) => remember({
      reply,
      trace: place === answer.replies.length - 1 ? answer.trace : undefined,
      again: asked && hasCode(reply.text) ? { ...asked, until: Date.now() + CODE_AGAIN_MS } : undefined,
    }));
    stand(answer.trace);
    settle(first, stays);
  }

  async function listen() {
    listening?.abort();
    const own = (listening = new AbortController());
    while (!own.signal.aborted && session) {
      try {
        const news = await ask(`/api/chat/messages?after=${session.after}`, { headers: bearer(), signal: own.signal });
        if (own.signal.aborted) return;
        if (news.replies.length) hearOfficer(news);
      } catch (error) {
        // 401 is settled by the next message; anything else passes.
        if (own.signal.aborted || error.status === 401) return;
        await pause(LISTEN_AGAIN_AFTER_MS);
      }
    }
  }

  function hearOfficer(news) {
    const stays = !isAtEnd();
    session.after = news.after;
    write(localStorage, SESSION, session);
    if (news.replies.some((reply) => reply.ends)) greyChoices();
    const first = showReplies(news.replies, true);
    // A form that ended on its page is no longer under way here.
    const ends = news.replies.some((reply) => reply.ends);
    news.replies.forEach((reply) => remember({ reply, officer: true, trace: reply.ends ? {} : undefined }));
    if (ends) stand(null);
    settle(first, stays);
  }

  // ------------------------------------------------------------------------------------- showing

  function showSaid(words) {
    const item = make("li", "theirs");
    item.append(make("p", "bubble", words));
    log.append(item);
    return item;
  }

  function showReplies(replies, fromOfficer = false) {
    const items = replies.map((reply) => replyItem(reply, fromOfficer));
    log.append(...items);
    return items[0];
  }

  function replyItem(reply, fromOfficer) {
    const item = make("li", "ours");
    const said = make("div", "said");
    const seal = make("span", "seal small", "秘");
    seal.setAttribute("aria-hidden", "true");
    if (fromOfficer && !reply.notice) said.append(make("p", "from", "承办单位来信"));
    said.append(bubbleOf(reply));
    if (reply.source) said.append(sourceOf(reply.source));
    if (reply.statements) said.append(statementsOf(reply.statements));
    if (reply.download) said.append(downloadOf(reply.download));
    if (reply.choices) said.append(choicesOf(reply.choices));
    item.append(seal, said);
    return item;
  }

  function bubbleOf(reply) {
    let words = reply.text;
    if (reply.source) words = words.replace(`依据：${reply.source}`, "").replace("\n\n\n", "\n\n");
    const bubble = make("p", "bubble");
    let from = 0;
    words = words.trim();
    for (const found of words.matchAll(ADDRESS)) {
      const link = linkTo(found[0]);
      const end = found.index + found[0].length;
      // Alone on its line it can be a button.
      if (nameOf(found[0]) && isAlone(words, found.index, end)) link.className = "download";
      bubble.append(...withNumbers(words.slice(from, found.index)), link);
      from = end;
    }
    bubble.append(...withNumbers(words.slice(from)));
    return bubble;
  }

  // The number and the code of a filing stand out, in one piece, and can be copied. Nothing of it is stored.
  function withNumbers(words) {
    const pieces = [];
    let from = 0;
    for (const found of words.matchAll(NUMBER)) {
      const at = found.index + found[1].length;
      pieces.push(words.slice(from, at), numberOf(found[2]));
      from = at + found[2].length;
    }
    return [...pieces, words.slice(from)];
  }

  function numberOf(number) {
    const shown = make("span", "number");
    shown.append(make("b", "", number));
    if (!navigator.clipboard) return shown;
    const copy = make("button", "", "复制");
    copy.type = "button";
    copy.addEventListener("click", () => navigator.clipboard.writeText(number).then(
      () => { copy.textContent = "已复制"; },
      () => { copy.textContent = "没有复制成"; },
    ));
    shown.append(copy);
    return shown;
  }

  // What opens goes on beside the chat.
  function linkTo(address) {
    const link = make("a", "", nameOf(address) || address);
    link.href = address;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    return link;
  }

  function isAlone(words, start, end) {
    return ["", "\n"].includes(words.charAt(start - 1)) && ["", "\n"].includes(words.charAt(end));
  }

  function nameOf(address) {
    if (!address.startsWith(talk.dataset.reachedAt)) return "";
    const path = address.slice(talk.dataset.reachedAt.length);
    const begin = Object.keys(OUR_PAGES).find((one) => path.startsWith(one));
    return begin ? OUR_PAGES[begin] : "";
  }

  function sourceOf(source) {
    const fold = make("details", "source");
    const line = make("summary", "", "依据");
    line.append(make("span", "short", `：${source}`));
    fold.append(line, make("p", "", source));
    return fold;
  }

  function statementsOf(statements) {
    const fold = make("details", "source further");
    const list = make("ul");
    list.append(...statements.map((statement) => make("li", "", statement)));
    fold.append(make("summary", "", "相关规定"), list);
    return fold;
  }

  function downloadOf(download) {
    const link = make("a", "download", `下载《${download.name}》`);
    // The mark at the start lets old editors on Windows see that it is UTF-8.
    link.href = URL.createObjectURL(new Blob(["\ufeff", download.text], { type: "text/plain;charset=utf-8" }));
    link.download = download.name;
    return link;
  }

  function choicesOf(choices) {
    const inBar = new Set([...dialog.querySelectorAll("button[value]")].map((button) => button.value));
    const list = make("div", "choices");
    list.setAttribute("role", "group");
    list.setAttribute("aria-label", "可以选");
    const ticking = choices.filter((choice) => choice.ticks);
    for (const choice of ticking) list.append(tickOf(choice, list));
    if (ticking.length) list.append(chosenOf(list));
    for (const choice of choices) {
      if (choice.ticks || inBar.has(choice.say)) continue;
      const button = make("button", choice.label.length <= SHORT ? "short" : "", choice.label);
      button.type = "button";
      button.value = choice.say;
      button.addEventListener("click", () => { say(choice.say); text.focus({ preventScroll: true }); });
      list.append(button);
    }
    return list;
  }

  // Several may be chosen together: a press ticks, and all that is ticked is said at once.
  function tickOf(choice, list) {
    const button = make("button", "tick", choice.label);
    button.type = "button";
    button.value = choice.say;
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      list.querySelector(".chosen").disabled = !tickedIn(list).length;
    });
    return button;
  }

  function chosenOf(list) {
    const button = make("button", "chosen", "选好了");
    button.type = "button";
    button.disabled = true;
    button.addEventListener("click", () => { say(tickedIn(list).join("；")); text.focus({ preventScroll: true }); });
    return button;
  }

  function tickedIn(list) {
    return [...list.querySelectorAll('.tick[aria-pressed="true"]')].map((button) => button.value);
  }

  function greyChoices(taken) {
    for (const button of log.querySelectorAll(".choices button:enabled")) {
      button.disabled = true;
      if (button.value === taken) button.classList.add("taken");
    }
  }

  // Where the conversation stands: the line and the three moves of a dialog.
  function stand(trace) {
    if (clip) clip.hidden = !trace?.dialog && !lastShown((item) => item.trace?.case);
    dialog.hidden = !trace?.dialog;
    // A name or a telephone number is no question.
    text.placeholder = dialog.hidden ? "请写您的问题" : "请写在这里";
    if (dialog.hidden) return;
    const asking = trace.field !== "confirm" && trace.field !== "resume";
    byId("progress").textContent = progressOf(trace, asking);
    const isNote = trace.dialog === NOTE;
    for (const button of dialog.querySelectorAll("button")) button.hidden = button.classList.contains("of-a-note") !== isNote;
    const skip = [...dialog.querySelectorAll("button")].find((button) => button.value === "跳过");
    // What a filing cannot do without is not skipped: then nothing of the kind is offered.
    const offered = lastShown((item) => item.reply)?.reply.choices || [];
    skip.hidden = isNote || !asking || !offered.some((choice) => choice.say === skip.value);
  }

  function progressOf(trace, asking) {
    if (trace.dialog === NOTE) return byId("progress").dataset.ofOnesCase;
    if (!asking) return trace.field === "confirm" ? "请核对" : "";
    const latest = lastShown((item) => item.reply && PROGRESS.test(item.reply.text));
    if (!latest) return "";
    const [, number, total] = latest.reply.text.match(PROGRESS);
    return `${DIALOGS[trace.dialog] || "填写"} · 第 ${number}/${total} 项`;
  }

  function showTyping() {
    const stays = !isAtEnd();
    const item = make("li", "ours typing");
    const seal = make("span", "seal small", "秘");
    const bubble = make("p", "bubble");
    seal.setAttribute("aria-hidden", "true");
    bubble.setAttribute("aria-label", "正在回复");
    bubble.append(make("i"), make("i"), make("i"));
    item.append(seal, bubble);
    log.append(item);
    if (!stays) toEnd();
  }

  function showNote(words) {
    log.append(make("li", "note", words));
  }

  function tell(words) {
    trouble.textContent = words;
    trouble.hidden = false;
  }

  // ----------------------------------------------------------------------------------- scrolling

  function isAtEnd() {
    return talk.scrollHeight - talk.scrollTop - talk.clientHeight < 120;
  }

  function toEnd() {
    talk.scrollTop = talk.scrollHeight;
    newer.hidden = true;
  }

  // Somebody reading further up keeps their place; an answer taller than the window starts at its top.
  function settle(first, stays) {
    if (stays) {
      newer.hidden = false;
      return;
    }
    toEnd();
    if (first && first.offsetTop < talk.scrollTop) talk.scrollTop = first.offsetTop - 12;
  }

  // -------------------------------------------------------------------------------------- helpers

  async function ask(address, options) {
    const response = await fetch(address, { cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer", ...options });
    const answer = await response.json().catch(() => null);
    if (response.ok && answer) return answer;
    const failure = new Error("refused");
    failure.status = response.status;
    failure.hint = answer?.error ? `${answer.error.message}${answer.error.hint}` : "服务暂时没有回应，请稍后再试。";
    throw failure;
  }

  function bearer() {
    return { Authorization: `Bearer ${session.token}` };
  }

  function forgetAll() {
    if (!confirm("清除后，这台机器上不再保留这次对话，也无法凭它查进度。已提交的案件不受影响，请先记下编号和查询码；查询码不会再给，匿名提交的没有它就查不到。确定清除？")) return;
    listening?.abort();
    write(localStorage, SESSION, null);
    write(sessionStorage, TALK, null);
    location.reload();
  }

  function remember(item) {
    shown = [...shown, withoutCode(item)].slice(-MOST_SHOWN);
    write(sessionStorage, TALK, shown);
  }

  function hasCode(words) {
    return words.search(CODE) >= 0;
  }

  // The group that confirms a code is a part of it.
  function withoutCode(item) {
    const waits = shown.some((earlier) => earlier.again);
    if (item.said && waits && /^\s*[2-9A-HJ-NP-Z]{4}\s*$/i.test(item.said)) return { ...item, said: "（查询码最后一组）" };
    if (item.said) return { ...item, said: item.said.replace(CODE, "（查询码）") };
    return { ...item, reply: { ...item.reply, text: item.reply.text.replace(CODE, "（不在这台机器上保存）") } };
  }

  async function showCodeAgain(item, place) {
    if (Date.now() >= item.again.until) return;
    const { id, words } = item.again;
    const answer = await postOnce(id, words).catch(() => null);
    const reply = answer?.replies.find((one) => hasCode(one.text));
    if (reply) place.querySelector(".bubble").replaceWith(bubbleOf(reply));
  }

  function forgetCodes() {
    shown = shown.map(({ again, ...item }) => item);
    write(sessionStorage, TALK, shown);
  }

  // Array.prototype.findLast is younger than many phones.
  function lastShown(fits) {
    return [...shown].reverse().find(fits);
  }

  function grow() {
    text.style.height = "auto";
    text.style.height = `${text.scrollHeight + 2}px`;
  }

  function make(tag, className = "", words = "") {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (words) element.textContent = words;
    return element;
  }

  function newId() {
    return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function pause(milliseconds) {
    return new Promise((done) => { setTimeout(done, milliseconds); });
  }

  // Storage may be forbidden or full: then the conversation lasts as long as the page.
  function read(storage, key) {
    try {
      return JSON.parse(storage.getItem(key));
    } catch {
      return null;
    }
  }

  function write(storage, key, value) {
    try {
      if (value === null) storage.removeItem(key);
      else storage.setItem(key, JSON.stringify(value));
    } catch {
      // As above.
    }
  }
})();
