'use strict';

/*
 * A client of the gateway. What matters for that nobody ends with a hole:
 * - a room's `complete` is the id up to which nothing is missing. It moves on with what arrives, and stands still while
 *   a fetch is open, since what arrives meanwhile may lie behind a hole;
 * - a `resync` frame and a new connection open a fetch from there;
 * - a message has a uid, by which it is known however often and under whichever id it arrives;
 * - what was said and is not stored yet is said again on a new connection.
 */
class RoomClient {
  constructor(address, name, listener) {
    this.address = address;
    this.name = name;
    this.listener = listener;
    this.rooms = new Map();
    this.unstored = new Map();
    this.watching = false;
    this.request = 0;
    this.pause = 200;
    this.open();
  }

  open() {
    const url = new URL('/ws', this.address);
    url.protocol = url.protocol.replace('http', 'ws');
    url.searchParams.set('name', this.name);
    const token = new URLSearchParams(location.search).get('token');
    if (token) {
      url.searchParams.set('token', token);
    }
    this.listener.status('connecting');
    const socket = new WebSocket(url);
    this.socket = socket;
    socket.onopen = () => {
      this.pause = 200;
      for (const [name, room] of this.rooms) {
        room.joined = false;
        room.open.clear();
        this.send({type: 'join', room: name});
      }
      if (this.watching) {
        this.send({type: 'watch'});
      }
      this.heartbeat = setInterval(() => this.send({type: 'ping'}), 20000);
    };
    socket.onmessage = event => this.heard(JSON.parse(event.data));
    socket.onclose = event => {
      clearInterval(this.heartbeat);
      this.listener.status('disconnected', event.reason);
      setTimeout(() => this.open(), this.pause);
      this.pause = Math.min(this.pause * 2, 5000);
    };
  }

  send(frame) {
    if (this.socket.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify(frame));
    }
  }

  watch() {
    this.watching = true;
    this.send({type: 'watch'});
  }

  join(name) {
    if (!this.rooms.has(name)) {
      this.rooms.set(name, {complete: null, newest: null, joined: false, open: new Map(), uids: new Set()});
      this.send({type: 'join', room: name});
    }
  }

  leave(name) {
    this.rooms.delete(name);
    this.send({type: 'leave', room: name});
  }

  say(room, text) {
    const uid = crypto.randomUUID();
    this.unstored.set(uid, {room, text});
    this.send({type: 'say', room, uid, text});
    return uid;
  }

  heard(frame) {
    const room = this.rooms.get(frame.room);
    switch (frame.type) {
      case 'welcome':
        this.listener.status('connected');
        this.listener.welcome(frame);
        break;
      case 'panel':
        this.listener.panel(frame);
        break;
      case 'joined':
        if (room && !room.joined) {
          room.joined = true;
          this.fetch(frame.room, room);
          for (const [uid, said] of this.unstored) {
            if (said.room === frame.room) {
              this.send({type: 'say', room: said.room, uid, text: said.text});
            }
          }
        }
        break;
      case 'message':
        if (room) {
          this.arrived(frame.room, room, frame.id, frame.m);
        }
        break;
      case 'resync':
        if (room) {
          this.listener.gap(frame.room, frame);
          this.fetch(frame.room, room);
        }
        break;
      case 'history':
        if (room) {
          this.fetched(frame, room);
        }
        break;
      case 'not-fetched':
        /* The place stays open meanwhile: what arrives may lie behind a hole still. */
        if (room && room.open.has(frame.request)) {
          setTimeout(() => room.open.delete(frame.request) && this.fetch(frame.room, room), 500);
        }
        break;
      case 'stored':
        this.unstored.delete(frame.uid);
        break;
      case 'failed':
        this.unstored.delete(frame.uid);
        this.listener.failed(frame.room, frame.uid, frame.reason);
        break;
      case 'presence':
        this.listener.presence(frame.room, frame.count, frame.names);
        break;
      case 'error':
        this.listener.error(frame.code, frame.reason);
        break;
    }
  }

  fetch(name, room) {
    const request = ++this.request;
    room.open.set(request, 0);
    this.send({type: 'fetch', room: name, after: room.complete, request});
  }

  fetched(frame, room) {
    if (!room.open.has(frame.request)) {
      return;
    }
    let count = room.open.get(frame.request);
    for (const message of frame.messages) {
      count += this.arrived(frame.room, room, message.id, message.m) ? 1 : 0;
    }
    if (frame.more) {
      room.open.set(frame.request, count);
      const after = frame.messages[frame.messages.length - 1].id;
      this.send({type: 'fetch', room: frame.room, after, continues: true, request: frame.request});
      return;
    }
    room.open.delete(frame.request);
    if (room.open.size === 0) {
      room.complete = room.newest;
    }
    this.listener.fetched(frame.room, count, frame.truncated);
  }

  /* Returns whether it is new. */
  arrived(name, room, id, message) {
    if (id !== null && (room.newest === null || RoomClient.compare(id, room.newest) > 0)) {
      room.newest = id;
      if (room.open.size === 0) {
        room.complete = id;
      }
    }
    const known = room.uids.has(message.uid);
    room.uids.add(message.uid);
    this.listener.message(name, id, message, known);
    return !known;
  }

  static compare(a, b) {
    const [aTime, aNumber] = a.split('-').map(Number);
    const [bTime, bNumber] = b.split('-').map(Number);
    return aTime - bTime || aNumber - bNumber;
  }
}
