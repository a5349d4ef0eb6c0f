// What the rater has entered, as plain values, and the file that it is saved as.

const RATINGS_SCHEMA = "mock-panel/ratings@1";

/** Nothing entered yet. */
function emptyState(packet) {
  const state = { scores: {}, evidence: {}, notes: [], clocks: {}, file: "" };
  for (const item of packet.items) {
    state.scores[item.id] = null;
    state.evidence[item.id] = "";
  }
  return state;
}

/** Whether the ratings are final: then the file is kept as it was first saved. */
function isLocked(state) {
  return state.file !== "";
}

/** One line as the file may hold it: no half characters, nothing that steers a terminal. */
function cleaned(text) {
  return text.replace(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, " ").trim();
}

/** The lines of evidence for an item. */
function evidenceLines(state, itemId) {
  return state.evidence[itemId].split(/\r?\n/).map(cleaned).filter((line) => line !== "");
}

/** What an item still lacks, in words; empty when it can be locked. */
function lacking(state, itemId) {
  const lacks = [];
  if (state.scores[itemId] === null) lacks.push("a rating");
  if (evidenceLines(state, itemId).length === 0) lacks.push("evidence");
  return lacks;
}

/** Why an item cannot be saved, in words; empty when it can. */
function tooMuch(packet, state, itemId) {
  const lines = evidenceLines(state, itemId);
  const { lines: most, characters } = packet.limits;
  if (lines.length > most) return `has ${lines.length} lines of evidence; ${most} are allowed`;
  const long = lines.findIndex((line) => Array.from(line).length > characters);
  return long < 0 ? "" : `line ${long + 1} of the evidence is over ${characters} characters`;
}

/** Why the whole cannot be saved although each line can, in words; empty when it can. */
function tooMuchAltogether(packet, state) {
  const { notes, bytes } = packet.limits;
  if (state.notes.length > notes) {
    return `${state.notes.length} notes are too many; ${notes} are allowed.`;
  }
  // In the file the body is a text within a text, as here.
  const size = new TextEncoder().encode(JSON.stringify(JSON.stringify(state))).length;
  return size > bytes * 0.95 ? "Evidence and notes are too long altogether; shorten some." : "";
}

/** The text of the file, sealed with the rater's key. */
function fileText(packet, state, locked) {
  const body = JSON.stringify({
    panel: packet.panel,
    form: packet.form,
    rater: packet.rater,
    locked,
    saved_at: new Date().toISOString(),
    ratings: packet.items.map((item) => ({
      item: item.id,
      score: state.scores[item.id],
      evidence: evidenceLines(state, item.id),
    })),
    notes: state.notes,
  });
  return JSON.stringify({ schema: RATINGS_SCHEMA, body, seal: sealOf(packet.key, body) });
}

/**
 * What a saved file holds, as a state of this page.
 * Throws an Error whose message is for the rater.
 */
function stateOfFile(packet, text) {
  let outer;
  let body;
  try {
    outer = JSON.parse(text.replace(/^\ufeff/, ""));
    body = JSON.parse(outer.body);
  } catch {
    throw new Error("That is not a ratings file, or it is damaged.");
  }
  if (body.panel !== packet.panel || body.rater !== packet.rater || body.form !== packet.form) {
    throw new Error("That file belongs to another packet.");
  }
  if (outer.schema !== RATINGS_SCHEMA || outer.seal !== sealOf(packet.key, outer.body)) {
    throw new Error("That file was changed after it was saved, or it is damaged.");
  }
  const state = emptyState(packet);
  for (const rating of body.ratings) {
    if (!(rating.item in state.scores)) continue;
    state.scores[rating.item] = rating.score;
    state.evidence[rating.item] = rating.evidence.join("\n");
  }
  state.notes = body.notes;
  if (body.locked) state.file = text;
  return state;
}
