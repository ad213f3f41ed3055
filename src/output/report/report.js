'use strict';
(() => {
  const { names, actors: named, events: order, edges } = JSON.parse(document.getElementById('data').textContent);
  const $ = (id) => document.getElementById(id);
  const put = (map, key, value) => { if (map.has(key)) map.get(key).push(value); else map.set(key, [value]); };
  const events = new Map(order.map((e) => [e.id, e]));
  const actors = new Map(named.map((a) => [a.id, a]));
  const bands = new Map();
  for (const e of order) put(bands, e.band, e.id);
  const rows = new Map(order.map((e) => [e.id, $('event-' + e.id)]));
  const lines = new Map([...document.querySelectorAll('tr[data-id]')].map((line) => [line.dataset.id, line]));
  const days = new Map([...document.querySelectorAll('.day')].map((day) => [day, []]));
  for (const e of order) if (rows.get(e.id)) days.get(rows.get(e.id).closest('.day')).push(e);
  const who = (e) => e.actors;
  const tentative = (e) => e.status !== 'happened' && e.status !== 'ongoing';
  const svg = (name, attributes, parent, text) => {
    const node = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const key in attributes) node.setAttribute(key, attributes[key]);
    if (text !== undefined) node.textContent = text;
    if (parent) parent.append(node);
    return node;
  };
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = '12px system-ui, sans-serif';
  const widths = new Map();
  const wide = (text) => {
    let width = widths.get(text);
    if (width === undefined) widths.set(text, width = pen.measureText(text).width);
    return width;
  };
  /// The beginning of `text` that is at most `room` pixels wide.
  const fitting = (text, room) => {
    if (wide(text) <= room) return text;
    const letters = [...text];
    let few = 0, many = letters.length;
    while (few + 1 < many) { const mid = few + many >> 1; if (wide(letters.slice(0, mid).join('') + '…') <= room) few = mid; else many = mid; }
    return letters.slice(0, few).join('').trimEnd() + '…';
  };

  // The article: by event, its triggers and what takes part in it or dates it.
  const triggers = new Map(), parts = new Map();
  for (const piece of document.querySelectorAll('.article a[data-events]')) {
    const ids = piece.dataset.ids.split(' ');
    for (const id of piece.dataset.events.split(' ')) put(ids.includes(id) ? triggers : parts, id, piece);
  }

  // Filters: their state is the URL's hash, so that a view can be linked to.
  const fields = ['actor', 'type', 'status', 'certainty', 'doc', 'q'];
  const state = { event: '' };
  for (const f of fields) state[f] = '';
  const fill = (id, pairs) => { for (const [value, label] of pairs) $(id).append(new Option(label, value)); };
  const uses = new Map();
  for (const e of order) for (const id of who(e)) uses.set(id, (uses.get(id) || 0) + 1);
  const byUse = [...uses].sort((a, b) => b[1] - a[1]).map(([id]) => id);
  const unique = (list) => [...new Set(list)].sort();
  const certainty = (e) => e.certainty || 'undated';
  const told = { sure: 'Order sure', likely: 'Order likely', 'text-order': 'Order as in the text', undated: 'Undated' };
  const doc = (e) => String(e.doc || 0);
  fill('actor', byUse.map((id) => [id, `${actors.get(id).name} (${uses.get(id)})`]));
  fill('type', unique(order.map((e) => e.type)).map((t) => [t, t]));
  fill('status', unique(order.map((e) => e.status)).map((t) => [t, t]));
  fill('certainty', unique(order.map(certainty)).map((t) => [t, told[t] || t]));
  fill('doc', names.map((name, i) => [i, name]));
  $('doc').hidden = names.length < 2;
  const haystack = new Map(order.map((e) => [e.id, [e.summary, e.text, ...who(e).map((id) => actors.get(id).name)].join(' ').toLowerCase()]));
  const shown = (e) => (!state.actor || who(e).includes(state.actor)) && (!state.type || e.type === state.type)
    && (!state.status || e.status === state.status) && (!state.certainty || certainty(e) === state.certainty)
    && (!state.doc || doc(e) === state.doc) && (!state.q || haystack.get(e.id).includes(state.q.toLowerCase()));
  const read = () => {
    const hash = location.hash.slice(1);
    for (const f of [...fields, 'event']) state[f] = '';
    if (hash.startsWith('event-') || hash.startsWith('text-')) {
      try { state.event = decodeURIComponent(hash.slice(hash.indexOf('-') + 1)); } catch { /* no id of ours */ }
    } else {
      const q = new URLSearchParams(hash);
      for (const f of [...fields, 'event']) state[f] = q.get(f) || '';
    }
    if (!events.has(state.event)) state.event = '';
    for (const f of fields) { $(f).value = state[f]; if ($(f).value !== state[f]) state[f] = $(f).value = ''; }
  };
  const write = () => {
    const q = new URLSearchParams();
    for (const f of [...fields, 'event']) if (state[f]) q.set(f, state[f]);
    history.replaceState(null, '', '#' + q);
  };

  // Choosing an event: `from` says where the reader is; the other places show it.
  const frame = $('lanes-frame'), graphBox = $('graph-frame'), textBox = $('text'), beside = () => textBox && getComputedStyle(textBox).position === 'sticky';
  const showInText = (id) => {
    const piece = (triggers.get(id) || parts.get(id) || [])[0];
    if (!piece) return;
    if (!beside()) { piece.scrollIntoView({ block: 'center' }); return; }
    const box = textBox.getBoundingClientRect(), at = piece.getBoundingClientRect();
    const top = Math.max(box.top, 60), bottom = Math.min(box.bottom, innerHeight);
    if (at.top < top + 20 || at.bottom > bottom - 20) textBox.scrollTop += at.top - (top + bottom) / 2;
    const now = piece.getBoundingClientRect();
    if (now.top < 60 || now.bottom > innerHeight) piece.scrollIntoView({ block: 'nearest' });
  };
  const showInList = (id) => { const row = rows.get(id); if (row) row.scrollIntoView({ block: 'nearest' }); };
  const select = (id, from) => {
    state.event = id; write(); light();
    card(from === 'drawing' ? id : '');
    if (from === 'text') showInList(id);
    else { showInText(id); if (from === 'hash') showInList(id); }
  };
  const card = (id) => {
    const box = $('chosen'), row = rows.get(id);
    box.hidden = !row;
    box.replaceChildren();
    if (!row) return;
    const close = document.createElement('button');
    close.type = 'button'; close.textContent = 'Close';
    close.addEventListener('click', () => card(''));
    const date = document.createElement('p');
    date.className = 'date'; date.textContent = row.closest('.day').querySelector('.date').textContent;
    box.append(close, date, ...[...row.cloneNode(true).childNodes]);
    box.querySelector('details').open = true;
  };
  let lit = '';
  const light = () => {
    const row = (id, on) => { if (rows.get(id)) { rows.get(id).classList.toggle('on', on); if (on) rows.get(id).setAttribute('aria-current', 'true'); else rows.get(id).removeAttribute('aria-current'); } };
    row(lit, false); glow(lit, false);
    lit = state.event;
    row(lit, true); glow(lit, true);
    for (const box of [frame, graphBox]) for (const item of box.querySelectorAll('.item')) item.classList.toggle('on', item.dataset.id === lit);
  };
  const glow = (id, on) => {
    for (const piece of triggers.get(id) || []) piece.classList.toggle('on', on);
    for (const piece of parts.get(id) || []) piece.classList.toggle('with', on);
  };

  // Lanes: a lane an actor. They are laid out whole, and painted where the frame shows them.
  // Years that are not of four digits need a sign and six.
  const ms = (s) => { const t = s ? Date.parse(s.replace(/^([+-]?)(\d+)/, (_, sign, y) => (sign || '+') + y.padStart(6, '0')) + 'Z') : NaN; return Number.isNaN(t) ? null : t; };
  const spans = new Map(order.map((e) => [e.id, [ms(e.earliest), ms(e.latest)]]));
  const DAY = 864e5, ROW = 24, HEAD = 26;
  const ends = [...spans.values()].flat().filter((t) => t !== null).sort((a, b) => a - b);
  const around = (a, b) => { const edge = Math.max((b - a) * .04, DAY / 2); return [a - edge, Math.max(b, a + DAY) + edge]; };
  const whole = ends.length ? around(ends[0], ends[ends.length - 1]) : [0, DAY];
  // Where one date lies far from all others, the reader starts at the others.
  const most = ends.length ? around(ends[ends.length / 10 | 0], ends[Math.ceil(ends.length * .9) - 1]) : whole;
  let view = (most[1] - most[0]) * 12 < whole[1] - whole[0] ? most : [...whole];
  let items = [], side = 170, width = 320, height = HEAD, lanes = [], focused = '';
  const x = (t) => side + (t - view[0]) / (view[1] - view[0]) * (width - side);
  const layOut = () => {
    width = Math.max(frame.clientWidth, 280); side = Math.min(170, width * .36);
    const of = new Map();
    for (const e of order) {
      if (!shown(e)) continue;
      const none = spans.get(e.id).every((t) => t === null), ids = who(e);
      for (const id of none ? ['undated'] : ids.length ? ids : ['']) if (!state.actor || id === state.actor || !actors.has(id)) put(of, id, e);
    }
    items = []; lanes = [];
    let y = HEAD, before = 0, after = 0;
    const away = new Set();
    for (const id of byUse.concat('', 'undated').filter((id) => of.has(id))) {
      const reach = [], top = y;
      for (const e of of.get(id)) {
        const [from, to] = id === 'undated' ? [view[0], view[0]] : spans.get(e.id);
        let a = from === null ? side : x(from), b = to === null ? width : x(to);
        if (b < side || a > width) { if (!away.has(e.id)) { away.add(e.id); if (b < side) before++; else after++; } continue; }
        a = Math.max(a, side); b = Math.max(Math.min(b, width), a + 6);
        const inside = b - a > 90 || a + 6 + 160 > width, words = (from === null ? '‹ ' : '') + e.summary;
        let text = inside ? a + 6 : b + 5;
        if (width - text < 160) text = Math.max(side + 6, Math.min(text, width - 160));
        const label = fitting(words, Math.min(width - text - 8, 460));
        const right = Math.max(b, text + wide(label)), left = Math.min(a, text);
        let row = reach.findIndex((end) => end + 8 < left);
        if (row < 0) row = reach.push(0) - 1;
        reach[row] = right;
        items.push({ e, a, b, text, under: text < b, label, open: from === null || to === null, y: top + 6 + row * ROW });
      }
      y = top + Math.max(reach.length, 1) * ROW + 10;
      lanes.push({ top, bottom: y, name: id === 'undated' ? 'Undated' : id === '' ? 'No actor named' : actors.get(id).name });
    }
    height = y + 4;
    paint(before, after);
  };
  let root = null, seen = null;
  const paint = (before, after) => {
    frame.replaceChildren();
    const axis = svg('svg', { width, height: HEAD - 4, class: 'axis', 'aria-hidden': 'true' }, frame);
    root = svg('svg', { width, height: height - HEAD + 4, viewBox: `0 ${HEAD - 4} ${width} ${height - HEAD + 4}`, role: 'group', 'aria-label': 'events by actor and time' }, frame);
    const hatch = svg('pattern', { id: 'hatch', width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' }, svg('defs', {}, root));
    svg('line', { x1: 0, y1: 0, x2: 0, y2: 6, class: 'hatch' }, hatch);
    if (ends.length) {
      const days = (view[1] - view[0]) / DAY, steps = [1 / 24, .25, 1, 7, 31, 93, 366, 3660, 36600, 366000];
      const step = steps.find((d) => days / d < Math.max(2, (width - side) / 92)) || 3660000;
      let last = -99;
      for (let t = Math.ceil(view[0] / (step * DAY)) * step * DAY; t < view[1]; t += step * DAY) {
        const date = new Date(t);
        if (Number.isNaN(+date)) continue;
        const iso = date.toISOString().replace(/^\+0*/, '');
        const label = step > 300 ? String(date.getUTCFullYear()) : step < 1 ? iso.slice(-19, -8).replace('T', ' ') : iso.slice(0, iso.indexOf('T'));
        svg('line', { x1: x(t), x2: x(t), y1: HEAD - 4, y2: height, class: 'rule' }, root);
        if (x(t) < width - wide(label) - 4 && x(t) > last) { svg('text', { x: x(t) + 3, y: 15, class: 'soft' }, axis, label); last = x(t) + wide(label) + 12; }
      }
    }
    if (before) svg('text', { x: 12, y: 15, class: 'soft' }, axis, fitting(`‹ ${before} earlier`, side - 16));
    if (after) { const words = `${after} later ›`; svg('rect', { x: width - wide(words) - 12, y: 0, width: 400, height: HEAD, class: 'side' }, axis); svg('text', { x: width - wide(words) - 6, y: 15, class: 'soft' }, axis, words); }
    svg('g', {}, root);
    for (const lane of lanes) {
      svg('rect', { x: 0, y: lane.top, width: side - 6, height: lane.bottom - lane.top, class: 'side' }, root);
      svg('text', { x: 12, y: lane.top + 18, class: 'name' }, root, fitting(lane.name, (side - 22) * .92));
      svg('line', { x1: 0, x2: width, y1: lane.bottom, y2: lane.bottom, class: 'rule' }, root);
    }
    seen = null;
    paintBars();
  };
  /// The bars that the frame shows, and some above and below.
  const paintBars = () => {
    const group = root.querySelector('g'), from = frame.scrollTop - 400, to = frame.scrollTop + frame.clientHeight + 400;
    if (seen && frame.scrollTop - 200 > seen[0] && frame.scrollTop + frame.clientHeight + 200 < seen[1]) return;
    seen = [from, to];
    const had = group.contains(document.activeElement);
    group.replaceChildren();
    items.forEach((item, i) => {
      if (item.y < from || item.y > to) return;
      const { e, a, b, text, under, label, open, y } = item;
      const g = svg('g', { class: 'item', tabindex: -1, role: 'button' }, group);
      g.dataset.id = e.id; g.dataset.at = i;
      svg('title', {}, g, e.summary);
      svg('rect', { x: Math.min(a, text), y, width: Math.max(b, text + wide(label)) - Math.min(a, text), height: 20, class: 'hit' }, g);
      const kind = (e.claimed ? '' : ' window') + (open ? ' open' : '') + (tentative(e) ? ' tentative' : '');
      svg('rect', { x: a, y: under ? y + 15 : y + 4, width: b - a, height: under ? 4 : 10, rx: 2, class: 'bar' + kind }, g);
      svg('text', { x: text, y: y + 12, 'aria-hidden': 'true' }, g, label);
      if (e.id === state.event) g.classList.add('on');
    });
    if (had) focus(items.findIndex((item) => item.e.id === focused));
  };
  const focus = (i) => {
    if (!items[i]) return;
    focused = items[i].e.id;
    const { y } = items[i];
    if (y < frame.scrollTop + HEAD) frame.scrollTop = y - HEAD * 2;
    else if (y + ROW > frame.scrollTop + frame.clientHeight) frame.scrollTop = y + ROW * 2 - frame.clientHeight;
    paintBars();
    const node = root.querySelector(`[data-at="${i}"]`);
    if (node) node.focus({ preventScroll: true });
  };
  const zoom = (factor, at = .5) => {
    const mid = view[0] + (view[1] - view[0]) * at, size = Math.min(Math.max((view[1] - view[0]) * factor, 36e5), (whole[1] - whole[0]) * 4);
    view = [mid - size * at, mid + size * (1 - at)]; later();
  };
  const pan = (part) => { const d = (view[1] - view[0]) * part; view = [view[0] + d, view[1] + d]; later(); };
  const fit = () => { view = [...whole]; later(); };
  let waiting = false;
  const later = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      const had = frame.contains(document.activeElement) && document.activeElement !== frame, top = frame.scrollTop;
      layOut();
      frame.scrollTop = top;
      if (had) { const i = items.findIndex((item) => item.e.id === focused); if (i < 0) frame.focus(); else focus(i); }
    });
  };
  frame.addEventListener('scroll', paintBars, { passive: true });
  frame.addEventListener('wheel', (w) => {
    if (!w.ctrlKey && !w.shiftKey && !w.altKey) return; // the page scrolls
    w.preventDefault();
    const box = frame.getBoundingClientRect();
    if (w.shiftKey) pan((w.deltaX || w.deltaY) / box.width); else zoom(Math.exp(w.deltaY / 300), Math.max(0, (w.clientX - box.left - side) / (box.width - side)));
  }, { passive: false });
  let drag = null, moved = false;
  frame.addEventListener('pointerdown', (p) => { drag = p.button ? null : { x: p.clientX, view: [...view] }; moved = false; });
  addEventListener('pointermove', (p) => {
    if (!drag) return;
    if (Math.abs(drag.x - p.clientX) > 3) moved = true;
    if (!moved) return;
    const d = (drag.x - p.clientX) / Math.max(width - side, 1) * (drag.view[1] - drag.view[0]);
    view = [drag.view[0] + d, drag.view[1] + d]; later();
  });
  for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => { drag = null; });
  frame.addEventListener('click', (c) => {
    const item = c.target.closest('.item');
    if (item && !moved) { focused = item.dataset.id; select(item.dataset.id, 'drawing'); }
  });
  frame.addEventListener('focusin', (f) => { if (f.target.dataset.id) focused = f.target.dataset.id; });
  frame.addEventListener('keydown', (k) => {
    const at = document.activeElement === frame ? -1 : items.findIndex((item) => item.e.id === focused);
    const now = document.activeElement.dataset.at === undefined ? at : +document.activeElement.dataset.at;
    const go = (step) => focus(now < 0 ? (step > 0 ? 0 : items.length - 1) : (now + step + items.length) % items.length);
    const open = () => { if (now >= 0) select(items[now].e.id, 'drawing'); };
    const keys = { '+': () => zoom(.7), '=': () => zoom(.7), '-': () => zoom(1.4), 0: fit, a: () => pan(-.2), d: () => pan(.2), w: () => zoom(.7), s: () => zoom(1.4),
      ArrowRight: () => go(1), ArrowDown: () => go(1), ArrowLeft: () => go(-1), ArrowUp: () => go(-1), Enter: open, ' ': open };
    if (!k.ctrlKey && !k.metaKey && !k.altKey && Object.hasOwn(keys, k.key)) { k.preventDefault(); keys[k.key](); }
  });
  for (const [id, act] of [['in', () => zoom(.7)], ['out', () => zoom(1.4)], ['fit', fit]]) $(id).addEventListener('click', act);

  // The graph: a column a band, arrows for the accepted relations that say more than others, red for those set aside.
  const W = 190, H = 46, GAP = 64;
  const verbs = { BEFORE: 'before', START_BEFORE: 'starts before', INCLUDES: 'includes', SIMULTANEOUS: 'at the same time as' };
  let boxes = new Map(), canvas = null, span = null;
  const graph = () => {
    boxes = new Map();
    let left = 16, low = 0, column = 0;
    for (const band of bands.values()) {
      const here = band.filter((id) => shown(events.get(id)));
      here.forEach((id, i) => boxes.set(id, { x: left, y: 16 + i * (H + 16), column }));
      if (here.length) { left += W + GAP; low = Math.max(low, here.length * (H + 16)); column++; }
    }
    graphBox.replaceChildren();
    canvas = svg('svg', { width: left, height: low + 60, role: 'img', 'aria-label': 'the order of events as a graph; the list below tells the same' }, graphBox);
    const defs = svg('defs', {}, canvas);
    for (const kind of ['', ' rejected']) {
      const m = svg('marker', { id: 'head' + kind.trim(), viewBox: '0 0 8 8', refX: 8, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto' }, defs);
      svg('path', { d: 'M0,0L8,4L0,8z', class: 'head' + kind }, m);
    }
    svg('g', {}, canvas);
    span = null;
    paintGraph();
  };
  /// What the frame shows of the graph, and some on both sides.
  const paintGraph = () => {
    const from = graphBox.scrollLeft, to = from + graphBox.clientWidth;
    if (span && from - 300 > span[0] && to + 300 < span[1]) return;
    span = [from - 900, to + 900];
    const near = (a, b) => b + W >= span[0] && a <= span[1];
    const group = canvas.querySelector('g');
    group.replaceChildren();
    for (const r of edges) {
      const { kind } = r, a = boxes.get(r.from), b = boxes.get(r.to);
      if (!a || !b || !near(Math.min(a.x, b.x), Math.max(a.x, b.x))) continue;
      const same = a.column === b.column, right = b.x > a.x, far = Math.abs(b.column - a.column) - 1, sag = far > 0 ? 34 + Math.min(far, 8) * 6 : 0;
      const p = [a.x + (same || right ? W : 0), a.y + H / 2 + (right ? -5 : 7)], q = [b.x + (same || !right ? W : 0), b.y + H / 2 + (right ? -5 : 7)];
      const bend = same ? 40 : (q[0] - p[0]) / 2;
      const line = svg('path', { d: `M${p}C${p[0] + bend},${p[1] + sag} ${q[0] + (same ? 40 : -bend)},${q[1] + sag} ${q}`, class: 'edge ' + r.relation + ' ' + kind }, group);
      if (r.relation !== 'SIMULTANEOUS') line.setAttribute('marker-end', kind === 'rejected' ? 'url(#headrejected)' : 'url(#head)');
      const words = r.evidence.map((words) => `“${words}”`).join(' … ');
      svg('title', {}, line, `${events.get(r.from).summary}\n${verbs[r.relation] || r.relation} (${kind === 'rejected' ? 'set aside' : kind})\n${events.get(r.to).summary}\nby the rule ${r.rule} ${words}`);
    }
    for (const [id, { x, y }] of boxes) {
      if (!near(x, x)) continue;
      const e = events.get(id), g = svg('g', { class: 'item' }, group);
      g.dataset.id = id;
      svg('rect', { x, y, width: W, height: H, rx: 6, class: 'box' + (tentative(e) ? ' tentative' : '') }, g);
      let first = '';
      const words = e.summary.split(/\s+/);
      while (words.length && wide((first + ' ' + words[0]).trim()) <= W - 18) first = (first + ' ' + words.shift()).trim();
      if (!first) first = fitting(words.shift() || '', W - 18);
      svg('text', { x: x + 9, y: y + 19 }, g, first);
      svg('text', { x: x + 9, y: y + 35 }, g, fitting(words.join(' '), W - 18));
      svg('title', {}, g, e.summary);
      if (id === state.event) g.classList.add('on');
    }
  };
  graphBox.addEventListener('scroll', paintGraph, { passive: true });
  graphBox.addEventListener('click', (c) => { const item = c.target.closest('.item'); if (item) select(item.dataset.id, 'drawing'); });

  const apply = () => {
    let count = 0;
    for (const e of order) {
      const on = shown(e);
      count += on;
      if (rows.get(e.id)) rows.get(e.id).hidden = !on;
      if (lines.get(e.id)) lines.get(e.id).hidden = !on;
      for (const piece of triggers.get(e.id) || []) piece.classList.toggle('off', !on);
    }
    for (const [day, all] of days) day.hidden = !all.some((e) => !rows.get(e.id).hidden);
    $('count').textContent = `${count} of ${order.length} events`;
    layOut(); graph(); light();
  };
  for (const f of fields) $(f).addEventListener('input', () => { state[f] = $(f).value; write(); apply(); });
  $('filters').addEventListener('submit', (s) => s.preventDefault());
  $('reset').addEventListener('click', () => { for (const f of [...fields, 'event']) state[f] = ''; for (const f of fields) $(f).value = ''; write(); card(''); apply(); });
  $('theme').addEventListener('click', () => {
    const root = document.documentElement, dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
  });
  document.addEventListener('click', (c) => {
    const link = c.target.closest && c.target.closest('.article a[data-events], h3 a[data-id], .why a');
    if (!link || c.ctrlKey || c.metaKey || c.shiftKey) return;
    const why = link.closest('.why') && decodeURIComponent(link.hash.slice(7));
    if (why && !events.has(why)) return;
    c.preventDefault();
    if (why) { select(why, 'hash'); rows.get(why).querySelector('a').focus({ preventScroll: true }); }
    else if (link.dataset.id) select(link.dataset.id, 'list');
    else select(link.dataset.events.split(' ')[0], 'text');
  });
  addEventListener('keydown', (k) => { if (k.key === 'Escape') card(''); });
  for (const [id, row] of rows) if (row) { row.addEventListener('mouseenter', () => glow(id, true)); row.addEventListener('mouseleave', () => { glow(id, false); if (state.event) glow(state.event, true); }); }
  addEventListener('hashchange', () => { read(); apply(); if (state.event) select(state.event, 'hash'); });
  addEventListener('resize', later);
  if (order.length) for (const id of ['filters', 'lanes', 'graph']) $(id).hidden = false;
  read(); apply();
  if (state.event) select(state.event, 'hash');
  document.documentElement.dataset.ready = 'yes';
})();
