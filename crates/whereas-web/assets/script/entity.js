
// A dossier: one key says of the chosen proposal whether it is the same. The buttons do it, with a new page.
{
  const dossier = document.querySelector("[data-dossier]");
  const proposals = dossier ? [...dossier.querySelectorAll("[data-proposal]")] : [];
  const chosen = () => proposals.find((proposal) => proposal.hasAttribute("aria-current"));
  const pick = (proposal) => {
    if (!proposal) return;
    chosen()?.removeAttribute("aria-current");
    proposal.setAttribute("aria-current", "true");
    proposal.focus({ preventScroll: true });
    proposal.scrollIntoView({ block: "nearest" });
  };
  if (dossier) {
    const step = (by) => pick(proposals[proposals.indexOf(chosen()) + by] ?? (chosen() ? undefined : proposals[0]));
    KEYS.j = () => step(1);
    KEYS.k = () => step(-1);
    KEYS.o = () => chosen()?.querySelector("a")?.click();
    KEYS.u = () => dossier.querySelector("[data-undo-last]")?.click();
    for (const key of ["s", "d", "n"]) {
      KEYS[key] = () => (chosen() ?? proposals[0])?.querySelector(`[data-key="${key}"]`)?.click();
    }
    proposals[0]?.setAttribute("aria-current", "true");
  }
}
