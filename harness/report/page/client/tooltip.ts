/*
 * Names a point of a figure while the pointer is on it; the table has the same for everyone else.
 */

const tip = document.createElement("div");
tip.className = "tip";
tip.setAttribute("aria-hidden", "true");
tip.hidden = true;
document.body.append(tip);

document.addEventListener("pointerover", ({ target }) => {
  const mark = target instanceof Element ? target.closest<SVGElement>("[data-tip]") : null;
  tip.hidden = mark === null;
  if (mark === null) return;
  tip.textContent = mark.dataset.tip ?? "";
  const { left, top } = mark.getBoundingClientRect();
  const { width, height } = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(4, Math.min(left + 12, window.innerWidth - width - 4))}px`;
  tip.style.top = `${Math.max(4, top - height - 6)}px`;
});
