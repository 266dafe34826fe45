// The player's clock. Pure: no page, no storage, and the time is always handed in (milliseconds
// since 1970). A clock is { phase, began, paused, seen }: which phase, when it began, since when it
// is halted (or null), and when somebody last looked.

export const READY_S = 10;

// A phase prepares a set ("ready", "switch", "rest", "next") or is the set itself ("work").
// A set that is counted to the last one has no length.
export function phasesOf(sets) {
  return sets.flatMap((set, index) => [
    { kind: index ? sets[index - 1].then : "ready", set: index, seconds: index ? sets[index - 1].pause : READY_S },
    { kind: "work", set: index, seconds: lengthOf(set) },
  ]);
}

export function repSeconds(set) {
  return set.reps && set.hold ? set.hold : set.there + set.held + set.back;
}

export function lengthOf(set) {
  if (set.reps) return set.reps * repSeconds(set);
  return set.hold ?? null;
}

export function startAt(phase, now) {
  return { phase, began: now, paused: null, seen: now };
}

// Where to begin: before the first open set, with the time to get ready and no long rest.
export function enter(phases, set, now) {
  const phase = phases.findIndex((one) => one.set === set);
  const early = Math.max(phases[phase].seconds - READY_S, 0) * 1000;
  return { ...startAt(phase, now), began: now - early };
}

// Let time pass up to `now`. Answers the clock, the sets that ended, and whether it waits.
//
// A wall clock that was set back takes nothing away: what was counted stays counted. After a sleep
// the phases that ended meanwhile are over, and a set that runs is in its middle; but a set that
// began and ended while nobody looked is not taken as done: the clock waits at its start.
export function advance(phases, clock, now) {
  const ended = [];
  if (clock.paused !== null) return { clock: { ...clock, seen: now }, ended, waits: false };
  let { phase, began } = clock;
  if (now < clock.seen) began += now - clock.seen;
  const seen = Math.min(clock.seen, now);
  while (phase < phases.length) {
    const { kind, set, seconds } = phases[phase];
    const unseen = kind === "work" && began > seen;
    const end = seconds === null ? Infinity : began + seconds * 1000;
    if (unseen && (seconds === null ? now - began > 2000 : now >= end)) {
      return { clock: { phase, began: now, paused: now, seen: now }, ended, waits: true };
    }
    if (now < end) break;
    if (kind === "work") ended.push(set);
    phase += 1;
    began = end;
  }
  return { clock: { phase, began, paused: null, seen: now }, ended, waits: false };
}

export function pause(clock, now) {
  return clock.paused === null ? { ...clock, paused: now, seen: now } : clock;
}

export function resume(clock, now) {
  if (clock.paused === null) return clock;
  return { ...clock, began: clock.began + now - clock.paused, paused: null, seen: now };
}

// To the next phase; a halted clock stays halted, at its start.
export function next(phases, clock, now) {
  const phase = Math.min(clock.phase + 1, phases.length);
  return { phase, began: now, paused: clock.paused === null ? null : now, seen: now };
}

// To the start of this phase; within its first two seconds, to the set before. From the end, to
// the last set.
export function back(phases, clock, now) {
  const over = clock.phase >= phases.length;
  const inside = !over && (clock.paused ?? now) - clock.began > 2000;
  let phase = over ? phases.length - 1 : clock.phase;
  if (!inside && !over && phase > 0) {
    phase -= 1;
    while (phase > 0 && phases[phase].kind !== "work") phase -= 1;
  }
  return { phase, began: now, paused: clock.paused === null ? null : now, seen: now };
}

// What a look at the clock shows: seconds left, the repetition and which part of it.
export function look(phases, sets, clock, now) {
  const phase = phases[clock.phase];
  if (!phase) return { kind: "end", set: null, left: 0, elapsed: 0, rep: 0, part: "", share: 1 };
  const elapsed = Math.max((clock.paused ?? now) - clock.began, 0) / 1000;
  const left = phase.seconds === null ? null : Math.max(Math.ceil(phase.seconds - elapsed - 0.001), 0);
  const share = phase.seconds ? Math.min(elapsed / phase.seconds, 1) : 0;
  const shown = { kind: phase.kind, set: phase.set, left, elapsed, share, rep: 0, part: "" };
  return phase.kind === "work" ? { ...shown, ...repetition(sets[phase.set], elapsed) } : shown;
}

function repetition(set, elapsed) {
  if (!set.reps && set.hold) return { rep: 0, part: "hold" };
  const each = repSeconds(set);
  const whole = Math.floor(elapsed / each + 0.0001);
  const rep = set.reps ? Math.min(whole + 1, set.reps) : whole + 1;
  const within = elapsed - (rep - 1) * each;
  if (set.reps && set.hold) return { rep, part: "hold" };
  if (within < set.there) return { rep, part: "there" };
  return { rep, part: within < set.there + set.held ? "held" : "back" };
}

// What is to be heard between two looks; nothing after a gap, or a phone that wakes would stammer.
export function cueBetween(before, after) {
  if (!before || after.kind === "end") return after.kind === "end" && before?.kind !== "end" ? "end" : null;
  if (before.kind !== after.kind || before.set !== after.set) return after.kind === "work" ? "go" : "stop";
  if (after.left !== null && after.left < before.left && after.left <= 3 && after.left > 0) return "tick";
  if (after.kind === "work" && after.rep !== before.rep) return "rep";
  if (after.kind === "work" && after.part !== before.part) return "turn";
  return null;
}

// What a tab keeps over a reload: no word of what is trained, only the clock and a set's name.
export function remember(phases, sets, clock) {
  const phase = phases[clock.phase];
  if (!phase) return null;
  const { began, paused, seen } = clock;
  return { key: sets[phase.set].key, work: phase.kind === "work", began, paused, seen };
}

export function recall(phases, sets, kept) {
  if (!kept || !["began", "seen"].every((name) => Number.isFinite(kept[name]))) return null;
  const phase = phases.findIndex(
    (one) => sets[one.set].key === kept.key && (one.kind === "work") === kept.work,
  );
  const paused = Number.isFinite(kept.paused) ? kept.paused : null;
  return phase < 0 ? null : { phase, began: kept.began, paused, seen: kept.seen };
}
