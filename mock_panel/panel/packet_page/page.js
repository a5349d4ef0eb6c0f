// What the page is about, and what its parts share.

const packet = JSON.parse(document.getElementById("packet").textContent);
const PARTS = [
  { id: "situation", letter: "S", key: "s" },
  { id: "action", letter: "A", key: "a" },
  { id: "result", letter: "R", key: "r" },
  { id: "other", letter: "·", key: "o" },
];
const STORED_AS = `mock-panel/packet/${packet.panel}/${packet.rater}/${packet.form}`;
const KEYS_STORED_AS = "mock-panel/packet/single-keys";

let state = emptyState(packet);
let current = null;
let unkept = false;
/** The note that is being written in each empty field, by question and part. */
const begun = new Map();

const $ = (id) => document.getElementById(id);
