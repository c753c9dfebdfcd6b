
// On the page of the search, hits follow what is typed.
{
  const PAUSE = 150;
  const field = byId("page-search");
  let waiting;
  field?.addEventListener("input", () => {
    if (location.pathname !== "/search") return;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const fields = new URLSearchParams(location.search);
      fields.set("q", field.value.trim());
      fields.delete("page");
      const address = `/search?${fields}`;
      fresh(address).then((last) => last && history.replaceState(null, "", address), () => {});
    }, PAUSE);
  });
}
