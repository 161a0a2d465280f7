#!/usr/bin/env python3
"""Takes the banggiao command. Plays a person at a terminal: keys in, screen out. Fails where the screen does not show
what it should.

usage: terminal.py BANGGIAO SOURCE_ROOT [CASE…]
"""
import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
import unicodedata

TIMEOUT = 60
TAB, CTRL_C, CTRL_D, BACKSPACE, UP, LEFT, RIGHT = "\t", "\x03", "\x04", "\x7f", "\x1b[A", "\x1b[D", "\x1b[C"


class Terminal:
    """A program on a terminal of its own."""

    def __init__(self, words, folder, columns=100, lines=30, **environment):
        self.shown, self.seen = "", 0
        self.letters = codecs.getincrementaldecoder("utf-8")("replace")  # a letter may come in two parts
        self.child, self.handle = pty.fork()
        if self.child == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
            os.chdir(folder)
            os.environ.pop("NO_COLOR", None)
            os.environ.update({"TERM": "xterm", "LC_ALL": "C.UTF-8", "XDG_STATE_HOME": folder, "PAGER": "", "HOME": folder},
                              **environment)
            os.execvp(words[0], words)

    def keys(self, text):
        """Types into the line editor, once it has the terminal hand out single keys: the prompt stands before that."""
        end = time.time() + TIMEOUT
        while termios.tcgetattr(self.handle)[3] & termios.ICANON:
            if time.time() > end:
                raise AssertionError("no line is being edited")
            time.sleep(0.01)
        os.write(self.handle, text.encode())

    def interrupt(self):
        os.write(self.handle, CTRL_C.encode())

    def see(self, pattern):
        """Waits until the screen shows it, behind what was seen before."""
        end = time.time() + TIMEOUT
        while True:
            found = re.search(pattern, self.plain()[self.seen:])
            if found:
                self.seen += found.end()
                return found
            if time.time() > end or not self.read():
                raise AssertionError(f"not seen: {pattern!r} in\n{self.plain()[self.seen:]}")

    def read(self):
        if not select.select([self.handle], [], [], 1)[0]:
            return True
        try:
            data = os.read(self.handle, 65536)
        except OSError:
            return False
        self.shown += self.letters.decode(data)
        return bool(data)

    def plain(self):
        return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\r|\x07", "", self.shown)

    def end(self):
        end = time.time() + TIMEOUT
        while self.read():
            if time.time() > end:
                os.kill(self.child, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])


def width(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def shell(context, **options):
    terminal = Terminal([context["banggiao"], "shell", context["store"]], context["folder"], **options)
    terminal.see("banggiao> ")
    return terminal


def case_completion(context):
    """Words, labels, and names typed without marks."""
    terminal = shell(context)
    terminal.keys("mat" + TAB + " (p:Provi" + TAB + " {name: 'quang nin" + TAB + "'}) ret" + TAB + " p.cod" + TAB + ";\r")
    terminal.see(r"VN-13")
    terminal.keys("MATCH (p:L" + TAB + "x" + BACKSPACE)
    terminal.see("ocality")
    terminal.keys(CTRL_C)
    terminal.see("banggiao> ")
    terminal.keys(":q" + TAB + "\r")
    assert terminal.end() == 0


def case_interruptions(context):
    """Ctrl-C is never slept through, whatever the editor is just about."""
    terminal = shell(context)
    for turn in range(2000):
        terminal.keys("xy" + BACKSPACE * (turn % 3))
        time.sleep(turn % 40 / 1e5)
        terminal.keys(CTRL_C)
        terminal.see("banggiao> ")
    terminal.keys(CTRL_D)
    assert terminal.end() == 0


def case_quotes(context):
    """A mark that completion has set is typed over; an open quotation shows before the next line."""
    terminal = shell(context)
    for mark in "'", '"':
        terminal.keys(f"MATCH (p:Province {{name: {mark}son l" + TAB + mark + "}) RETURN p.code AS code;\r")
        terminal.see(r"VN-05")
        terminal.see("banggiao> ")
    terminal.keys("RETURN '' AS empty, 'it''s' AS two;\r")
    terminal.see("banggiao> ")
    terminal.keys("RETURN 'one;\r")
    terminal.see(r"'\.\.> ")
    terminal.keys("line' AS text;\r")
    terminal.see(r"one; ?line")
    terminal.keys(CTRL_D)
    terminal.end()


def case_editing(context):
    """Vietnamese letters, one key each back; history; more than one line."""
    terminal = shell(context)
    terminal.keys("RETURN 'Hoà Bìnhệ" + BACKSPACE + LEFT + "n" + BACKSPACE + RIGHT + "' AS text")
    terminal.keys("\r")
    terminal.see(r"\.\.> ")
    terminal.keys(";\r")
    terminal.see(r"\nHoà Bình\n")
    terminal.see(r"1 row, \d+ ms")
    terminal.keys(":explain\r")
    terminal.see("banggiao> ")
    terminal.keys(UP + UP + "\r")
    terminal.see(r"1 row, \d+ ms")
    terminal.keys(CTRL_D)
    assert terminal.end() == 0
    again = shell(context)
    again.keys(UP + "\r")
    again.see(r"1 row, \d+ ms")
    again.keys(CTRL_D)
    assert again.end() == 0


def case_interrupt(context):
    """Ctrl-C ends the query or the line, not the shell; again and again."""
    terminal = shell(context)
    for _ in range(2):
        terminal.keys("UNWIND range(1, 1000000) AS n UNWIND range(1, 1000000) AS m WITH n WHERE m % 7 = 9 RETURN count(n);\r")
        time.sleep(0.5)
        terminal.interrupt()
        terminal.see("(?i)cancel|interrupt|stopped")
        terminal.see("banggiao> ")
    terminal.keys("RETURN 'never" + CTRL_C)
    terminal.see("banggiao> ")
    terminal.keys("RETURN 6 * 7 AS n;\r")
    terminal.see("42")
    terminal.keys(":quit\r")
    terminal.end()


def case_paging(context):
    """What is longer than the terminal goes through the pager."""
    terminal = shell(context, lines=10, PAGER="sed -e 's/^/page|/'")
    terminal.keys("UNWIND range(1, 30) AS n RETURN n;\r")
    terminal.see(r"page\| *30\n")
    terminal.keys("RETURN 7 AS n;\r")
    terminal.see(r"\n *7\n")
    terminal.keys(":quit\r")
    assert terminal.end() == 0
    for words in (["query", context["store"], "UNWIND range(1, 30) AS n RETURN n"], ["partners", context["store"], "Sơn La"]):
        for more, paged in ([], True), (["--no-pager"], False):
            terminal = Terminal([context["banggiao"], *words, *more], context["folder"], lines=10,
                                PAGER="sed -e 's/^/page|/'")
            assert terminal.end() == 0
            assert ("page|" in terminal.plain()) == paged and terminal.plain().count("\n") > 10, words + more


def case_width(context):
    """Tables fit the terminal, in columns and not in bytes; colours end where they began."""
    query = "MATCH ()-[r:MET]->() UNWIND evidence(r) AS e RETURN e.article, e.rule, e.text, r.date"
    for columns in (50, 80, 140):
        terminal = Terminal([context["banggiao"], "query", context["store"], query], context["folder"], columns=columns)
        assert terminal.end() == 0
        lines = terminal.plain().splitlines()
        widest = max(map(width, lines))
        assert len(lines) > 20 and columns * 0.8 < widest <= columns, f"{widest} of {columns} columns"
        dressed = len(re.findall("\x1b\\[[12]m", terminal.shown))
        assert dressed >= 2 and terminal.shown.count("\x1b[0m") == dressed
        assert ("── 1 ─" in terminal.plain()) == (columns == 50), "columns below each other only where they do not fit"
        assert re.search(r"\d{4}-\d\d-\d\d", terminal.plain()), "a date is not broken"
    terminal = Terminal([context["banggiao"], "query", context["store"], query], context["folder"], NO_COLOR="1")
    terminal.end()
    assert "\x1b[" not in terminal.shown


def made_up_articles(path, count):
    with open(path, "w", encoding="utf-8") as handle:
        for i in range(count):
            text = f"Ngày {1 + i % 28}/6/2017, tại Hà Nội, Thủ tướng Nguyễn Xuân Phúc đã tiếp Đại sứ Lê Văn {i}. " * 40
            handle.write(f'{{"id": "a{i}", "title": "Tin {i}", "text": "{text}", "published": "2017-06-30"}}\n')


def case_progress(context):
    """A bar with rate and time left; Ctrl-C keeps what is done, and the same command goes on."""
    articles = os.path.join(context["folder"], "many.jsonl")
    made_up_articles(articles, 1500)
    terminal = Terminal([context["banggiao"], "build", "many.kg", "many.jsonl"], context["folder"])
    terminal.see(r"█.* of 1500 articles, .* a second, .* left")
    terminal.interrupt()
    kept = int(terminal.see(r"(\d+) added")[1])
    assert terminal.end() == 1
    assert 0 < kept < 1500
    store = os.path.join(context["folder"], "many.kg")
    def counted():
        return int(subprocess.run([context["banggiao"], "query", store, "MATCH (a:Article) RETURN count(a) AS n",
                                   "--format", "tsv"], check=True, capture_output=True, text=True).stdout.split()[1])
    assert counted() == kept
    done = subprocess.run([context["banggiao"], "build", store, articles, "--quiet"], check=True, capture_output=True,
                          text=True)
    assert done.stderr == "" and f"{1500 - kept} added, 0 changed, {kept} unchanged" in done.stdout, done
    assert counted() == 1500


def has_terminals():
    """False on a machine that hands out none, such as a bare chroot."""
    try:
        for handle in pty.openpty():
            os.close(handle)
    except OSError:
        return False
    return True


def main(banggiao, root, *names):
    if not has_terminals():
        print("SKIPPED: this machine hands out no pseudo-terminals")
        return 77
    cases = {name[5:]: run for name, run in globals().items() if name.startswith("case_")}
    for name in names or cases:
        with tempfile.TemporaryDirectory() as folder:
            store = os.path.join(folder, "news.kg")
            subprocess.run([banggiao, "build", store, os.path.join(root, "examples", "articles")], check=True,
                           capture_output=True)
            cases[name]({"banggiao": banggiao, "folder": folder, "store": store})
            print(f"{name}: as it should be")
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(main(os.path.abspath(sys.argv[1]), *sys.argv[2:]))
