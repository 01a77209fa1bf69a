'use strict';

const SHOWN = 500;

/* One client, in one pane: a room is shown, others may be joined beside it. */
class Pane {
  constructor(number, address, onWelcome) {
    this.number = number;
    this.address = address;
    this.lists = new Map();
    this.present = new Map();
    const content = document.getElementById('pane').content.cloneNode(true);
    this.element = content.querySelector('.pane');
    this.element.id = `pane-${number}`;
    document.getElementById('panes').append(content);
    this.part('.join').onsubmit = event => {
      event.preventDefault();
      this.join(this.part('.room').value.trim());
    };
    this.part('.say').onsubmit = event => {
      event.preventDefault();
      const text = this.part('.text');
      if (this.room && text.value.trim()) {
        this.client.say(this.room, text.value);
        text.value = '';
      }
    };
    this.part('.where').textContent = new URL(address).host;
    this.client = new RoomClient(address, number === 0 ? 'Ada' : 'Grace', {
      status: (status, reason) => this.status(status, reason),
      welcome: frame => onWelcome(this, frame),
      panel: frame => panel.show(frame),
      message: (room, id, message, known) => this.message(room, id, message, known),
      gap: (room, frame) => {
        this.marker(room, `interrupted for ${frame.ms} ms (${frame.cause}); fetching what was missed`);
        panel.gap(room, frame);
      },
      fetched: (room, count, truncated) => {
        if (this.lists.get(room) && count && this.lists.get(room).dataset.fetched) {
          this.marker(room, `${count} fetched from the stream${truncated ? '; older ones are gone' : ''}`);
        }
        if (this.lists.get(room)) {
          this.lists.get(room).dataset.fetched = 'true';
        }
      },
      failed: (room, uid, reason) => this.failed(room, uid, reason),
      presence: (room, count, names) => {
        this.present.set(room, `${count} here: ${names.join(', ')}`);
        this.showPresent();
      },
      error: (code, reason) => { this.part('.note').textContent = `${code}: ${reason}`; },
    });
    this.join('lobby');
  }

  part(selector) {
    return this.element.querySelector(selector);
  }

  status(status, reason) {
    const badge = this.part('.status');
    badge.textContent = status;
    badge.className = 'status badge ' + ({connected: 'good', connecting: 'warn'}[status] || 'bad');
    if (reason) {
      this.part('.note').textContent = reason;
    }
  }

  join(name) {
    if (!this.lists.has(name)) {
      const list = document.createElement('ol');
      list.className = 'messages';
      list.dataset.room = name;
      this.lists.set(name, list);
      this.client.join(name);
    }
    this.room = name;
    this.part('.messages').replaceWith(this.lists.get(name));
    this.part('.room').value = name;
    this.part('.note').textContent = '';
    this.part('.rooms').replaceChildren(...[...this.lists.keys()].map(room => {
      const button = document.createElement('button');
      button.textContent = room;
      button.setAttribute('aria-current', String(room === name));
      button.onclick = () => this.join(room);
      return button;
    }));
    this.showPresent();
    this.scroll(this.lists.get(name));
  }

  showPresent() {
    this.part('.present').textContent = this.present.get(this.room) || '';
  }

  message(room, id, message, known) {
    const list = this.lists.get(room);
    let item = known ? list.querySelector(`[data-uid="${message.uid}"]`) : null;
    if (known && (!item || id === null)) {
      return;
    }
    if (!item) {
      item = document.createElement('li');
      item.dataset.uid = message.uid;
      const time = document.createElement('time');
      time.textContent = FailoverPanel.time(message.at);
      const from = document.createElement('span');
      from.className = 'from';
      from.textContent = message.from + ' ';
      const text = document.createElement('span');
      text.className = 'said';
      text.textContent = message.text;
      item.append(time, from, text);
    }
    item.className = id === null ? 'pending' : '';
    item.dataset.id = id || '';
    this.place(list, item, id);
  }

  /* In the order of the stream; what has no id yet comes last. */
  place(list, item, id) {
    let before = null;
    if (id !== null) {
      for (let other = list.lastElementChild; other; other = other.previousElementSibling) {
        if (other === item) {
          continue;
        }
        if (other.dataset.id && RoomClient.compare(other.dataset.id, id) < 0) {
          break;
        }
        if (other.dataset.uid) {
          before = other;
        }
      }
    }
    list.insertBefore(item, before);
    while (list.children.length > SHOWN) {
      list.firstElementChild.remove();
    }
    this.scroll(list);
  }

  marker(room, text) {
    const list = this.lists.get(room);
    const item = document.createElement('li');
    item.className = 'marker';
    item.textContent = text;
    list.append(item);
    this.scroll(list);
  }

  failed(room, uid, reason) {
    const item = this.lists.get(room).querySelector(`[data-uid="${uid}"]`);
    if (item) {
      item.className = 'failed';
    }
    this.part('.note').textContent = `not sent: ${reason}`;
  }

  scroll(list) {
    list.scrollTop = list.scrollHeight;
  }
}

const panel = new FailoverPanel(location.origin);

function welcome(pane, frame) {
  pane.part('.where').textContent = `${frame.instance} (${new URL(pane.address).host})`;
  document.getElementById('about').textContent =
      `provider ${frame.provider}, mode ${frame.mode.toLowerCase()}; kill the primary and watch`;
}

fetch('/instances').then(answer => answer.json()).then(answer => {
  const own = location.origin;
  const other = answer.instances.find(address => new URL(address).host !== location.host) || own;
  const first = new Pane(0, own, welcome);
  new Pane(1, other, welcome);
  first.client.watch();
});
