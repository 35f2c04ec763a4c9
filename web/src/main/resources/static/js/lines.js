// Turns text into line elements: <div class="line"><a class="at"></a><span class="text">…</span></div>
//
// Nothing a server prints becomes markup. textContent of the lines is the log, character for character: SGR colours become
// classes; every other escape and control character stays in the text, hidden, with a visible mark where it matters. What a
// carriage return writes over is hidden and stays in the text too.
class LineWriter {
  static SPLIT = 16384; // characters after which a line goes on in another element
  static NODE = 100; // what an element weighs, in characters
  static HELD = 256; // characters an escape sequence may have
  static PLAIN = /[^\x00-\x08\x0a-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+/y;
  static ESCAPE = /\x1b(?:\[[0-?]{0,128}[ -/]{0,16}[@-~]|\][^\x07\x1b\r\n]{0,250}(?:\x07|\x1b\\)|[ -/]{0,16}[0-Z\\^-~])?/y;
  static UNFINISHED = /^\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b\r\n]*\x1b?|[ -/]*)$/;

  constructor(attempt) {
    this.attempt = attempt;
    this.style = '';
    this.line = null;
    this.cut = ''; // an escape sequence whose end has not come yet
    this.weight = 0; // of what was written and not yet counted
    this.opened = 0; // lines, likewise
  }

  // Writes text whose first byte is at offset. Only its last character may be a newline.
  text(input, offset, time, into) {
    if (this.line !== null && this.cut === '' && this.length >= LineWriter.SPLIT) {
      this.line = null;
    }
    const text = this.cut + input;
    this.cut = '';
    for (let at = 0; at < text.length;) {
      if (this.line === null) {
        this.open(offset, time, into);
      }
      at = this.token(text, at);
    }
  }

  // No more text comes: an escape sequence that was cut is shown as it is.
  end() {
    if (this.cut !== '') {
      this.mark(this.cut, 'ESC');
      this.cut = '';
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
      this.returned = false;
      this.put('\n', '');
      this.line = null;
    } else if (c === '\r') {
      this.hide('\r');
      this.returned = true;
    } else if (c === '\x1b') {
      return this.escape(text, at);
    } else {
      this.mark(c, 'U+' + c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0'));
    }
    return at + 1;
  }

  escape(text, at) {
    if (text.length - at <= LineWriter.HELD && LineWriter.UNFINISHED.test(text.substring(at))) {
      this.cut = text.substring(at);
      return text.length;
    }
    LineWriter.ESCAPE.lastIndex = at;
    const sequence = LineWriter.ESCAPE.exec(text)[0];
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
    this.line.weight = 0;
    const at = document.createElement('a');
    at.className = 'at';
    at.href = '#' + id;
    at.tabIndex = -1;
    at.dataset.time = time === null ? '' : new Date(time).toISOString().substring(11, 19);
    at.setAttribute('aria-label', at.dataset.time === '' ? 'link to this line' : `${at.dataset.time} UTC, link to this line`);
    this.body = document.createElement('span');
    this.body.className = 'text';
    this.line.append(at, this.body);
    into.append(this.line);
    this.over = null;
    this.returned = false;
    this.length = 0;
    this.opened++;
    this.weigh(3 * LineWriter.NODE);
  }

  weigh(weight) {
    this.line.weight += weight;
    this.weight += weight;
  }

  // Appends to the last element if it is of the same kind, so that a flood makes one element.
  add(text, className, make) {
    const last = this.body.lastChild;
    this.length += text.length;
    this.weigh(text.length);
    if (last instanceof Element && last !== this.over && last.className === className && last.firstChild instanceof Text) {
      last.firstChild.appendData(text);
    } else {
      this.body.append(make(text, className));
      this.weigh(LineWriter.NODE);
    }
  }

  static span(text, className) {
    const span = document.createElement('span');
    span.className = className;
    span.textContent = text;
    return span;
  }

  put(text, style) {
    this.cover();
    const last = this.body.lastChild;
    if (style !== '') {
      this.add(text, style, LineWriter.span);
    } else if (last instanceof Text) {
      last.appendData(text);
      this.length += text.length;
      this.weigh(text.length);
    } else {
      this.add(text, '', content => document.createTextNode(content));
    }
  }

  hide(text) {
    this.add(text, 'ctl', LineWriter.span);
  }

  mark(text, code) {
    this.cover();
    const last = this.body.lastChild;
    if (last instanceof Element && last.dataset.of === code) {
      last.firstChild.firstChild.appendData(text);
      last.dataset.times = Number(last.dataset.times) + 1;
      last.dataset.code = `${code} ×${last.dataset.times}`;
      this.length += text.length;
      this.weigh(text.length);
      return;
    }
    this.add(text, 'odd', content => {
      const span = LineWriter.span('', 'odd');
      span.dataset.of = code;
      span.dataset.code = code;
      span.dataset.times = 1;
      span.append(LineWriter.span(content, 'ctl'));
      return span;
    });
    this.weigh(LineWriter.NODE);
  }

  // After a carriage return, what comes is written over what stands on the line.
  cover() {
    if (!this.returned) {
      return;
    }
    this.returned = false;
    if (this.over === null) {
      this.over = LineWriter.span('', 'ctl');
      this.over.append('');
      this.body.prepend(this.over);
    }
    let nodes = 0;
    for (let node = this.over.nextSibling; node !== null; node = this.over.nextSibling) {
      this.over.firstChild.appendData(node.textContent);
      node.remove();
      nodes++;
    }
    this.weigh(-nodes * LineWriter.NODE);
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
