// Output of a step as lines in the page.
//
// Bytes come in, text goes out: textContent of the lines is the log, decoded as UTF-8, character for character. Nothing
// a server prints becomes markup. SGR colours become classes; every other escape and control character stays in the text,
// hidden, with a visible mark where it matters. What a carriage return overwrites is hidden but stays in the text too.
class Terminal {
  static SPLIT = 65536; // a longer line continues in another element
  static KEEP = 5000; // lines kept in the page while following
  static MOST = 4194304; // bytes that may wait to be shown; beyond, the older ones are left out
  static BUDGET = 12; // milliseconds of work before the page may breathe

  constructor(lines, onChange) {
    this.lines = lines;
    this.onChange = onChange;
    this.reset(0, 0);
  }

  // Shows another log, beginning with the byte at offset.
  reset(attempt, offset) {
    this.attempt = attempt;
    this.next = offset; // byte expected next
    this.first = offset; // first byte shown
    this.decoder = new TextDecoder('utf-8');
    this.queue = [];
    this.waiting = 0; // bytes in the queue
    this.marks = [];
    this.working = false;
    this.keep = Terminal.KEEP;
    this.lines.replaceChildren();
    this.writer = new LineWriter(attempt);
  }

  // Takes a piece of the log. What is known already is left out; says false if something before it is missing.
  write(offset, bytes, marks) {
    if (offset > this.next) {
      return false;
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
    return true;
  }

  // The log ends here: what is left of a cut character or escape sequence is shown as it is.
  finish() {
    this.ended = true;
    this.work();
  }

  // Output that comes faster than it can be shown, and would be trimmed anyway, is left out up to the end of a line.
  skip() {
    if (this.waiting <= Terminal.MOST || this.keep === Infinity) {
      return;
    }
    while (this.queue.length > 1 && this.waiting > Terminal.MOST / 4) {
      this.waiting -= this.queue.shift().bytes.length;
    }
    const piece = this.queue[0];
    const cut = piece.bytes.indexOf(10) + 1;
    piece.offset += cut;
    piece.bytes = piece.bytes.subarray(cut);
    this.waiting -= cut;
    this.first = piece.offset;
    this.decoder = new TextDecoder('utf-8');
    this.writer = new LineWriter(this.attempt);
    this.lines.replaceChildren();
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
    while (this.queue.length > 0 && performance.now() < end) {
      const piece = this.queue[0];
      const newline = piece.bytes.indexOf(10);
      const length = newline < 0 ? Math.min(piece.bytes.length, Terminal.SPLIT) : Math.min(newline + 1, Terminal.SPLIT);
      this.writer.text(this.decoder.decode(piece.bytes.subarray(0, length), { stream: true }), piece.offset,
        this.time(piece.offset), fragment);
      this.waiting -= length;
      piece.offset += length;
      piece.bytes = piece.bytes.subarray(length);
      if (piece.bytes.length === 0) {
        this.queue.shift();
      }
    }
    if (this.ended && this.queue.length === 0) {
      this.ended = false;
      this.writer.end(this.decoder.decode(), this.next, this.time(this.next), fragment);
    }
    this.lines.append(fragment);
    this.trim();
    this.working = false;
    this.onChange();
    if (this.queue.length > 0) {
      this.work();
    }
  }

  // When the byte at offset came in; marks are sorted by offset.
  time(offset) {
    while (this.marks.length > 1 && this.marks[1][0] <= offset) {
      this.marks.shift();
    }
    return this.marks.length > 0 && this.marks[0][0] <= offset ? this.marks[0][1] : null;
  }

  trim() {
    const excess = this.lines.childElementCount - this.keep;
    for (let i = 0; i < excess; i++) {
      this.lines.firstElementChild.remove();
    }
    if (excess > 0) {
      this.first = Number(this.lines.firstElementChild.dataset.offset);
    }
  }

  // Puts an earlier piece of the log before what is shown. It must end where the shown lines begin.
  prepend(offset, bytes, marks) {
    const earlier = new Terminal(document.createElement('div'), () => {});
    earlier.reset(this.attempt, offset);
    earlier.keep = Infinity;
    earlier.marks = [...marks];
    earlier.queue.push({ offset, bytes });
    while (earlier.queue.length > 0) {
      earlier.drain();
    }
    this.keep = Infinity;
    this.lines.prepend(...earlier.lines.childNodes);
    this.first = offset;
  }
}

// Turns text into line elements: <div class="line"><a class="at"></a><span class="text">…</span></div>
class LineWriter {
  static ESCAPES = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b\r\n]*(?:\x07|\x1b\\)?|[ -/]*[0-~])?/y;
  static PLAIN = /[^\x00-\x08\x0a-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+/y;

  constructor(attempt) {
    this.attempt = attempt;
    this.style = '';
    this.line = null;
    this.length = 0;
    this.cut = ''; // an escape sequence whose end has not come yet
  }

  text(input, offset, time, into) {
    const text = this.cut + input;
    this.cut = '';
    let at = 0;
    while (at < text.length) {
      if (this.line === null || this.length >= Terminal.SPLIT) {
        this.open(offset, time, into);
      }
      at = this.token(text, at);
    }
  }

  end(rest, offset, time, into) {
    const cut = this.cut;
    this.cut = '';
    this.text(rest, offset, time, into);
    if (cut !== '') {
      if (this.line === null) {
        this.open(offset, time, into);
      }
      this.mark(cut, 'ESC');
    }
  }

  token(text, at) {
    LineWriter.PLAIN.lastIndex = at;
    const plain = LineWriter.PLAIN.exec(text);
    if (plain) {
      this.put(plain[0], this.style);
      return at + plain[0].length;
    }
    const c = text[at];
    if (c === '\n') {
      this.put('\n', '');
      this.line = null;
    } else if (c === '\r') {
      this.carriageReturn(text[at + 1] === '\n');
    } else if (c === '\x1b') {
      return this.escape(text, at);
    } else {
      this.mark(c, 'U+' + c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0'));
    }
    return at + 1;
  }

  escape(text, at) {
    LineWriter.ESCAPES.lastIndex = at;
    const sequence = LineWriter.ESCAPES.exec(text)[0];
    const unfinished = at + sequence.length === text.length && !/^\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b\r\n]*(\x07|\x1b\\)|[ -/]*[0-Z\\^-~])$/.test(sequence);
    if (unfinished && sequence.length < 256) {
      this.cut = sequence;
      return text.length;
    }
    const sgr = /^\x1b\[([0-9;]*)m$/.exec(sequence);
    if (sgr) {
      this.style = Sgr.apply(this.style, sgr[1]);
    }
    if (sequence.startsWith('\x1b[')) {
      this.hide(sequence); // colours, cursor movements: nothing to read in them
    } else {
      this.mark(sequence, 'ESC');
    }
    return at + sequence.length;
  }

  open(offset, time, into) {
    const id = `a${this.attempt}-o${offset}`;
    this.line = document.createElement('div');
    this.line.className = 'line';
    this.line.id = id;
    this.line.dataset.offset = offset;
    const at = document.createElement('a');
    at.className = 'at';
    at.href = '#' + id;
    at.tabIndex = -1;
    at.dataset.time = time === null ? '' : new Date(time).toISOString().substring(11, 19);
    at.setAttribute('aria-label', 'link to this line');
    this.body = document.createElement('span');
    this.body.className = 'text';
    this.line.append(at, this.body);
    into.append(this.line);
    this.length = 0;
  }

  put(text, style) {
    const last = this.body.lastChild;
    this.length += text.length;
    if (style === '' && last !== null && last.nodeType === Node.TEXT_NODE) {
      last.appendData(text);
    } else if (style === '') {
      this.body.append(text);
    } else {
      const span = document.createElement('span');
      span.className = style;
      span.textContent = text;
      this.body.append(span);
    }
  }

  hide(text) {
    const span = document.createElement('span');
    span.className = 'ctl';
    span.textContent = text;
    this.body.append(span);
    this.length += text.length;
  }

  mark(text, code) {
    const span = document.createElement('span');
    span.className = 'odd';
    span.dataset.code = code;
    this.body.append(span);
    const inner = document.createElement('span');
    inner.className = 'ctl';
    inner.textContent = text;
    span.append(inner);
    this.length += text.length;
  }

  // What stands on the line so far will be written over, unless the line just ends.
  carriageReturn(lineEnds) {
    if (!lineEnds) {
      const over = document.createElement('span');
      over.className = 'ctl';
      over.append(...this.body.childNodes);
      this.body.append(over);
    }
    this.hide('\r');
  }
}

// Select Graphic Rendition: sixteen colours, bold, underline; the rest is ignored.
class Sgr {
  static apply(style, codes) {
    const parts = new Set(style.split(' ').filter(Boolean));
    const numbers = codes === '' ? [0] : codes.split(';').map(Number);
    for (let i = 0; i < numbers.length; i++) {
      if (numbers[i] === 38 || numbers[i] === 48) {
        i += numbers[i + 1] === 2 ? 4 : 2;
      } else {
        Sgr.one(parts, numbers[i]);
      }
    }
    return [...parts].join(' ');
  }

  static one(parts, code) {
    const drop = prefix => parts.forEach(p => { if (p.startsWith(prefix)) { parts.delete(p); } });
    if (code === 0) {
      parts.clear();
    } else if (code === 1) {
      parts.add('b');
    } else if (code === 4) {
      parts.add('u');
    } else if (code === 22) {
      parts.delete('b');
    } else if (code === 24) {
      parts.delete('u');
    } else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) {
      drop('f');
      parts.add('f' + (code >= 90 ? code - 82 : code - 30));
    } else if (code === 39) {
      drop('f');
    } else if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) {
      drop('g');
      parts.add('g' + (code >= 100 ? code - 92 : code - 40));
    } else if (code === 49) {
      drop('g');
    }
  }
}
