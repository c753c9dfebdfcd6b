
// Adding documents: files dropped anywhere on the page go into the form; the page of a job brings itself up to date.
{
  const PAUSE = 500;
  const form = document.querySelector("form.adding");
  if (form) {
    const field = form.querySelector("input[type=file]");
    const zone = field.closest(".drop");
    const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
    document.addEventListener("dragover", (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      zone.classList.add("over");
    });
    document.addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) zone.classList.remove("over");
    });
    document.addEventListener("drop", (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      zone.classList.remove("over");
      field.files = event.dataTransfer.files;
      field.focus();
    });
    // What is too large is told before it is sent; the server would break off in the middle.
    form.addEventListener("submit", (event) => {
      const files = [...field.files].reduce((sum, file) => sum + file.size, 0);
      const text = new Blob([form.elements.text.value]).size;
      if (files + text <= Number(form.dataset.bytesMax)) return;
      event.preventDefault();
      say(form.dataset.tooLarge);
    });
  }

  const watch = () => {
    const now = document.querySelector("[data-fresh]");
    if (!now) return;
    setTimeout(() => fresh(now.dataset.fresh).then(watch, () => location.reload()), PAUSE);
  };
  watch();
}
