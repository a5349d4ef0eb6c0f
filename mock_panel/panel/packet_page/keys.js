// Single keys, and the start of the page.

function goTo(index) {
  if (index >= 0 && index < packet.items.length) {
    const heading = $(`title-${packet.items[index].id}`);
    heading.focus({ preventScroll: true });
    heading.scrollIntoView();
  }
}

function currentIndex() {
  return packet.items.findIndex((item) => item.id === current);
}

/** The item that keys are for: where the focus is or last was, at first the first one. */
function currentItem() {
  return $(`item-${current ?? packet.items[0].id}`);
}

function currentQuestion() {
  const here = document.activeElement.closest(".question");
  return here ?? currentItem().querySelector(".question");
}

function focusNote(part) {
  focusOn(currentQuestion().querySelector(`.${part.id} .new textarea`));
}

function isText(element) {
  return element.matches("textarea, select, input:not([type=radio], [type=checkbox])");
}

function singleKey(key) {
  const part = PARTS.find((candidate) => candidate.key === key);
  if (part) return () => focusNote(part);
  return {
    j: () => goTo(currentIndex() + 1),
    k: () => goTo(Math.max(0, currentIndex() - 1)),
    e: () => focusOn(currentItem().querySelector(".evidence textarea")),
    x: toggleAnchors,
    c: () => toggleClock(currentQuestion().dataset.question),
    l: askToLock,
    "?": () => ask("help-dialog", "help-close"),
  }[key];
}

function rateByKey(value) {
  const item = document.activeElement.closest(".item");
  if (!item) {
    say("go to an item first: j");
    return;
  }
  if (isLocked(state)) return;
  rate(item.dataset.item, value);
  say(`${packet.items[currentIndex()].title}: ${value}`);
}

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (document.querySelector("dialog[open]")) return;
  if (isText(event.target)) {
    if (event.key === "Escape") focusOn(event.target.closest(".item")?.querySelector("h2"));
    return;
  }
  if (!$("single-keys").checked) return;
  const level = packet.scale.find(({ value }) => String(value) === event.key);
  const act = level ? () => rateByKey(level.value) : singleKey(event.key.toLowerCase());
  if (!act) return;
  event.preventDefault();
  act();
}

function rememberSingleKeys() {
  try {
    localStorage.setItem(KEYS_STORED_AS, $("single-keys").checked ? "on" : "off");
  } catch {
    // Then the choice holds until the page is closed.
  }
}

function recallSingleKeys() {
  try {
    $("single-keys").checked = localStorage.getItem(KEYS_STORED_AS) !== "off";
  } catch {
    // As above.
  }
}

function listen() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("focusin", (event) => {
    const item = event.target.closest(".item");
    if (item) current = item.dataset.item;
  });
  $("lock").addEventListener("click", askToLock);
  $("lock-yes").addEventListener("click", lock);
  $("lock-no").addEventListener("click", () => $("lock-dialog").close());
  $("draft").addEventListener("click", saveDraftFile);
  $("open").addEventListener("click", () => $("open-file").click());
  $("open-file").addEventListener("change", openDraftFile);
  $("open-no").addEventListener("click", () => $("open-dialog").close());
  $("copy").addEventListener("click", copyFile);
  $("help").addEventListener("click", () => ask("help-dialog", "help-close"));
  $("help-close").addEventListener("click", () => $("help-dialog").close());
  $("single-keys").addEventListener("change", rememberSingleKeys);
  addEventListener("beforeunload", (event) => { if (unkept) event.preventDefault(); });
  addEventListener("storage", (event) => {
    // The same packet in another tab: what was written last counts, and locked stays locked.
    if (event.key !== STORED_AS || event.newValue === null || isLocked(state)) return;
    takeOver(storedState(event.newValue));
    say("this packet is also open in another tab");
  });
  setInterval(() => {
    if (Object.values(state.clocks).some((clock) => clock.since !== null)) showClocks();
  }, 500);
}

build();
listen();
recallSingleKeys();
show();
restoreDraft();
