// Sends files by tus 1.0 (https://tus.io): with progress, and from where the connection broke. Without this script the
// page is a plain form. What is to be gone on with is known to the server; nothing is kept in the browser.
(() => {
  "use strict";

  const TUS = { "Tus-Resumable": "1.0.0" };
  const PAUSES_MS = [500, 1000, 2000, 4000, 8000, 15000, 30000, 30000, 30000, 30000];

  const form = document.getElementById("upload");
  const chosen = document.getElementById("file");
  const list = document.getElementById("sending");
  const send = document.getElementById("send");
  const done = document.getElementById("done");
  const waits = document.getElementById("waits");
  if (!form) return;
  const largest = Number(form.dataset.largest);
  let left = Number(form.dataset.left);
  let waiting = Promise.resolve();
  let open = 0;
  let failed = 0;

  send.hidden = true;
  form.classList.add("scripted");
  chosen.addEventListener("change", () => {
    for (const file of chosen.files) take(file);
    chosen.value = "";
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("beforeunload", (event) => { if (open) event.preventDefault(); });

  // One file after the other: a narrow line is not shared, and what is whole stays whole.
  function take(file) {
    const row = rowOf(file);
    const begun = row.dataset.file || "";
    const why = begun ? "" : refusalOf(file);
    if (why) return fail(row, why, null);
    if (!begun) left -= 1;
    start(row, file, begun);
  }

  function start(row, file, begun) {
    open += 1;
    settle();
    tell(row, "等待上传");
    waiting = waiting.then(() => sent(row, file, begun)).then(() => {
      row.classList.add("whole");
      tell(row, "已收到");
      show(row, 1);
    }, (error) => {
      if (error.final) return fail(row, error.message, null);
      failed += 1;
      fail(row, error.message, () => { failed -= 1; start(row, file, error.begun); });
    }).then(() => {
      open -= 1;
      settle();
      if (!open) renew();
    });
  }

  // Whoever says that everything is there closes the link: not while a file waits or can still be gone on with.
  function settle() {
    done.disabled = open > 0 || failed > 0;
    waits.hidden = !done.disabled;
  }

  // The page knows number, size and digest of what was received. They are put in place, and nothing is loaded anew:
  // without a line, or with one that ends here, it stays as it is.
  async function renew() {
    const answer = await fetch(location.pathname, { cache: "no-store" }).catch(() => null);
    const text = answer && answer.ok ? await answer.text().catch(() => null) : null;
    if (open) return;
    if (text === null) {
      if (!answer) pause(2000).then(renew);
      return;
    }
    const fresh = new DOMParser().parseFromString(text, "text/html");
    const received = fresh.getElementById("received");
    if (!received) return;
    document.getElementById("received").parentElement.replaceWith(document.adoptNode(received.parentElement));
    left = Number(fresh.getElementById("upload").dataset.left);
    for (const row of list.querySelectorAll(".whole")) row.remove();
  }

  async function sent(row, file, begun) {
    let address = begun ? `${form.dataset.files}/${begun}` : "";
    let pauses = 0;
    let before = -1;
    for (;;) {
      try {
        address = address || await create(file);
        const offset = await standing(address);
        if (offset > before) pauses = 0;
        before = offset;
        if (offset < file.size) await patch(row, file, address, offset);
        return;
      } catch (error) {
        const lost = address.split("/").pop();
        if (error.status && error.status < 500 && ![408, 409, 423, 429].includes(error.status)) {
          throw Object.assign(error, { final: true });
        }
        if (pauses >= PAUSES_MS.length) {
          throw Object.assign(new Error("网络一直不通，没有传完。收到的部分还在，网络好了点“接着传”。"), { begun: lost });
        }
        tell(row, error.status ? `${error.message}马上再试。` : "网络断了，连上以后自动接着传。");
        await pause(PAUSES_MS[pauses]);
        pauses += 1;
      }
    }
  }

  async function create(file) {
    const name = btoa(String.fromCharCode(...new TextEncoder().encode(file.name.slice(-200))));
    const headers = { "Upload-Length": String(file.size), "Upload-Metadata": `filename ${name}` };
    const answer = await ask("POST", form.dataset.files, headers);
    return answer.getResponseHeader("Location");
  }

  async function standing(address) {
    const answer = await ask("HEAD", address);
    return Number(answer.getResponseHeader("Upload-Offset"));
  }

  function patch(row, file, address, offset) {
    const headers = { "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" };
    tell(row, "正在上传");
    return ask("PATCH", address, headers, file.slice(offset), (loaded) => {
      const share = (offset + loaded) / file.size;
      show(row, share);
      tell(row, share < 1 ? `正在上传 ${Math.floor(share * 100)}%` : "正在核对");
    });
  }

  // XMLHttpRequest, because fetch does not tell how much has been sent.
  function ask(method, address, headers = {}, body = null, told = null) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open(method, address);
      for (const [name, value] of Object.entries({ ...TUS, ...headers })) request.setRequestHeader(name, value);
      if (told) request.upload.onprogress = (event) => told(event.loaded);
      request.onload = () => (request.status < 300 ? resolve(request) : reject(refused(request)));
      request.onerror = () => reject(new Error("网络不通。"));
      request.onabort = request.onerror;
      request.send(body);
    });
  }

  function refused(request) {
    let told = null;
    try {
      told = JSON.parse(request.responseText).error;
    } catch {
      // An answer of something between us and the service.
    }
    const words = told ? `${told.message}${told.hint}` : "服务暂时没有回应。";
    return Object.assign(new Error(words), { status: request.status });
  }

  function refusalOf(file) {
    if (file.size === 0) return "这个文件是空的，没有收下。请换一个文件。";
    if (file.size > largest) return `超过${Math.floor(largest / 1024 / 1024)} MB，没有收下。请压缩、分成几个文件，或者当面交给承办局。`;
    return left > 0 ? "" : "已经满了，没有收下。请合并成几个文件，或者当面交给承办局。";
  }

  function rowOf(file) {
    const half = [...list.querySelectorAll(".half")].find((row) =>
      row.dataset.name === file.name && Number(row.dataset.bytes) === file.size);
    if (half) {
      half.classList.remove("half");
      return half;
    }
    const row = document.createElement("li");
    const name = document.createElement("p");
    name.className = "file-name";
    name.textContent = file.name;
    const state = document.createElement("p");
    state.className = "file-state";
    row.append(name, state);
    list.append(row);
    return row;
  }

  function tell(row, words) {
    row.classList.remove("failed");
    row.querySelector("button")?.remove();
    row.querySelector(".file-state").textContent = words;
  }

  function show(row, share) {
    let bar = row.querySelector("progress");
    if (!bar) {
      bar = document.createElement("progress");
      bar.max = 1;
      bar.setAttribute("aria-label", `${row.querySelector(".file-name").textContent}的进度`);
      row.append(bar);
    }
    bar.value = share;
  }

  function fail(row, words, again) {
    tell(row, words);
    row.classList.add("failed");
    row.querySelector("progress")?.remove();
    if (!again) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "second";
    button.textContent = "接着传";
    button.addEventListener("click", again);
    row.append(button);
  }

  // A line that comes back ends the wait.
  function pause(milliseconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      window.addEventListener("online", () => { clearTimeout(timer); resolve(); }, { once: true });
    });
  }
})();
