
// Words that are selected become a statement (n, then the number of an act) or a mention (m, then the number of a kind).
{
  const NAMINGS = ["person", "organisation", "place", "law"];
  const CHOICES = { n: ["act", ACTS], m: ["mention", NAMINGS] };
  const reader = document.querySelector("[data-state]");
  let waiting = null;

  /** The selected words and their passage, where they stand in the text of this document. */
  const selected = () => {
    const selection = document.getSelection();
    const quote = selection?.toString().trim();
    if (!quote || !selection.anchorNode) return null;
    const start = selection.getRangeAt(0).startContainer;
    const passage = (start.nodeType === Node.ELEMENT_NODE ? start : start.parentElement).closest(".passage");
    return passage && reader.contains(passage) ? { quote, passage: passage.id } : null;
  };

  const state = async (fields) => {
    try {
      const record = await send(reader.dataset.state, fields);
      history.pushState(null, "", record.address);
      location.reload();
    } catch (error) {
      say(main.dataset.failed.replace("{error}", error.message));
    }
  };

  const listen = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, dialog")) return;
    if (waiting) {
      const [name, values] = CHOICES[waiting.key];
      const value = values[Number(event.key) - 1];
      const words = waiting.words;
      waiting = null;
      say("");
      if (!value) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      state({ ...words, [name]: value });
    } else if (event.key in CHOICES) {
      const words = selected();
      if (!words) return say(reader.dataset.stateHow);
      event.preventDefault();
      waiting = { key: event.key, words };
      say(event.key === "n" ? reader.dataset.stateActs : reader.dataset.stateKinds);
    }
  };
  if (reader) document.addEventListener("keydown", listen, true);
}
