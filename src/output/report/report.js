'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const $ = (id) => document.getElementById(id);
  const events = new Map(data.events.map((e) => [e.id, e]));
  const actors = new Map(data.actors.map((a) => [a.id, a]));
  const bands = data.timeline.map((b) => ({ ...b, events: b.events.filter((id) => events.has(id)) }));
  const order = bands.flatMap((b) => b.events).concat(data.undated.filter((id) => events.has(id))).map((id) => events.get(id));
  const sure = new Map(bands.flatMap((b) => b.events.map((id) => [id, b.certainty])));
  const rows = new Map(order.map((e) => [e.id, $('event-' + e.id)]));
  const short = (s, n) => { const c = [...s]; return c.length > n ? c.slice(0, n - 1).join('') + '…' : s; };
  const who = (e) => [...new Set(e.participants.map((p) => p.actor))].filter((id) => actors.has(id));
  const tentative = (e) => e.status !== 'happened' && e.status !== 'ongoing';
  const svg = (name, attributes, parent, text) => {
    const node = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const key in attributes) node.setAttribute(key, attributes[key]);
    if (text !== undefined) node.textContent = text;
    if (parent) parent.append(node);
    return node;
  };
  const marks = new Map();
  for (const mark of document.querySelectorAll('.article a[data-ids]'))
    for (const id of mark.dataset.ids.split(' ')) (marks.get(id) || marks.set(id, []).get(id)).push(mark);

  // Filters: their state is the URL's hash, so that a view can be linked to.
  const fields = ['actor', 'type', 'status', 'certainty', 'q'];
  const state = { event: '' };
  for (const f of fields) state[f] = '';
  const fill = (id, pairs) => { for (const [value, label] of pairs) { const o = new Option(label, value); $(id).append(o); } };
  const named = new Map();
  for (const e of order) for (const id of who(e)) named.set(id, (named.get(id) || 0) + 1);
  const byUse = [...named].sort((a, b) => b[1] - a[1]).map(([id]) => id);
  const unique = (list) => [...new Set(list)].sort();
  fill('actor', byUse.map((id) => [id, actors.get(id).name]));
  fill('type', unique(order.map((e) => e.type)).map((t) => [t, t]));
  fill('status', unique(order.map((e) => e.status)).map((t) => [t, t]));
  const certainty = (e) => sure.get(e.id) || 'undated';
  fill('certainty', unique(order.map(certainty)).map((t) => [t, t]));
  const shown = (e) => (!state.actor || who(e).includes(state.actor)) && (!state.type || e.type === state.type)
    && (!state.status || e.status === state.status) && (!state.certainty || certainty(e) === state.certainty)
    && (!state.q || (e.summary + ' ' + e.text + ' ' + who(e).map((id) => actors.get(id).name).join(' ')).toLowerCase().includes(state.q.toLowerCase()));
  const read = () => {
    const hash = location.hash.slice(1);
    if (hash.startsWith('event-')) { for (const f of fields) state[f] = ''; try { state.event = decodeURIComponent(hash.slice(6)); } catch { state.event = ''; } }
    else { const q = new URLSearchParams(hash); for (const f of fields) state[f] = q.get(f) || ''; state.event = q.get('event') || ''; }
    for (const f of fields) $(f).value = state[f];
  };
  const write = () => {
    const q = new URLSearchParams();
    for (const f of [...fields, 'event']) if (state[f]) q.set(f, state[f]);
    history.replaceState(null, '', '#' + q);
  };
  const select = (id, from) => {
    state.event = id; write(); light();
    const target = from === 'article' ? rows.get(id) : (marks.get(id) || [])[0];
    if (target) target.scrollIntoView({ block: 'nearest' });
    if (from !== 'article' && rows.get(id)) rows.get(id).scrollIntoView({ block: 'nearest' });
  };
  const light = () => {
    for (const node of document.querySelectorAll('.on')) node.classList.remove('on');
    if (!state.event) return;
    if (rows.get(state.event)) rows.get(state.event).classList.add('on');
    for (const mark of marks.get(state.event) || []) mark.classList.add('on');
    for (const item of document.querySelectorAll('.item')) if (item.dataset.id === state.event) item.classList.add('on');
  };

  // Lanes: a lane an actor; solid is what the text dates, hatched what only follows from the order, dashed an open end.
  const ms = (s) => { const t = s ? Date.parse(s + 'Z') : NaN; return Number.isNaN(t) ? null : t; };
  const span = (e) => [ms(e.time && e.time.earliest), ms(e.time && e.time.latest)];
  const all = order.flatMap(span).filter((t) => t !== null);
  const DAY = 864e5, NAME = 170;
  // A loop, not Math.min(...): an argument list has an end.
  const extent = all.reduce(([a, b], t) => [Math.min(a, t), Math.max(b, t)], [Infinity, -Infinity]);
  const whole = all.length ? [extent[0] - DAY / 2, Math.max(extent[1], extent[0] + DAY) + DAY / 2] : [0, DAY];
  let view = [...whole];
  const frame = $('lanes-frame');
  const draw = () => {
    const width = Math.max(frame.clientWidth, 320), side = Math.min(NAME, width / 3);
    const x = (t) => side + (t - view[0]) / (view[1] - view[0]) * (width - side);
    frame.replaceChildren();
    const root = svg('svg', { width, role: 'group', 'aria-label': 'events by actor and time' }, frame);
    const defs = svg('defs', {}, root);
    const hatch = svg('pattern', { id: 'hatch', width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' }, defs);
    svg('line', { x1: 0, y1: 0, x2: 0, y2: 6, class: 'hatch' }, hatch);
    const bars = svg('g', {}, root), names = svg('g', {}, root);
    const lanes = new Map();
    for (const e of order) {
      if (!shown(e)) continue;
      const undated = span(e).every((t) => t === null);
      for (const id of undated ? ['undated'] : who(e).length ? who(e) : ['']) (lanes.get(id) || lanes.set(id, []).get(id)).push(e);
    }
    const sorted = byUse.concat('', 'undated').filter((id) => lanes.has(id) && (!state.actor || id === state.actor || !actors.has(id)));
    let y = 26;
    for (const id of sorted) {
      const ends = [], top = y;
      for (const e of lanes.get(id)) {
        const [from, to] = span(e);
        let a = from === null ? side : x(from), b = to === null ? width : x(to);
        if (id === 'undated') { a = side; b = side + 10; }
        if (b < side || a > width) continue;
        a = Math.max(a, side); b = Math.max(Math.min(b, width), a + 6);
        const label = short(e.summary, 60), inside = b - a > 90;
        const text = inside ? a + 6 : b + 4;
        const reach = Math.max(b, text + Math.min(label.length * 6.2, 400));
        let row = ends.findIndex((end) => end + 8 < a);
        if (row < 0) row = ends.push(0) - 1;
        ends[row] = reach;
        const g = svg('g', { class: 'item', tabindex: -1, role: 'button', 'aria-label': e.summary }, bars);
        g.dataset.id = e.id;
        const open = from === null || to === null;
        const kind = (e.time && e.time.value !== null ? '' : ' window') + (open ? ' open' : '') + (tentative(e) ? ' tentative' : '');
        const at = top + 6 + row * 24;
        svg('rect', { x: a, y: inside ? at + 15 : at + 4, width: b - a, height: inside ? 4 : 10, rx: 2, class: 'bar' + kind }, g);
        svg('text', { x: text, y: at + 12 }, g, (from === null && id !== 'undated' ? '‹ ' : '') + label);
        g.addEventListener('click', () => select(e.id));
      }
      y = top + Math.max(ends.length, 1) * 24 + 10;
      svg('rect', { x: 0, y: top, width: side - 6, height: y - top, class: 'side' }, names);
      svg('text', { x: 12, y: top + 18, class: 'name' }, names, short(id === 'undated' ? 'Undated' : id === '' ? 'No actor named' : actors.get(id).name, Math.floor(side / 8)));
      svg('line', { x1: 0, x2: width, y1: y, y2: y, class: 'rule' }, names);
    }
    root.setAttribute('height', y + 4);
    const step = [1 / 24, .25, 1, 7, 31, 366, 3660].find((d) => (view[1] - view[0]) / (d * DAY) < Math.max(2, width / 110)) || 36600;
    const first = Math.ceil(view[0] / (step * DAY)) * step * DAY;
    for (let t = first; t < view[1]; t += step * DAY) {
      const date = new Date(t);
      if (Number.isNaN(+date)) break;
      const iso = date.toISOString();
      svg('line', { x1: x(t), x2: x(t), y1: 22, y2: y, class: 'rule' }, root).after();
      if (x(t) < width - 60) svg('text', { x: x(t) + 3, y: 15, class: 'soft' }, names, step < 1 ? iso.slice(5, 16).replace('T', ' ') : step > 300 ? iso.slice(0, 4) : iso.slice(0, 10));
    }
    root.prepend(...[...root.children].filter((n) => n.tagName === 'line'));
    const firstItem = frame.querySelector('.item');
    if (firstItem) firstItem.setAttribute('tabindex', 0);
  };
  const zoom = (factor, at = .5) => {
    const mid = view[0] + (view[1] - view[0]) * at, size = Math.min(Math.max((view[1] - view[0]) * factor, 36e5), (whole[1] - whole[0]) * 4);
    view = [mid - size * at, mid + size * (1 - at)]; later();
  };
  const pan = (part) => { const d = (view[1] - view[0]) * part; view = [view[0] + d, view[1] + d]; later(); };
  const fit = () => { view = [...whole]; later(); };
  let waiting = false;
  const later = () => { if (!waiting) { waiting = true; requestAnimationFrame(() => { waiting = false; draw(); light(); }); } };
  frame.addEventListener('wheel', (w) => {
    if (!w.ctrlKey && !w.shiftKey && !w.altKey) return; // the page scrolls
    w.preventDefault();
    const box = frame.getBoundingClientRect();
    if (w.shiftKey) pan((w.deltaX || w.deltaY) / box.width); else zoom(Math.exp(w.deltaY / 300), Math.max(0, (w.clientX - box.left - NAME) / (box.width - NAME)));
  }, { passive: false });
  let drag = null;
  frame.addEventListener('pointerdown', (p) => { drag = { x: p.clientX, view: [...view] }; });
  addEventListener('pointermove', (p) => {
    if (!drag) return;
    const d = (drag.x - p.clientX) / Math.max(frame.clientWidth - NAME, 1) * (drag.view[1] - drag.view[0]);
    if (Math.abs(drag.x - p.clientX) > 3) { view = [drag.view[0] + d, drag.view[1] + d]; later(); }
  });
  addEventListener('pointerup', () => { drag = null; });
  frame.addEventListener('keydown', (k) => {
    const items = [...frame.querySelectorAll('.item')], at = items.indexOf(document.activeElement);
    const go = (i) => { const n = items[(i + items.length) % items.length]; if (n) { n.setAttribute('tabindex', 0); n.focus(); } };
    const keys = { '+': () => zoom(.7), '=': () => zoom(.7), '-': () => zoom(1.4), 0: fit, a: () => pan(-.2), d: () => pan(.2), w: () => zoom(.7), s: () => zoom(1.4),
      ArrowRight: () => go(at + 1), ArrowDown: () => go(at + 1), ArrowLeft: () => go(at - 1), ArrowUp: () => go(at - 1),
      Enter: () => at >= 0 && select(items[at].dataset.id), ' ': () => at >= 0 && select(items[at].dataset.id) };
    if (!k.ctrlKey && !k.metaKey && !k.altKey && Object.hasOwn(keys, k.key)) { k.preventDefault(); keys[k.key](); }
  });
  for (const [id, act] of [['in', () => zoom(.7)], ['out', () => zoom(1.4)], ['fit', fit]]) $(id).addEventListener('click', act);

  // The graph: a column a band, arrows for the accepted relations, red for the rejected ones.
  const graph = () => {
    const box = $('graph-frame'), W = 190, H = 46, at = new Map();
    box.replaceChildren();
    const root = svg('svg', { role: 'img', 'aria-label': 'order of events as a graph; the list below tells the same' }, box);
    const defs = svg('defs', {}, root);
    for (const kind of ['', ' rejected']) {
      const m = svg('marker', { id: 'head' + kind.trim(), viewBox: '0 0 8 8', refX: 8, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto' }, defs);
      svg('path', { d: 'M0,0L8,4L0,8z', class: 'head' + kind }, m);
    }
    let x = 16, height = 0;
    for (const band of bands.concat({ events: data.undated.filter((id) => events.has(id)) })) {
      const seen = band.events.filter((id) => shown(events.get(id)));
      seen.forEach((id, i) => at.set(id, [x, 16 + i * (H + 16)]));
      if (seen.length) { x += W + 56; height = Math.max(height, seen.length * (H + 16)); }
    }
    root.setAttribute('width', x); root.setAttribute('height', height + 24);
    const draw = (r, kind) => {
      const a = at.get(r.from), b = at.get(r.to);
      if (!a || !b) return;
      const same = a[0] === b[0], right = b[0] > a[0];
      const p = same ? [a[0] + W, a[1] + H / 2] : [a[0] + (right ? W : 0), a[1] + H / 2];
      const q = same ? [b[0] + W, b[1] + H / 2] : [b[0] + (right ? 0 : W), b[1] + H / 2];
      const bend = same ? 40 : (q[0] - p[0]) / 2;
      const line = svg('path', { d: `M${p}C${p[0] + bend},${p[1]} ${q[0] + (same ? 40 : -bend)},${q[1]} ${q}`, class: 'edge ' + r.relation + ' ' + kind }, root);
      if (r.relation !== 'SIMULTANEOUS') line.setAttribute('marker-end', kind === 'rejected' ? 'url(#headrejected)' : 'url(#head)');
      svg('title', {}, line, `${r.relation} (${kind}): ${r.rule} ${r.evidence.map((p) => '“' + p.text + '”').join(' … ')}`);
    };
    for (const r of data.relations) draw(r, r.certainty === 'sure' ? 'sure' : 'likely');
    for (const r of data.conflicts) draw(r, 'rejected');
    for (const [id, [left, top]] of at) {
      const e = events.get(id), g = svg('g', { class: 'item' }, root);
      g.dataset.id = id;
      svg('rect', { x: left, y: top, width: W, height: H, rx: 6, class: 'box' + (tentative(e) ? ' tentative' : '') }, g);
      const words = [...e.summary], cut = words.length > 28 ? Math.max(words.slice(0, 28).lastIndexOf(' '), 14) : 28;
      svg('text', { x: left + 9, y: top + 19 }, g, words.slice(0, cut).join(''));
      svg('text', { x: left + 9, y: top + 35, class: 'soft' }, g, short(words.slice(cut).join('').trim(), 28));
      svg('title', {}, g, e.summary);
      g.addEventListener('click', () => select(id));
    }
  };

  const apply = () => {
    let count = 0;
    for (const e of order) { const on = shown(e); count += on; if (rows.get(e.id)) rows.get(e.id).hidden = !on; }
    for (const day of document.querySelectorAll('.day')) day.hidden = !day.querySelector('.event:not([hidden])');
    $('count').textContent = `${count} of ${order.length} events`;
    draw(); graph(); light();
  };
  for (const f of fields) $(f).addEventListener('input', () => { state[f] = $(f).value; write(); apply(); });
  $('reset').addEventListener('click', () => { for (const f of [...fields, 'event']) state[f] = ''; for (const f of fields) $(f).value = ''; write(); apply(); });
  $('theme').addEventListener('click', () => {
    const root = document.documentElement, dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
  });
  document.addEventListener('click', (c) => {
    const link = c.target.closest && c.target.closest('.article a[data-event], .event h3 a');
    if (!link) return;
    c.preventDefault();
    link.dataset.event ? select(link.dataset.event, 'article') : select(link.dataset.id);
  });
  const hover = (ids, on) => { for (const id of ids) { for (const m of marks.get(id) || []) m.classList.toggle('on', on); if (rows.get(id)) rows.get(id).classList.toggle('on', on); } };
  for (const [id, row] of rows) if (row) { row.addEventListener('mouseenter', () => hover([id], true)); row.addEventListener('mouseleave', () => { hover([id], false); light(); }); }
  addEventListener('hashchange', () => { read(); apply(); if (state.event) select(state.event); });
  addEventListener('resize', later);
  for (const id of ['filters', 'lanes', 'graph']) $(id).hidden = false;
  read(); apply();
  if (state.event) select(state.event);
  document.documentElement.dataset.ready = 'yes';
})();
