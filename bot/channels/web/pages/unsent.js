// Asks before text that was typed and not sent is lost: by leaving the page, or by sending another form of it.
// Without this script nothing is different.
"use strict";

(() => {
  const QUESTION = "本页还有写了没有提交的内容，现在离开或者提交别处，它就没有了。仍要继续吗？";
  const SENT_FOR_MS = 1000;
  let isSending = false;

  function isHeld(input) {
    return (input.type === "text" || input.type === "textarea") && input.form?.method === "post" &&
      input.form.getAttribute("role") !== "search" && input.value.trim() !== "" && input.value !== input.defaultValue;
  }

  function isAnyHeld(but) {
    return [...document.querySelectorAll("input, textarea")].some(input => isHeld(input) && input.form !== but);
  }

  document.addEventListener("submit", event => {
    if (event.defaultPrevented) return;
    if (isAnyHeld(event.target) && !confirm(QUESTION)) {
      event.preventDefault();
      return;
    }
    isSending = true;
    // What is sent may only bring a file, and the page stays.
    setTimeout(() => { isSending = false; }, SENT_FOR_MS);
  });

  window.addEventListener("beforeunload", event => { if (!isSending && isAnyHeld(null)) event.preventDefault(); });
})();
