// The player's clock against times handed in: one line for each thing that does not hold.
async (address) => {
  const core = await import(address);
  const wrong = [];
  const holds = (name, is, wanted) => {
    const [one, other] = [JSON.stringify(is), JSON.stringify(wanted)];
    if (one !== other) wrong.push(`${name}: ${one}, not ${other}`);
  };
  const T = 1_800_000_000_000;
  const set = (key, more) => ({ key, there: 2, held: 1, back: 2, reps: null, hold: null, pause: 60, then: "rest", ...more });
  const sets = [
    set("left", { reps: 8, pause: 6, then: "switch" }),
    set("right", { reps: 8 }),
    set("hold", { hold: 30, pause: 0, then: "end" }),
  ];
  const phases = core.phasesOf(sets);
  const after = (s, clock = core.startAt(0, T), seen = clock.seen) =>
    core.advance(phases, { ...clock, seen }, T + s * 1000);

  holds("phases", phases.map((one) => [one.kind, one.seconds]),
    [["ready", 10], ["work", 40], ["switch", 6], ["work", 40], ["rest", 60], ["work", 30]]);

  // As it ticks.
  holds("ready", after(9.9).clock.phase, 0);
  holds("work begins", after(10).clock.phase, 1);
  const working = after(10).clock;
  holds("a set that was seen to begin ends", after(50, working).ended, [0]);
  holds("and the sides change", after(50, working).clock.phase, 2);
  holds("what is left is rounded up", core.look(phases, sets, core.startAt(0, T), T + 100).left, 10);
  const reps = [0.0, 1.9, 2.0, 3.1, 4.9, 5.0, 39.9].map((s) => {
    const { rep, part } = core.look(phases, sets, { phase: 1, began: T, paused: null, seen: T }, T + s * 1000);
    return `${rep} ${part}`;
  });
  holds("repetitions by their tempo", reps,
    ["1 there", "1 there", "1 held", "1 back", "1 back", "2 there", "8 back"]);

  // Asleep: the set that had begun is done, the rest is over, the set nobody saw waits at its start.
  const slept = after(600, working);
  holds("asleep for long: done", slept.ended, [0]);
  holds("asleep for long: waits", [slept.waits, slept.clock.phase, slept.clock.paused], [true, 3, T + 600_000]);
  const nap = after(10 + 40 + 6 + 12, working);
  holds("asleep a little: in the middle of the set", [nap.waits, nap.clock.phase, nap.clock.began], [false, 3, T + 56_000]);
  holds("and its repetition is right", core.look(phases, sets, nap.clock, T + 68_000).rep, 3);

  // The wall's clock is set.
  const back = core.advance(phases, { ...working, seen: T + 20_000 }, T + 20_000 - 3_600_000);
  holds("set back an hour: ten seconds stay counted",
    core.look(phases, sets, back.clock, T + 20_000 - 3_600_000).elapsed, 10);
  holds("set back: nothing ended", [back.ended, back.clock.phase], [[], 1]);
  const ahead = after(3600 + 20, working, T + 20_000);
  holds("set ahead an hour: only the set that ran is done", [ahead.ended, ahead.waits], [[0], true]);

  // Halted.
  const halted = core.pause(after(15, working).clock, T + 15_000);
  holds("halted, nothing passes", after(4000, halted).clock.phase, 1);
  const again = core.resume(halted, T + 4_000_000);
  holds("and it goes on where it was", core.look(phases, sets, again, T + 4_000_000).elapsed, 5);

  // Back, next, and where to begin.
  holds("back within a set: its start", core.back(phases, again, T + 4_000_000).phase, 1);
  holds("back at a start: the set before", core.back(phases, core.startAt(3, T), T + 500).phase, 1);
  holds("back from the end: the last set", core.back(phases, core.startAt(6, T), T + 500).phase, 5);
  holds("next", core.next(phases, core.startAt(0, T), T).phase, 1);
  holds("next at the end stays there", core.next(phases, core.startAt(6, T), T).phase, 6);
  const entered = core.enter(phases, 2, T);
  holds("entered before a set with ten seconds", core.look(phases, sets, entered, T).left, 10);

  // Over a reload.
  const kept = JSON.parse(JSON.stringify(core.remember(phases, sets, nap.clock)));
  holds("a reload is where it was", core.recall(phases, sets, kept), { ...nap.clock, seen: nap.clock.seen });
  holds("no word of the exercise is kept", Object.keys(kept).sort(), ["began", "key", "paused", "seen", "work"]);
  holds("nonsense is not recalled", [null, {}, { key: "x", work: true, began: "a", seen: 1 }].map((one) => core.recall(phases, sets, one)), [null, null, null]);

  // Counted to the last one: it has no end, and waits if it would begin unseen.
  const test = [set("left", { there: 1, held: 0, back: 1, then: "end" })];
  const open = core.phasesOf(test);
  holds("counted: no length", open[1].seconds, null);
  const counting = core.advance(open, core.startAt(1, T), T + 30_000).clock;
  holds("counted by the metronome", core.look(open, test, counting, T + 30_500).rep, 16);
  holds("counted: not begun unseen", core.advance(open, core.startAt(0, T), T + 60_000).waits, true);

  // What is heard.
  const seen = (s, phase = 1) => core.look(phases, sets, { phase, began: T, paused: null, seen: T }, T + s * 1000);
  holds("heard", [
    core.cueBetween(seen(9.9, 0), seen(0)), core.cueBetween(seen(4.9), seen(5)), core.cueBetween(seen(1.9), seen(2)),
    core.cueBetween(seen(36.9), seen(37.1)), core.cueBetween(seen(39.9), seen(0, 2)), core.cueBetween(seen(1), seen(1.1)),
    core.cueBetween(seen(29, 5), core.look(phases, sets, core.startAt(6, T), T)),
  ], ["go", "rep", "turn", "tick", "stop", null, "end"]);
  return wrong;
}
