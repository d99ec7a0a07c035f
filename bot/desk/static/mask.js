// Draws rectangles on a picture and writes them into the rows below. Without this script they are typed in.
"use strict";

(() => {
  const canvas = document.getElementById("canvas");
  const rows = document.getElementById("areas");
  if (!canvas || !rows) return;
  const sides = ["left", "top", "width", "height"];
  canvas.classList.add("drawn");
  let from = null;

  canvas.addEventListener("pointerdown", event => {
    if (event.button !== 0) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    from = placeOf(event);
    show();
  });
  canvas.addEventListener("pointermove", event => { if (from) show(between(from, placeOf(event))); });
  canvas.addEventListener("pointerup", event => {
    if (!from) return;
    const area = between(from, placeOf(event));
    from = null;
    // A slip of the hand is no rectangle.
    if (area[2] >= 0.5 && area[3] >= 0.5) write(area);
    show();
  });
  canvas.addEventListener("pointercancel", () => { from = null; show(); });
  rows.addEventListener("input", () => show());
  show();

  function placeOf(event) {
    const box = canvas.getBoundingClientRect();
    const part = (at, start, size) => Math.min(100, Math.max(0, (at - start) / size * 100));
    return [part(event.clientX, box.left, box.width), part(event.clientY, box.top, box.height)];
  }

  function between(one, other) {
    const left = Math.min(one[0], other[0]), top = Math.min(one[1], other[1]);
    return [left, top, Math.abs(one[0] - other[0]), Math.abs(one[1] - other[1])];
  }

  function write(area) {
    const inputs = () => [...rows.querySelectorAll(".area")].find(row => valuesOf(row).every(value => value === ""));
    let row = inputs();
    if (!row) {
      row = rows.querySelector(".area").cloneNode(true);
      for (const input of row.querySelectorAll("input")) { input.value = ""; input.removeAttribute("id"); }
      rows.append(row);
    }
    const left = Math.floor(area[0] * 10) / 10, top = Math.floor(area[1] * 10) / 10;
    // Rounded outwards: never less is covered than was drawn.
    const width = Math.min(100 - left, Math.ceil((area[0] + area[2] - left) * 10) / 10);
    const height = Math.min(100 - top, Math.ceil((area[1] + area[3] - top) * 10) / 10);
    [left, top, width, height].forEach((value, at) => {
      row.querySelector(`[name="${sides[at]}"]`).value = value.toFixed(1);
    });
  }

  function valuesOf(row) {
    return sides.map(side => row.querySelector(`[name="${side}"]`).value.trim());
  }

  function show(drawn) {
    for (const old of canvas.querySelectorAll(".covered")) old.remove();
    const areas = [...rows.querySelectorAll(".area")].map(valuesOf).filter(values => values.every(value => value !== ""));
    for (const area of drawn ? [...areas, drawn] : areas) {
      const covered = document.createElement("div");
      covered.className = "covered";
      sides.forEach((side, at) => { covered.style[side] = `${area[at]}%`; });
      canvas.append(covered);
    }
  }
})();
