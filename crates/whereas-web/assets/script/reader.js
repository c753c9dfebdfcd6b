// The keys of the reading room. Every page can be read and every decision taken without this file; with it the
// keyboard is enough. It makes no markup: what it changes are texts, classes and attributes of what the server sent.

const ACTS = ["demand", "commitment", "denial", "appraisal", "finding"];
const byId = (id) => document.getElementById(id);
const main = byId("page-main");
const cards = () => [...document.querySelectorAll("[data-statement]")];
const current = () => document.querySelector("[data-statement][aria-current]");

/** Makes a card current and brings its words into view. */
function choose(card) {
  if (!card) return;
  current()?.removeAttribute("aria-current");
  for (const words of document.querySelectorAll(".said.current")) words.classList.remove("current");
  card.setAttribute("aria-current", "true");
  const words = byId(`${card.dataset.side ?? ""}s-${card.dataset.statement}`);
  words?.classList.add("current");
  card.focus({ preventScroll: true });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  (words ?? card).scrollIntoView({ block: "center", behavior: calm ? "instant" : "smooth" });
}

/** Chooses the first card that fits, going on from the current one. */
function seek(step, fits = () => true) {
  const all = cards();
  const at = all.indexOf(current());
  const from = at >= 0 ? at + step : step > 0 ? 0 : all.length - 1;
  for (let place = from; place >= 0 && place < all.length; place += step) {
    if (fits(all[place])) return choose(all[place]);
  }
}

function say(words) {
  byId("page-message").textContent = words;
}

/** Sends a change and returns the record that the server answers. */
async function send(address, fields) {
  const headers = { Accept: "application/json" };
  const answer = await fetch(address, { method: "POST", headers, body: new URLSearchParams(fields) });
  const record = await answer.json();
  if (!answer.ok) throw new Error(record.error);
  return record;
}

/** Shows what stands decided about a statement, wherever the page has it. */
function show(statement) {
  const last = statement.decisions.at(-1);
  const words = last ? main.dataset[last.verdict].replace("{author}", last.author) : "";
  const marked = [...cards().filter((card) => card.dataset.statement === statement.id)];
  for (const card of marked) {
    card.querySelector(".verdict").textContent = words;
    const undo = card.querySelector("[data-undo]");
    undo.hidden = !last;
    undo.setAttribute("formaction", last ? `/decisions/${last.seq}/undo` : "");
  }
  for (const place of [...marked, ...document.querySelectorAll(`.said[id$="s-${statement.id}"]`)]) {
    place.classList.toggle("accepted", last?.verdict === "accepted");
    place.classList.toggle("rejected", last?.verdict === "rejected");
  }
  say(words || main.dataset.undone);
}

/** Carries out what a button of a card would, without leaving the page. */
async function decide(card, button, reason = "") {
  if (!card || !button || button.hidden) return;
  const address = button.getAttribute("formaction") || button.form.getAttribute("action");
  try {
    let record = await send(address, { reason });
    if (record.type === "decision") {
      record = await (await fetch(`/statements/${card.dataset.statement}.json`)).json();
    }
    if ("reload" in card.dataset) return location.reload();
    show(record);
    document.dispatchEvent(new CustomEvent("decided", { detail: { card, record } }));
  } catch (error) {
    say(main.dataset.failed.replace("{error}", error.message));
  }
}

function button(card, name) {
  const [accept, reject, undo] = card?.querySelectorAll("form.decide button") ?? [];
  return { accept, reject, undo }[name];
}

/** Takes back what stands on the card; in the queue else what was decided last. */
function takeBack(card) {
  const own = button(card, "undo");
  if (own && !own.hidden) return decide(card, own);
  document.querySelector("form.last button")?.click();
}

/** Asks for a reason, then decides. */
function explain(card, name) {
  const dialog = byId("page-reason");
  const field = byId("page-reason-words");
  if (!card || !dialog) return;
  field.value = "";
  dialog.returnValue = "";
  dialog.addEventListener("close", () => {
    choose(card);
    if (dialog.returnValue === "yes") decide(card, button(card, name), field.value);
  }, { once: true });
  dialog.showModal();
}

const KEYS = {
  j: () => seek(1),
  k: () => seek(-1),
  o: () => current()?.querySelector(".card-head a")?.click(),
  a: () => decide(current(), button(current(), "accept")),
  x: () => decide(current(), button(current(), "reject")),
  u: () => takeBack(current()),
  A: () => explain(current(), "accept"),
  X: () => explain(current(), "reject"),
  "/": () => byId("page-search").focus(),
  "?": () => byId("page-keys").showModal(),
};
ACTS.forEach((act, place) => {
  KEYS[place + 1] = () => seek(1, (card) => card.dataset.act === act);
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea, dialog");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !(event.key in KEYS)) return;
  event.preventDefault();
  KEYS[event.key]();
});

// Buttons do the same without a new page; a click on words chooses their card.
document.addEventListener("submit", (event) => {
  const card = event.target.closest("[data-statement]");
  if (!event.target.matches("form.decide") || !card || "reload" in card.dataset) return;
  event.preventDefault();
  choose(card);
  decide(card, event.submitter);
});
document.addEventListener("click", (event) => {
  const card = event.target.closest("[data-statement]");
  if (card && !event.target.closest("a, button, input")) choose(card);
});

// In the queue, a decision leads on to the next statement, and the last one to the next page.
const queue = document.querySelector("[data-review]");
document.addEventListener("decided", async ({ detail: { card, record } }) => {
  if (!queue || record.decisions.length === 0) return;
  const next = cards().slice(cards().indexOf(card) + 1).find((other) => !other.matches(".accepted, .rejected"));
  if (next) choose(next);
  else return location.assign(location.pathname + location.search);
  const left = await (await fetch(queue.dataset.review)).json();
  const number = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, "\u202f");
  queue.querySelector("[data-left]").textContent = number(left.left);
  queue.querySelector("[data-decided]").textContent = number(left.decided);
});

// A page that leads to a statement begins there; a page of one statement has it chosen.
const all = cards();
if (queue) choose(all[0]);
else if (all.length === 1) all[0].setAttribute("aria-current", "true");
else if (location.hash.includes("s-")) {
  const id = location.hash.slice(location.hash.indexOf("s-") + 2);
  choose(all.find((card) => card.dataset.statement === id));
}
