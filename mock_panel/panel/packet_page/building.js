// The items as elements, once; what changes with the state is in showing.js.

function buildQuestion(question, item, number) {
  const element = fromTemplate("question-template");
  element.dataset.question = question.id;
  element.querySelector(".wording").textContent = question.text;
  const asks = element.querySelector(".asks");
  asks.append(...question.asks.map((ask) => make("li", "", ask)));
  if (question.asks.length === 0) asks.remove();

  const further = element.querySelector(".further");
  if (question.supplementals.length > 0) {
    further.append(make("p", "quiet", "May be followed by"));
    further.append(...question.supplementals.map((text) => make("p", "", text)));
  } else further.remove();

  const probes = element.querySelector(".probes");
  for (const probe of question.probes) {
    const letter = make("dt", probe.part);
    const shown = make("span", "letter", probe.letter);
    shown.setAttribute("aria-hidden", "true");
    letter.append(shown, make("span", "unseen", probe.part));
    probes.querySelector("dl").append(letter, ...probe.texts.map((text) => make("dd", "", text)));
  }
  if (question.probes.length === 0) probes.remove();

  const answer = element.querySelector(".answer");
  if (question.answer) {
    const { mode, seconds, text } = question.answer;
    answer.querySelector("summary").textContent =
      `${mode === "spoken" ? "Transcript" : "Typed answer"} · ${clockFace(seconds)}`;
    answer.querySelector(".said").textContent = text;
  } else answer.remove();

  element.querySelector(".notes legend .unseen").textContent = `on item ${number}`;
  element.querySelector(".band").textContent =
    `${clockFace(packet.band[0])} to ${clockFace(packet.band[1])} is the band`;
  element.querySelector(".clock button").addEventListener("click", () => toggleClock(question.id));
  return element;
}

function buildLevel(item, level) {
  const id = `${item.id}-${level.value}`;
  const row = make("div", "level");
  const radio = make("input");
  radio.type = "radio";
  radio.name = item.id;
  radio.id = id;
  radio.value = level.value;
  radio.setAttribute("aria-describedby", `${id}-meaning`);
  radio.addEventListener("change", () => rate(item.id, level.value));
  const label = make("label");
  label.htmlFor = id;
  label.append(make("span", "value", level.value), " ");
  label.append(make("span", "name", level.label));
  const meaning = make("div", "meaning");
  meaning.id = `${id}-meaning`;
  meaning.append(make("p", "", level.meaning));
  for (const question of item.questions) {
    const anchor = question.anchors[level.value];
    if (anchor) meaning.append(make("p", "anchor", anchor));
  }
  meaning.addEventListener("click", () => { if (!radio.disabled) radio.click(); });
  row.append(radio, label, meaning);
  return row;
}

function buildItem(item, index) {
  const number = index + 1;
  const element = fromTemplate("item-template");
  element.id = `item-${item.id}`;
  element.dataset.item = item.id;
  const heading = element.querySelector("h2");
  heading.id = `title-${item.id}`;
  heading.querySelector(".number").textContent = number;
  heading.querySelector(".title").textContent = item.title;
  element.setAttribute("aria-labelledby", heading.id);
  const progress = element.querySelector(".state");
  progress.id = `state-${item.id}`;
  element.querySelector(".questions").append(
    ...item.questions.map((question) => buildQuestion(question, item, number)),
  );

  element.querySelector(".rating .unseen").textContent = `of ${item.title}`;
  element.querySelector(".levels").append(...packet.scale.map((level) => buildLevel(item, level)));
  const anchors = element.querySelector(".anchors-switch");
  anchors.addEventListener("click", toggleAnchors);
  anchors.hidden = item.questions.every((question) => Object.keys(question.anchors).length === 0);

  const field = element.querySelector(".evidence textarea");
  field.id = `evidence-${item.id}`;
  field.setAttribute("aria-describedby", progress.id);
  element.querySelector(".evidence label").htmlFor = field.id;
  element.querySelector(".evidence .unseen").textContent = `for ${item.title},`;
  field.addEventListener("input", () => {
    state.evidence[item.id] = field.value;
    grow(field);
    changed();
  });
  return element;
}

function buildContents(item, index) {
  const line = make("li");
  const link = make("a");
  link.href = `#item-${item.id}`;
  link.append(make("span", "title", item.title), make("span", "state"));
  link.addEventListener("click", (event) => {
    event.preventDefault();
    goTo(index);
  });
  line.dataset.item = item.id;
  line.append(link);
  return line;
}

function build() {
  document.title = `${packet.candidate} · ${packet.called} · rater packet`;
  $("candidate").textContent = packet.candidate;
  $("occasion").textContent =
    `${packet.framework} · ${packet.preset} · ${day(new Date(packet.convened))}`;
  $("rater").textContent = packet.called;
  $("made").textContent =
    `Scale: ${packet.scale_title}. Packet made ${day(new Date(packet.made))}. Press ? for the keys.`;
  $("items").append(...packet.items.map(buildItem));
  $("contents").append(...packet.items.map(buildContents));
  const digits = packet.scale.map((level) => level.value);
  $("help-digits").append(kbd(digits[0]), " to ", kbd(digits[digits.length - 1]));
}
