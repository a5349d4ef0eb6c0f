// The answer clock of each question; notes take their time from it.

/** Seconds on a question's clock; null while it has never run. */
function clockSeconds(questionId) {
  const clock = state.clocks[questionId];
  if (!clock) return null;
  const running = clock.since === null ? 0 : (Date.now() - clock.since) / 1000;
  return clock.before + Math.max(0, running);
}

function toggleClock(questionId) {
  if (isLocked(state)) return;
  const wasRunning = Boolean(state.clocks[questionId]?.since);
  for (const [id, clock] of Object.entries(state.clocks)) {
    // Only one person speaks: another question's clock stops here.
    if (clock.since !== null) state.clocks[id] = { before: clockSeconds(id), since: null };
  }
  if (!wasRunning) {
    state.clocks[questionId] = { before: clockSeconds(questionId) ?? 0, since: Date.now() };
  }
  say(wasRunning ? `clock stopped at ${clockFace(clockSeconds(questionId))}` : "clock started");
  keepDraft();
  showClocks();
}

function showClocks() {
  for (const element of document.querySelectorAll(".question")) {
    const seconds = clockSeconds(element.dataset.question);
    const running = Boolean(state.clocks[element.dataset.question]?.since);
    element.querySelector(".face").textContent = clockFace(seconds ?? 0);
    const button = element.querySelector(".clock button");
    button.textContent = running ? "stop the clock" : "start the answer clock";
    button.hidden = isLocked(state);
  }
}

/** The clock's seconds for a note; none where it stood still or was forgotten. */
function noteSecond(questionId) {
  if (!state.clocks[questionId]?.since) return null;
  const seconds = clockSeconds(questionId);
  return seconds <= packet.limits.seconds ? Math.round(seconds * 10) / 10 : null;
}
