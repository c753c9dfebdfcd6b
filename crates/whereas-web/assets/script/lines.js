
// Two documents side by side: lines in the gap between them, from each statement to its partners. The links at the marks
// lead there as well, so that nothing is missing where no line is drawn.
{
  const sides = document.querySelector(".sides");
  const drawing = sides?.querySelector(".lines");
  const LANES = 6;
  const pairs = new Map();
  let waiting = false;

  /** The pairs that the links of both documents tell of: the marks on the left and on the right, and the line. */
  const gather = () => {
    for (const link of sides.querySelectorAll("a.partner")) {
      const ends = [link.closest(".said"), byId(decodeURIComponent(link.hash.slice(1)))];
      if (ends.includes(null)) continue;
      const [left, right] = ends[0].id.startsWith("a-") ? ends : ends.reverse();
      const key = `${left.id} ${right.id}`;
      if (pairs.has(key)) continue;
      const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
      line.setAttribute("class", link.dataset.kind);
      drawing.append(line);
      pairs.set(key, { left, right, line });
    }
  };

  /** Draws what is in sight: whole lines, each in its lane, so that long ones lie beside each other; only the beginning of a
   *  line whose other end is far away, unless it is brought out. */
  const draw = () => {
    waiting = false;
    const frame = drawing.getBoundingClientRect();
    if (frame.width === 0) return;
    const [from, to] = [...sides.querySelectorAll(".side")].map((side) => side.getBoundingClientRect());
    const edges = [from.right + 4 - frame.left, to.left - 4 - frame.left];
    const level = (mark) => {
      const box = (mark.querySelector(".tag") ?? mark).getClientRects()[0];
      return box ? box.top + box.height / 2 : NaN;
    };
    let lane = 0;
    for (const { left, right, line } of pairs.values()) {
      lane = (lane % LANES) + 1;
      const tops = [level(left), level(right)];
      const inSight = tops.map((top) => top > 0 && top < innerHeight);
      line.toggleAttribute("hidden", !inSight.includes(true) || tops.some(Number.isNaN));
      if (line.hasAttribute("hidden")) continue;
      const [a, b] = tops.map((top) => Math.round(top - frame.top));
      const middle = Math.round(edges[0] + ((edges[1] - edges[0]) * lane) / (LANES + 1));
      const bend = Math.sign(b - a) * Math.min(24, Math.abs(b - a) / 2);
      const begin = `M${edges[0]} ${a}Q${middle} ${a} ${middle} ${a + bend}`;
      const end = `${middle} ${b - bend}Q${middle} ${b} ${edges[1]} ${b}`;
      const whole = Math.abs(b - a) < innerHeight || line.classList.contains("paired");
      line.setAttribute("d", whole ? `${begin}L${end}` : (inSight[0] ? begin : "") + (inSight[1] ? `M${end}` : ""));
    }
  };

  const redraw = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(draw);
  };

  /** Brings out the lines of one statement and its partners, or of none. */
  const bringOut = (target) => {
    const card = target?.closest?.("[data-side]");
    const id = card ? `${card.dataset.side}s-${card.dataset.statement}` : target?.closest?.(".said[id]")?.id;
    const all = [...pairs.values()];
    for (const pair of all) for (const part of Object.values(pair)) part.classList.remove("paired");
    for (const pair of all.filter(({ left, right }) => left.id === id || right.id === id)) {
      for (const part of Object.values(pair)) part.classList.add("paired");
      // What is drawn last lies on top.
      drawing.append(pair.line);
    }
    redraw();
  };

  if (drawing) {
    gather();
    new ResizeObserver(redraw).observe(sides);
    addEventListener("resize", redraw);
    addEventListener("scroll", redraw, { passive: true });
    for (const [come, go] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
      sides.addEventListener(come, (event) => bringOut(event.target));
      sides.addEventListener(go, () => bringOut(document.activeElement));
    }
    redraw();
  }
}
