// Notes under situation, action, result and other, each with the time of its first letter.

function noteTime(note) {
  return note.second === null ? timeOfDay(new Date(note.at)) : clockFace(note.second);
}

function noteField(className, label) {
  const wrap = make("div", `grow ${className}`);
  const field = make("textarea");
  field.rows = 1;
  field.maxLength = packet.limits.characters;
  field.setAttribute("aria-label", label);
  field.readOnly = isLocked(state);
  wrap.append(field);
  return field;
}

/** Lines never break inside a note: Enter ends it. */
function onEnter(field, then) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    then();
  });
}

function writtenNote(note, part) {
  const field = noteField("written", `${part.id} note at ${noteTime(note)}; empty it to remove it`);
  field.value = note.text;
  grow(field);
  field.addEventListener("input", () => {
    note.text = cleaned(field.value);
    state.notes = state.notes.filter((other) => other.text !== "");
    if (note.text !== "" && !state.notes.includes(note)) state.notes.push(note);
    grow(field);
    keepDraft();
  });
  field.addEventListener("change", () => { if (note.text === "") line.remove(); });
  onEnter(field, () => focusOn(line.parentElement.querySelector(".new textarea")));
  const line = make("div", "note");
  line.append(make("span", "time", noteTime(note)), field.parentElement);
  return line;
}

function newNote(questionId, part, label) {
  const place = `${questionId}|${part.id}`;
  const field = noteField("new", label);
  field.addEventListener("input", () => {
    // The time of a note is that of its first letter.
    if (field.value === "") begun.delete(place);
    else if (begun.has(place)) begun.get(place).text = field.value;
    else {
      begun.set(place, {
        question: questionId,
        part: part.id,
        text: field.value,
        second: noteSecond(questionId),
        at: new Date().toISOString(),
      });
    }
    grow(field);
    keepDraft();
  });
  const finish = () => {
    const note = begun.get(place);
    if (!note || cleaned(note.text) === "") return;
    if (state.notes.length >= packet.limits.notes) {
      refuse(`There is room for ${packet.limits.notes} notes. Shorten or empty one first.`);
      return;
    }
    begun.delete(place);
    const kept = { ...note, text: cleaned(note.text) };
    state.notes.push(kept);
    line.before(writtenNote(kept, part));
    field.value = "";
    grow(field);
    keepDraft();
  };
  field.addEventListener("change", finish);
  onEnter(field, finish);
  const line = make("div", "note");
  line.append(make("span", "time"), field.parentElement);
  return line;
}

function showNotes(element, questionId, number) {
  const parts = element.querySelector(".parts");
  parts.replaceChildren();
  for (const part of PARTS) {
    const row = make("div", `part ${part.id}`);
    const letter = make("span", "letter", part.letter);
    letter.setAttribute("aria-hidden", "true");
    const lines = make("div", "lines");
    for (const note of state.notes) {
      if (note.question === questionId && note.part === part.id) {
        lines.append(writtenNote(note, part));
      }
    }
    if (!isLocked(state)) {
      lines.append(newNote(questionId, part, `${part.id} note, item ${number}`));
    } else if (!lines.hasChildNodes()) {
      lines.append(make("p", "quiet", "no note"));
    }
    const field = lines.querySelector(".new textarea");
    if (field) field.placeholder = part.id;
    row.append(letter, lines);
    parts.append(row);
  }
}
