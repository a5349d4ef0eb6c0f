// What the page shows of the state.

function itemState(itemId) {
  const lacks = lacking(state, itemId);
  if (lacks.length === 0) return `rated ${state.scores[itemId]}`;
  if (lacks.length === 2) return "not rated yet";
  return `${lacks[0]} is missing`;
}

function showProgress() {
  let done = 0;
  for (const { id } of packet.items) {
    const complete = lacking(state, id).length === 0;
    done += Number(complete);
    for (const place of document.querySelectorAll(`[data-item="${CSS.escape(id)}"]`)) {
      place.classList.toggle("complete", complete);
      place.classList.toggle("begun", !complete && lacking(state, id).length === 1);
      place.querySelector(".state").textContent = itemState(id);
    }
  }
  const words = isLocked(state)
    ? "locked"
    : `${done} of ${packet.items.length} rated`;
  if ($("progress").textContent !== words) $("progress").textContent = words;
}

function showFinish() {
  const locked = isLocked(state);
  document.body.classList.toggle("locked", locked);
  $("finish-title").textContent = locked ? "Locked" : "Lock and save";
  $("finish-words").textContent = locked
    ? `Your ratings are final. Send ${packet.file} to the chair.`
    : "When all items are rated, lock: your ratings become final and are saved as a small file "
      + "for the chair. A draft file keeps an unfinished packet, to go on elsewhere.";
  $("lock").textContent = locked ? "Save the file again" : "Lock and save";
  $("draft").hidden = locked;
  $("open").hidden = locked;
  if (locked) showFile(state.file);
}

function showFile(text) {
  $("saved").hidden = false;
  $("saved-words").textContent = isLocked(state) ? "" : `Saved as ${packet.file}, a draft.`;
  $("file-text").value = text;
}

/** Everything that depends on the state. */
function show() {
  const locked = isLocked(state);
  packet.items.forEach((item, index) => {
    const element = $(`item-${item.id}`);
    for (const radio of element.querySelectorAll("input[type=radio]")) {
      radio.checked = Number(radio.value) === state.scores[item.id];
      radio.disabled = locked;
    }
    const field = element.querySelector(".evidence textarea");
    field.value = state.evidence[item.id];
    field.readOnly = locked;
    grow(field);
    for (const question of element.querySelectorAll(".question")) {
      showNotes(question, question.dataset.question, index + 1);
    }
  });
  showClocks();
  showProgress();
  showFinish();
}
