// Small helpers for elements and for the times in them.

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function fromTemplate(id) {
  return $(id).content.firstElementChild.cloneNode(true);
}

function clockFace(seconds) {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function timeOfDay(moment) {
  return moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

function day(moment) {
  const month = moment.toLocaleDateString("en-US", { month: "short" });
  return `${moment.getDate()} ${month} ${moment.getFullYear()}`;
}

function kbd(key) {
  return make("kbd", "", key);
}

function say(words) {
  $("said").textContent = words;
}

function refuse(words) {
  $("refusal").textContent = words;
}

/** A field grows with its text, which also stands in for it on paper. */
function grow(field) {
  field.parentElement.dataset.text = field.value;
}

function focusOn(element) {
  element?.focus();
}

/** Opens a dialog on its harmless button: Enter by habit changes nothing. */
function ask(dialogId, buttonId) {
  $(dialogId).showModal();
  focusOn($(buttonId));
}
