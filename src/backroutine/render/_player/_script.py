"""The player's script: plain JavaScript that plays what the page holds as JSON."""

SCRIPT = r"""
"use strict";
(() => {
  const LATE = 1000, TICK = 250;  // milliseconds
  const KINDS = {
    "prepare": "Get ready",
    "change-position": "Change position",
    "set-up": "Get into position",
  };
  const find = (id) => document.getElementById(id);
  const { items, cues, beat, shapes, ways, boxes } =
    JSON.parse(find("routine").textContent);
  const last = cues.length - 1;
  const total = cues[last].start;

  // -- the clock: it knows no page, and turns readings of a watch into offsets ------

  const clock = () => {
    let at = 0, since = null, rate = 1;
    const offset = (now) =>
      Math.min(total, since === null ? at : at + (now - since) * rate);
    const settle = (now) => {
      at = offset(now);
      since = since === null ? null : now;
    };
    return {
      offset,
      run(now) { settle(now); since = now; },
      stop(now) { settle(now); since = null; },
      seek(to, now) { settle(now); at = to; },
      rate() { return rate; },
      hurry(to, now) { settle(now); rate = to; },
    };
  };

  const cueAt = (offset) => {
    let low = 0, high = last;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (cues[middle].start <= offset) low = middle; else high = middle - 1;
    }
    return low;
  };
  const itemAt = (index) => cues[index].item ?? items.length;  // the end is after all
  const firstOf = (item) => {
    const index = cues.findIndex((cue) => cue.item >= item);
    return index < 0 ? last : index;
  };
  // Back is to the beginning or, where that is only just past, to the one before.
  const back = (offset) => {
    const index = cueAt(offset);
    return offset - cues[index].start < LATE ? Math.max(0, index - 1) : index;
  };
  const backByExercise = (offset) => {
    const item = itemAt(cueAt(offset)), index = firstOf(item);
    return offset - cues[index].start < LATE ? firstOf(Math.max(0, item - 1)) : index;
  };
  const skip = (offset) => Math.min(last, cueAt(offset) + 1);
  const skipExercise = (offset) => {
    const index = cueAt(offset);
    return Math.max(index, firstOf(itemAt(index) + 1));
  };

  // -- the figure -------------------------------------------------------------------

  const figure = find("figure");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const all = (element, names) => element ? [...element.querySelectorAll(names)] : [];
  const scenes = all(figure, ".scene");
  const bodies = all(figure, ".body").map((group, number) => ({
    group,
    lines: all(group, ".line").map((line, place) => [
      shapes[number][place], [...line.children],
    ]),
    head: group.querySelector(".head"),
    nose: group.querySelector(".head > g"),
  }));
  for (const way of ways || []) {
    let row = way.samples[0];
    way.samples = way.samples.map((added, number) =>
      number ? (row = row.map((value, place) => value + added[place])) : row);
  }
  const short = (value) => Math.round(value * 10) / 10;
  const mix = (one, other, share) =>
    one.map((value, place) => short(value + (other[place] - value) * share));
  const ease = (share) => share * share * (3 - 2 * share);
  const only = (groups, number) => groups.forEach((group, place) =>
    group.classList.toggle("off", place !== number));

  const shareOf = (cue, gone) => {
    if (!cue.swings) {
      return still.matches || !cue.length ? 1 : ease(Math.min(1, gone / cue.length));
    }
    const half = gone / beat % 2;
    return still.matches ? 0 : ease(half < 1 ? half : 2 - half);
  };
  const sample = (samples, share) => {
    const far = share * (samples.length - 1), low = Math.floor(far);
    return mix(samples[low], samples[Math.min(low + 1, samples.length - 1)], far - low);
  };
  const place = (body, row) => {
    let next = 0;
    for (const [count, paths] of body.lines) {
      const points = [];
      for (const end = next + 2 * count; next < end; next += 2) {
        points.push(`${row[next]} ${row[next + 1]}`);
      }
      paths.forEach((path) => path.setAttribute("d", `M${points.join("L")}`));
    }
    const [x, y, turn, off] = row.slice(next);
    body.head.setAttribute("transform", `translate(${x} ${y}) rotate(${turn})`);
    body.nose.setAttribute("transform", `translate(0 ${off})`);
  };

  let drawn = "";
  const draw = (index, offset) => {
    const cue = cues[index], way = cue.way === undefined ? null : ways[cue.way];
    if (!figure) return;
    figure.classList.toggle("off", !way);
    if (!way) return;
    const share = shareOf(cue, offset - cue.start), key = `${index} ${share}`;
    if (key === drawn) return;
    drawn = key;
    only(scenes, cue.scene);
    only(bodies.map((body) => body.group), way.shape);
    place(bodies[way.shape], sample(way.samples, share));
    const moved = index > 0 && way.samples.length > 1 && !cue.swings;
    const from = moved ? cues[index - 1].box ?? cue.box : cue.box;
    const box = mix(boxes[from], boxes[cue.box], share);
    figure.setAttribute("viewBox", box.join(" "));
  };

  // -- the words --------------------------------------------------------------------

  const write = (id, text) => {
    const element = find(id);
    if (element.textContent !== text) element.textContent = text;
  };
  const clockface = (time) => {
    const seconds = Math.ceil(time / 1000), rest = String(seconds % 60);
    return `${Math.floor(seconds / 60)}:${rest.padStart(2, "0")}`;
  };
  const countdown = (time) =>
    time > 59000 ? clockface(time) : String(Math.ceil(time / 1000));
  const about = (cue) => {
    if (!cue.rep) return KINDS[cue.kind] || "";
    const count = `${cue.rep} of ${items[cue.item].reps}`;
    return cue.side ? `${count}, ${cue.side} side` : count;
  };

  const list = (id, texts) => find(id).replaceChildren(...texts.map((text) => {
    const line = document.createElement("li");
    line.dir = "auto";
    line.textContent = text;
    return line;
  }));
  // An exercise begins until its first movement, or else with its first cue.
  const begins = (index) => {
    const first = firstOf(cues[index].item);
    return index === first || !cues.slice(first, index + 1).some((cue) => cue.rep);
  };
  const mind = (index) => {
    const { care } = items[cues[index].item], shown = care.length > 0 && begins(index);
    find("mind").hidden = !shown;
    find("mind").parentElement.classList.toggle("begins", shown);
    if (shown) list("mind", care);
  };

  const tell = (index) => {
    const cue = cues[index], next = cues[index + 1];
    write("say", next ? cue.text : "");  // at the end the heading is read out instead
    if (!next) return;
    write("exercise", items[cue.item].name);
    write("cue", cue.text);
    write("about", about(cue));
    write("next", next.text);
    write("number", `Exercise ${cue.item + 1} of ${items.length}`);
    mind(index);
  };
  const count = (index, offset) => {
    const cue = cues[index];
    write("left", countdown(cue.start + cue.length - offset));
    write("rest", `${clockface(total - offset)} left`);
    find("done").style.transform = `scaleX(${total ? offset / total : 1})`;
  };

  // -- the voice and the screen -----------------------------------------------------

  const voice = window.SpeechSynthesisUtterance && window.speechSynthesis || null;
  let muted = false;
  const quiet = () => {
    if (voice && (voice.speaking || voice.pending)) voice.cancel();
  };
  const speak = (text) => {
    if (!voice || muted) return;
    quiet();
    const words = new SpeechSynthesisUtterance(text);
    words.lang = document.documentElement.lang;
    voice.speak(words);
  };

  // One after the other, so that a lock that comes late is let go all the same.
  let lock = Promise.resolve(null);
  const stayAwake = () => {
    lock = lock.then(async (held) => {
      if (held) await held.release();
      const wanted = state === "playing" && !document.hidden && navigator.wakeLock;
      return wanted ? navigator.wakeLock.request("screen") : null;
    }).catch(() => null);
  };

  // -- what a person does -----------------------------------------------------------

  const time = clock();
  let state = "ready", shown = -1, frame = 0, timer = 0;

  const show = () => {
    const offset = time.offset(performance.now()), index = cueAt(offset);
    if (index !== shown) {
      shown = index;
      tell(index);
      if (state === "playing") speak(cues[index].text);
    }
    draw(index, offset);
    count(index, offset);
    if (index === last && state !== "ended") {
      time.stop(performance.now());
      become("ended");
    }
  };
  const run = () => {
    if (state !== "playing") return;
    frame = requestAnimationFrame(run);
    show();
  };
  const become = (next) => {
    state = next;
    document.body.dataset.state = next;
    find("ready").hidden = next !== "ready";
    find("player").hidden = next !== "playing" && next !== "paused";
    find("ended").hidden = next !== "ended";
    cancelAnimationFrame(frame);
    clearInterval(timer);
    if (next === "playing") {
      frame = requestAnimationFrame(run);
      timer = setInterval(show, TICK);  // goes on where frames do not: hidden tabs
    }
    if (next === "ended") find("end").focus();
    stayAwake();
  };
  const play = () => {
    const before = state;
    time.run(performance.now());
    become("playing");
    if (before !== "paused") {
      scrollTo(0, 0);
      find("pause").focus({ preventScroll: true });
    }
    shown = -1;
    show();
  };
  const pause = () => {
    if (state !== "playing") return;
    time.stop(performance.now());
    become("paused");
    quiet();
    show();
  };
  const move = (target) => {
    const now = performance.now();
    time.seek(cues[target(time.offset(now))].start, now);
    shown = -1;
    if (state === "ended") play(); else show();
  };
  const rules = () => {
    pause();
    const { name, care } = items[cues[shown].item];
    write("whose", name);
    list("own", care.length ? care : ["No cautions of its own."]);
    find("rules").showModal();
  };
  const acts = {
    start: () => {
      find("rules").firstElementChild.after(find("general"));
      play();
    },
    rules,
    close: () => find("rules").close(),
    pause: () => state === "playing" ? pause() : state === "paused" && play(),
    back: () => move(back),
    skip: () => state !== "ended" && move(skip),
    onward: () => state !== "ended" && move(skipExercise),
    again: () => {
      time.seek(0, performance.now());
      play();
    },
    voice: () => {
      muted = !muted;
      find("voice").setAttribute("aria-pressed", String(!muted));
      if (muted) quiet();
    },
  };
  const keys = {
    " ": acts.pause,
    "ArrowLeft": acts.back,
    "ArrowRight": acts.skip,
    "Shift ArrowLeft": () => move(backByExercise),
    "Shift ArrowRight": acts.onward,
    "Home": acts.again,
    "Escape": pause,
    "m": acts.voice,
    "M": acts.voice,
    "Shift M": acts.voice,
  };

  document.addEventListener("keydown", (event) => {
    const key = event.shiftKey ? `Shift ${event.key}` : event.key, act = keys[key];
    const elsewhere = event.altKey || event.ctrlKey || event.metaKey;
    const pressed = key === " " && event.target.closest("button");
    if (!act || elsewhere || pressed || state === "ready" || find("rules").open) return;
    event.preventDefault();
    if (!event.repeat || key.includes("Arrow")) act();
  });
  for (const button of document.querySelectorAll("[data-act]")) {
    button.addEventListener("click", (event) => {
      acts[button.dataset.act]();
      // After a click or a touch the space bar shall pause, not press this again.
      if (event.detail && !find("player").hidden && !find("rules").open) {
        find("pause").focus({ preventScroll: true });
      }
    });
  }
  document.addEventListener("visibilitychange", () => {
    stayAwake();
    if (state === "playing") show();
  });
  addEventListener("pagehide", quiet);

  const hurry = (speed) => {
    const fair = speed > 0 && speed <= 1000;
    time.hurry(fair ? speed : 1, performance.now());
  };
  hurry(Number(new URLSearchParams(location.search).get("speed")));
  find("voice").hidden = !voice;
  find("ready").hidden = false;
  find("start").hidden = false;
  window.backroutine = Object.freeze({
    get offset() { return time.offset(performance.now()) / 1000; },
    get index() { return cueAt(time.offset(performance.now())); },
    get paused() { return state === "paused"; },
    get ended() { return state === "ended"; },
    get speed() { return time.rate(); },
    set speed(value) { hurry(Number(value)); },
  });
})();
"""
