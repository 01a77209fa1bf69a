'use strict';

/* Draws what the gateway tells of the servers: who they are, what happened, and how long a write takes. */
class FailoverPanel {
  constructor(address) {
    this.address = address;
    this.samples = [];
    this.marks = [];
    this.lastEvent = 0;
    this.waitingSince = 0;
    this.clock = 0;
    requestAnimationFrame(() => this.draw());
  }

  show(frame) {
    this.clock = frame.now - Date.now();
    this.waitingSince = frame.waitingSince;
    const health = document.getElementById('health');
    /* A check of health has its time, too; that nothing is answered is seen before. */
    const status = frame.waitingSince && frame.now - frame.waitingSince > 500 ? 'NO ANSWER' : frame.health;
    health.textContent = status;
    health.className = 'badge ' + ({UP: 'good', DEGRADED: 'warn', DOWN: 'bad', 'NO ANSWER': 'bad'}[status] || '');
    document.getElementById('problems').textContent = frame.problems.join(' · ');
    this.nodes(frame);
    frame.samples.forEach(sample => this.samples.push(sample));
    const since = frame.now - 65000;
    this.samples = this.samples.filter(sample => sample[0] > since);
    frame.events.filter(event => event.n > this.lastEvent).forEach(event => {
      this.lastEvent = event.n;
      this.event(event);
    });
    this.marks = this.marks.filter(mark => mark.at > since + 5000);
  }

  /* A gap that a client was told of. */
  gap(room, frame) {
    const at = Date.now() + this.clock;
    this.event({at, from: at - frame.ms, type: 'Gap', text: `room ${room}: ${frame.ms} ms, ${frame.cause}`});
  }

  event(event) {
    const item = document.createElement('li');
    item.className = event.type;
    item.dataset.type = event.type;
    const time = document.createElement('time');
    time.textContent = FailoverPanel.time(event.at);
    const type = document.createElement('b');
    type.textContent = event.type;
    const text = document.createElement('span');
    text.textContent = event.text;
    item.append(time, type, text);
    const list = document.getElementById('events');
    list.prepend(item);
    while (list.children.length > 150) {
      list.lastChild.remove();
    }
    const color = {Fault: '--bad', PrimaryChanged: '--good', Gap: '--violet'}[event.type];
    if (color) {
      this.marks.push({at: event.at, from: event.from || event.at, color});
    }
  }

  static time(at) {
    const date = new Date(at);
    return date.toTimeString().slice(0, 8) + '.' + String(date.getMilliseconds()).padStart(3, '0');
  }

  nodes(frame) {
    const box = document.getElementById('nodes');
    const order = {PRIMARY: 0, REPLICA: 1, UNKNOWN: 2, SENTINEL: 3};
    const nodes = frame.nodes.slice().sort((a, b) => order[a.role] - order[b.role]
        || (a.name || a.address).localeCompare(b.name || b.address));
    const shown = JSON.stringify([nodes, frame.own]);
    if (shown === this.shown) {
      return;
    }
    this.shown = shown;
    box.replaceChildren(...nodes.map(node => this.node(node, frame.own)));
  }

  node(node, own) {
    const box = document.createElement('div');
    const state = node.state || (node.reachable ? 'RUNNING' : 'AWAY');
    const away = state === 'DEAD' || !node.reachable;
    box.className = `node ${node.role} ${away ? 'away' : ''} ${state === 'FROZEN' ? 'frozen' : ''}`;
    box.dataset.role = node.role;
    box.dataset.state = state;
    if (node.name) {
      box.dataset.name = node.name;
    }
    const role = document.createElement('strong');
    role.textContent = node.role.toLowerCase() + (away || state === 'FROZEN' ? ` (${
      state === 'RUNNING' ? 'not reached' : state.toLowerCase()})` : '');
    const where = document.createElement('span');
    where.textContent = (node.name ? node.name + ' · ' : '') + node.address + (node.slots ? ' · ' + node.slots : '');
    box.append(role, where);
    if (own && node.name) {
      const actions = document.createElement('div');
      actions.className = 'do';
      for (const action of ['kill', 'freeze', 'restart']) {
        const button = document.createElement('button');
        button.textContent = action;
        button.className = action;
        button.disabled = action === 'restart' ? state === 'RUNNING' : state !== 'RUNNING';
        button.onclick = () => fetch(new URL(`/fault/${action}/${encodeURIComponent(node.name)}` + location.search,
            this.address), {method: 'POST'});
        actions.append(button);
      }
      box.append(actions);
    }
    return box;
  }

  draw() {
    const canvas = document.getElementById('chart');
    const pen = canvas.getContext('2d');
    const style = getComputedStyle(document.documentElement);
    const color = name => style.getPropertyValue(name);
    const {width, height} = canvas;
    const now = Date.now() + this.clock;
    const x = at => width - (now - at) / 60000 * (width - 70);
    const y = ms => height - 20 - Math.log10(Math.max(0.1, Math.min(ms, 10000)) / 0.1) / 5 * (height - 40);
    pen.clearRect(0, 0, width, height);
    for (const mark of this.marks.filter(one => one.from < one.at)) {
      pen.fillStyle = color(mark.color);
      pen.globalAlpha = .18;
      pen.fillRect(x(mark.from), 10, x(mark.at) - x(mark.from), height - 20);
      pen.globalAlpha = 1;
    }
    pen.font = '20px system-ui';
    pen.textBaseline = 'middle';
    for (const [ms, label] of [[0.1, '0.1 ms'], [1, '1 ms'], [10, '10 ms'], [100, '100 ms'], [1000, '1 s'], [10000, '10 s']]) {
      pen.fillStyle = color('--soft');
      pen.fillText(label, 0, y(ms));
      pen.fillStyle = color('--line');
      pen.fillRect(70, y(ms), width - 70, 1);
    }
    for (const mark of this.marks.filter(one => one.from === one.at)) {
      pen.fillStyle = color(mark.color);
      pen.fillRect(x(mark.at) - 1, 10, 3, height - 20);
    }
    for (const [at, ms, fine] of this.samples.filter(sample => now - sample[0] < 60000)) {
      pen.fillStyle = color(fine ? '--accent' : '--bad');
      pen.beginPath();
      pen.arc(x(at), y(ms), 4, 0, 7);
      pen.fill();
    }
    const last = this.samples[this.samples.length - 1];
    const waiting = this.waitingSince ? now - this.waitingSince : 0;
    const latest = document.getElementById('latest');
    if (waiting > 500) {
      latest.textContent = `waiting for ${(waiting / 1000).toFixed(1)} s`;
      latest.className = 'badge bad';
    } else if (last) {
      latest.textContent = `${last[1].toFixed(1)} ms`;
      latest.className = 'badge good';
    }
    requestAnimationFrame(() => this.draw());
  }
}
