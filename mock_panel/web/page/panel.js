// Stands around textual.js, which knows nothing of lost connections: loaded before it, and
// looking at the sockets that it opens.
"use strict";
(() => {
  const ENDED = 4000;
  const TAKEN_OVER = 4001;
  const SESSION_OVER = 4003;
  const FAILED = 1011;
  const LOST = "Connection lost; trying again. What you entered is kept.";
  const NOT_OPENED = "The panel could not be opened; trying again.";
  const PAUSES = [1, 2, 4, 8, 15]; // seconds between attempts
  const QUIET = 5_000; // milliseconds after which we ask whether anybody is there
  const PATIENCE = 6_000; // and how long we wait for the answer
  const TRIES = "mock-panel-tries";

  const nonce = document.currentScript.nonce;
  const element = (id) => document.getElementById(id);
  let over = false;

  // The terminal writes its colours into style elements, which the page's policy allows by nonce.
  const create = Document.prototype.createElement;
  Document.prototype.createElement = function (name, options) {
    const made = create.call(this, name, options);
    if (String(name).toLowerCase() === "style") made.nonce = nonce;
    return made;
  };

  // Measured with another font, the terminal would have more lines than there is room for.
  const fonts = ["", "bold ", "italic "].map((style) => `${style}16px "Roboto Mono"`);
  let begin = () => {};
  Object.defineProperty(window, "onload", { set: (given) => { begin = given; } });
  window.addEventListener("load", async (event) => {
    const patience = new Promise((go) => setTimeout(go, 3_000));
    await Promise.race([Promise.allSettled(fonts.map((font) => document.fonts.load(font))), patience]);
    begin(event);
  });

  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...given) {
      super(...given);
      attend(this);
    }
  };

  function attend(socket) {
    let heard = Date.now();
    let asked = 0;
    socket.addEventListener("message", (event) => {
      heard = Date.now();
      if (typeof event.data !== "string") show();
    });
    socket.addEventListener("close", (event) => {
      clearInterval(looking);
      closed(event.code);
    });
    const looking = setInterval(() => {
      if (asked > heard && Date.now() - asked > PATIENCE) {
        clearInterval(looking);
        socket.close();
        lost(LOST);
      } else if (asked <= heard && Date.now() - heard > QUIET && socket.readyState === 1) {
        asked = Date.now();
        socket.send(JSON.stringify(["ping", String(asked)]));
      }
    }, 1_000);
  }

  function show() {
    if (over || element("notice").hidden) return;
    element("notice").hidden = true;
    document.querySelector(".xterm-helper-textarea")?.focus();
    setTimeout(() => {
      if (!over) sessionStorage.removeItem(TRIES);
    }, 15_000);
  }

  function closed(code) {
    if (over) return;
    if (code === ENDED) say("You have closed the panel.", "Open it again");
    else if (code === TAKEN_OVER) say("The panel is now open in another window.", "Use it here");
    else if (code === SESSION_OVER) say("Your time at this panel is over.", "Join again");
    else lost(code === FAILED ? NOT_OPENED : LOST);
  }

  /** Words over the terminal, for good; with a button that loads the page anew. */
  function say(words, action) {
    over = true;
    element("said").textContent = words;
    element("again").textContent = action;
    element("again").hidden = false;
    element("notice").hidden = false;
    element("again").onclick = () => location.reload();
    element("again").focus();
  }

  async function lost(words) {
    if (over) return;
    over = true;
    element("said").textContent = words;
    element("notice").hidden = false;
    for (;;) {
      const tries = Number(sessionStorage.getItem(TRIES) ?? 0);
      sessionStorage.setItem(TRIES, tries + 1);
      await new Promise((go) => setTimeout(go, 1000 * PAUSES[Math.min(tries, PAUSES.length - 1)]));
      const { status, isFull } = await serverSays();
      if (status === 204 || status === 401) return location.reload();
      element("said").textContent = isFull ? "The server is full just now; trying again." : words;
    }
  }

  /** 204: come; 401: no session any more; 503: full, or without its database; 0: nobody there. */
  async function serverSays() {
    try {
      const patience = AbortSignal.timeout(5_000);
      const answer = await fetch("/here", { cache: "no-store", signal: patience });
      return { status: answer.status, isFull: answer.headers.has("Retry-After") };
    } catch {
      return { status: 0, isFull: false };
    }
  }

  window.addEventListener("offline", () => lost(LOST));
  // The words for screen readers come and go above the terminal, which then has another height.
  window.addEventListener("hashchange", () => {
    window.dispatchEvent(new Event("resize"));
    if (location.hash === "#terminal") document.querySelector(".xterm-helper-textarea")?.focus();
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
})();
