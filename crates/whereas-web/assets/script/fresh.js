
/**
 * Fetches a page and puts its main part in the place of this one's, without a flicker. The document comes parsed, so no
 * markup passes through a string here.
 */
let freshest = 0;
function fresh(address) {
  const turn = ++freshest;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.setRequestHeader("Accept", "text/html");
    request.responseType = "document";
    request.onload = () => {
      const next = request.response?.getElementById("page-main");
      if (!next) return reject(new Error(String(request.status)));
      // A later one was asked for meanwhile.
      if (turn !== freshest) return resolve(null);
      document.title = request.response.title;
      main.replaceChildren(...document.adoptNode(next).childNodes);
      resolve(request);
    };
    request.onerror = () => reject(new Error(address));
    request.send();
  });
}
