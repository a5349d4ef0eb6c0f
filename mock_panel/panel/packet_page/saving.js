// Rating, locking, and the files that are saved and opened.

function rate(itemId, value) {
  state.scores[itemId] = value;
  $(`${itemId}-${value}`).checked = true;
  changed();
}

function toggleAnchors() {
  const hidden = document.body.classList.toggle("no-anchors");
  for (const button of document.querySelectorAll(".anchors-switch")) {
    button.textContent = hidden ? "show anchors" : "hide anchors";
  }
  say(hidden ? "anchors hidden" : "anchors shown");
}

/** What keeps the ratings from being locked: the items by what they lack. */
function incompleteWords() {
  const titles = new Map();
  for (const { id, title } of packet.items) {
    const lacks = lacking(state, id).join(" and ");
    if (lacks !== "") titles.set(lacks, [...(titles.get(lacks) ?? []), title]);
  }
  return Array.from(titles, ([lacks, which]) => `Without ${lacks}: ${which.join(", ")}.`);
}

/** Whether something keeps the file from being written; says what. */
function refusedForSize() {
  for (const item of packet.items) {
    const why = tooMuch(packet, state, item.id);
    if (why === "") continue;
    focusOn($(`evidence-${item.id}`));
    refuse(`Not saved. ${item.title}: ${why}.`);
    return true;
  }
  const why = tooMuchAltogether(packet, wholeState());
  if (why !== "") refuse(`Not saved. ${why}`);
  return why !== "";
}

function askToLock() {
  if (isLocked(state)) {
    download(state.file);
    return;
  }
  if (refusedForSize()) return;
  const incomplete = incompleteWords();
  if (incomplete.length > 0) {
    const first = packet.items.find(({ id }) => lacking(state, id).length > 0);
    document.body.classList.add("refused");
    focusOn(state.scores[first.id] === null
      ? $(`${first.id}-${packet.scale[0].value}`)
      : $(`evidence-${first.id}`));
    refuse(`Not locked. ${incomplete.join(" ")}`);
    return;
  }
  $("lock-list").replaceChildren(...packet.items.map((item) => {
    const line = make("li");
    line.append(make("span", "title", item.title), make("span", "value", state.scores[item.id]));
    return line;
  }));
  ask("lock-dialog", "lock-no");
}

function lock() {
  $("lock-dialog").close();
  for (const id of Object.keys(state.clocks)) {
    state.clocks[id] = { before: clockSeconds(id), since: null };
  }
  const whole = wholeState();
  takeOver({ ...whole, file: fileText(packet, whole, true) });
  keepDraft();
  download(state.file);
  say(`saved as ${packet.file}`);
  focusOn($("lock"));
}

function saveDraftFile() {
  if (refusedForSize()) return;
  const text = fileText(packet, wholeState(), false);
  showFile(text);
  download(text);
  unkept = false;
  say(`draft saved as ${packet.file}`);
}

function download(text) {
  const link = make("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = packet.file;
  link.click();
  // Some browsers read the file only after a while.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function copyFile() {
  const field = $("file-text");
  try {
    await navigator.clipboard.writeText(field.value);
    say("copied");
  } catch {
    field.select();
    say(document.execCommand("copy") ? "copied" : "press Ctrl+C to copy the marked text");
  }
}

async function openDraftFile() {
  const [file] = $("open-file").files;
  $("open-file").value = "";
  if (!file) return;
  let opened;
  try {
    opened = stateOfFile(packet, await file.text());
  } catch (problem) {
    refuse(`Not opened. ${problem.message}`);
    return;
  }
  const whole = wholeState();
  const isEmpty = whole.notes.length === 0
    && packet.items.every(({ id }) => state.scores[id] === null && state.evidence[id] === "");
  const takeFile = () => {
    $("open-dialog").close();
    takeOver(opened);
    keepDraft();
    say(`opened ${file.name}`);
  };
  if (isEmpty) takeFile();
  else {
    $("open-yes").onclick = takeFile;
    ask("open-dialog", "open-no");
  }
}
