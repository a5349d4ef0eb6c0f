// The draft in the browser's own storage: kept at every input, taken up at the next visit.

/** The state with the notes that are still being written. */
function wholeState() {
  const notes = [...state.notes];
  for (const note of begun.values()) {
    const text = cleaned(note.text);
    if (text !== "") notes.push({ ...note, text });
  }
  notes.sort((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at)));
  return { ...state, notes };
}

function keepDraft() {
  refuse("");
  try {
    localStorage.setItem(STORED_AS, JSON.stringify(wholeState()));
    unkept = false;
    $("kept").textContent = isLocked(state) ? "" : `draft kept ${timeOfDay(new Date())}`;
  } catch {
    unkept = !isLocked(state);
    $("kept").textContent = unkept
      ? "this browser keeps no draft of a file: save a draft file before you leave"
      : "";
  }
}

/** The draft of an earlier visit; whatever of it does not fit this packet is passed over. */
function storedState(text) {
  const stored = JSON.parse(text);
  const fresh = emptyState(packet);
  const values = new Set(packet.scale.map((level) => level.value));
  for (const { id } of packet.items) {
    if (values.has(stored.scores[id])) fresh.scores[id] = stored.scores[id];
    if (typeof stored.evidence[id] === "string") fresh.evidence[id] = stored.evidence[id];
  }
  fresh.notes = stored.notes.filter((note) => typeof note.text === "string");
  fresh.clocks = stored.clocks ?? {};
  if (typeof stored.file === "string") fresh.file = stored.file;
  return fresh;
}

function takeOver(newState) {
  state = newState;
  begun.clear();
  show();
}

function restoreDraft() {
  try {
    const text = localStorage.getItem(STORED_AS);
    if (text === null) return;
    takeOver(storedState(text));
    if (!isLocked(state)) say("your draft is back");
  } catch {
    // No storage, or not a draft of ours: the page begins empty, and the first input says so.
  }
}

function changed() {
  keepDraft();
  showProgress();
}
