// The part of an attempt's log that is in the page.
//
// Bytes come in at its end, or before its beginning, and go out as lines. They are decoded as UTF-8 in pieces that never
// cut a character, so it does not matter how the network cut them. However long a log is, the page keeps a bounded part:
// while it rolls, the oldest lines go; else it takes no more.
class Terminal {
  static LINES = 4000; // lines kept in the page while it rolls
  static WEIGHT = 4000000; // weight of the lines kept in the page while it rolls, in characters
  static READING = 4; // times as much is kept while somebody reads
  static WAITING = 1048576; // bytes that may wait to be shown; beyond, the older half is left out
  static BUDGET = 12; // milliseconds of work before the page may breathe
  static UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });

  constructor(lines, onChange) {
    this.lines = lines;
    this.onChange = onChange;
    this.rolling = true;
    this.bounded = true;
    this.idlers = [];
    this.working = false;
    this.reset(0, 0, true);
  }

  // Shows another log. What comes first is left out up to the beginning of a line if offset may be anywhere in one.
  reset(attempt, offset, exact) {
    this.attempt = attempt;
    this.next = offset; // byte expected next
    this.first = offset; // first byte shown
    this.exact = exact || offset === 0;
    this.marks = [];
    this.ended = false;
    this.full = false; // true if what follows was given back for want of room
    this.lines.replaceChildren();
    this.weight = 0;
    this.count = 0; // of lines; the page itself would count them one by one each time
    this.begin();
  }

  begin() {
    this.queue = [];
    this.waiting = 0; // bytes in the queue
    this.held = new Uint8Array(0); // bytes of a character whose end has not come yet
    this.writer = new LineWriter(this.attempt);
  }

  // Takes a piece of the log and says 'taken'. What is known already is left out. Takes nothing and says 'gap' if
  // something before it is missing, 'full' if there is no room.
  write(offset, bytes, marks) {
    if (this.full || (!this.rolling && this.isOver(this.waiting))) {
      return 'full';
    }
    if (offset > this.next) {
      return 'gap';
    }
    const fresh = bytes.subarray(Math.min(this.next - offset, bytes.length));
    if (fresh.length > 0) {
      this.marks.push(...marks);
      this.queue.push({ offset: this.next, bytes: fresh });
      this.waiting += fresh.length;
      this.next += fresh.length;
      this.skip();
      this.work();
    }
    return 'taken';
  }

  // The log ends here: what is left of a cut character or escape sequence is shown as it is.
  finish() {
    this.ended = true;
    this.work();
  }

  // Resolves when all that was taken is in the page.
  idle() {
    return this.working ? new Promise(resolve => this.idlers.push(resolve)) : Promise.resolve();
  }

  // Output that comes faster than it can be shown, and would be trimmed anyway, is left out up to the end of a line.
  skip() {
    if (!this.rolling || this.waiting <= Terminal.WAITING) {
      return;
    }
    const kept = this.queue;
    while (kept.length > 1 && this.waiting > Terminal.WAITING / 2) {
      this.waiting -= kept.shift().bytes.length;
    }
    const waiting = this.waiting;
    this.begin();
    this.queue = kept;
    this.waiting = waiting;
    this.lines.replaceChildren();
    this.weight = 0;
    this.count = 0;
    this.first = kept[0].offset;
    this.exact = false;
  }

  work() {
    if (!this.working) {
      this.working = true;
      setTimeout(() => this.drain());
    }
  }

  drain() {
    const end = performance.now() + Terminal.BUDGET;
    const fragment = document.createDocumentFragment();
    while (this.queue.length > 0 && performance.now() < end && !this.isFull()) {
      this.piece(this.queue[0], fragment);
    }
    if (this.queue.length > 0 && this.isFull()) {
      this.giveBack();
    }
    if (this.ended && this.queue.length === 0) {
      this.ended = false;
      this.put(this.held, this.next - this.held.length, fragment);
      this.held = new Uint8Array(0);
      this.writer.end();
    }
    this.lines.append(fragment);
    if (this.rolling) {
      this.trimStart();
    }
    this.working = false;
    if (this.queue.length > 0) {
      this.work();
    } else {
      this.idlers.splice(0).forEach(resolve => resolve());
    }
    this.onChange();
  }

  // While somebody reads, nothing of what is read makes room for what comes.
  isFull() {
    return !this.rolling && this.bounded && this.isOver();
  }

  // What was taken and has no room is asked for again when there is some.
  giveBack() {
    this.next = this.queue[0].offset - this.held.length;
    this.held = new Uint8Array(0);
    this.queue = [];
    this.waiting = 0;
    this.full = true;
  }

  // Shows the first piece of the queue up to the end of a line, or some of it if the line is long.
  piece(piece, into) {
    if (this.held.length > 0) {
      piece.offset -= this.held.length;
      piece.bytes = Terminal.joined(this.held, piece.bytes);
      this.waiting += this.held.length;
      this.held = new Uint8Array(0);
    }
    if (!this.exact) {
      this.align(piece);
    }
    const newline = piece.bytes.indexOf(10);
    let length = Math.min(newline < 0 ? piece.bytes.length : newline + 1, LineWriter.SPLIT);
    length -= Terminal.unfinished(piece.bytes.subarray(0, length));
    this.put(piece.bytes.subarray(0, length), piece.offset, into);
    this.drop(piece, length);
    if (piece.bytes.length < 4 && Terminal.unfinished(piece.bytes) === piece.bytes.length) {
      this.held = piece.bytes;
      this.waiting -= piece.bytes.length;
      this.queue.shift();
    }
  }

  put(bytes, offset, into) {
    if (bytes.length > 0) {
      this.writer.text(Terminal.UTF8.decode(bytes), offset, this.time(offset), into);
      this.weight += this.writer.weight;
      this.count += this.writer.opened;
      this.writer.weight = 0;
      this.writer.opened = 0;
    }
  }

  // The log is shown from the beginning of a line, or of a character if the line is long.
  align(piece) {
    let cut = piece.bytes.subarray(0, -1).indexOf(10) + 1;
    if (cut === 0) {
      while (cut < 3 && (piece.bytes[cut] & 0xc0) === 0x80) {
        cut++;
      }
    }
    this.drop(piece, cut);
    this.first = piece.offset;
    this.exact = true;
  }

  drop(piece, length) {
    piece.offset += length;
    piece.bytes = piece.bytes.subarray(length);
    this.waiting -= length;
  }

  static joined(head, tail) {
    const all = new Uint8Array(head.length + tail.length);
    all.set(head);
    all.set(tail, head.length);
    return all;
  }

  // How many bytes at the end are the beginning of a character which may go on.
  static unfinished(bytes) {
    for (let back = 1; back <= Math.min(3, bytes.length); back++) {
      const byte = bytes[bytes.length - back];
      if ((byte & 0xc0) !== 0x80) {
        const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1;
        return byte < 0xf5 && size > back ? back : 0;
      }
    }
    return 0;
  }

  // When the byte at offset came in; marks are sorted by offset.
  time(offset) {
    while (this.marks.length > 1 && this.marks[1][0] <= offset) {
      this.marks.shift();
    }
    return this.marks.length > 0 && this.marks[0][0] <= offset ? this.marks[0][1] : null;
  }

  isOver(more = 0) {
    const times = this.rolling ? 1 : Terminal.READING;
    return this.weight + more > times * Terminal.WEIGHT || this.count > times * Terminal.LINES;
  }

  roll(rolling) {
    this.rolling = rolling;
    this.trimStart();
  }

  trimStart() {
    this.full = false;
    while (this.isOver() && this.count > 1) {
      this.removeFirst();
    }
  }

  // Lets go of the older half of the lines.
  makeRoom() {
    this.full = false;
    const kept = Terminal.READING * Terminal.WEIGHT / 2;
    while (this.count > 1 && (this.weight > kept || this.count > Terminal.READING * Terminal.LINES / 2)) {
      this.removeFirst();
    }
  }

  removeFirst() {
    this.count--;
    this.weight -= this.lines.firstElementChild.weight;
    this.lines.firstElementChild.remove();
    this.first = Number(this.lines.firstElementChild.dataset.offset);
  }

  // True if lines at the end had to go.
  trimEnd() {
    if (!this.isOver()) {
      return false;
    }
    while (this.isOver() && this.count > 1) {
      this.next = Number(this.lines.lastElementChild.dataset.offset);
      this.count--;
      this.weight -= this.lines.lastElementChild.weight;
      this.lines.lastElementChild.remove();
    }
    this.marks = [];
    this.begin();
    return true;
  }

  // Puts an earlier piece of the log before what is shown. It must end where the shown lines begin.
  prepend(offset, bytes, marks) {
    const earlier = new Terminal(document.createElement('div'), () => {});
    earlier.rolling = false;
    earlier.bounded = false;
    earlier.reset(this.attempt, offset, false);
    earlier.marks = [...marks];
    earlier.queue.push({ offset, bytes });
    earlier.ended = true;
    earlier.next = offset + bytes.length;
    while (earlier.queue.length > 0) {
      earlier.drain();
    }
    this.weight += earlier.weight;
    this.count += earlier.count;
    this.lines.prepend(...earlier.lines.childNodes);
    this.first = earlier.first;
  }
}
