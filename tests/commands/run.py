#!/usr/bin/env python3
"""Takes the banggiao command and text files of sessions. Fails where what it prints is not what the file says.

usage: run.py BANGGIAO SOURCE_ROOT [--rewrite] [FILE…]
A session file is run line by line in a fresh folder by sh, with banggiao in PATH and $EXAMPLES and $TESTS set:
  # words        a comment
  % command      set-up: must succeed, its output is not compared
  $ command      the command under test, followed by what it must do:
  > line         standard output
  ! line         standard error
  ? number       exit status (0 if absent)
In an expected line «*» stands for any words, and an expected line of «…» alone for any number of lines.
In a Markdown file the sessions are the fenced blocks marked `console`: `$ command`, over several lines as long as a
quotation mark is open, followed by what it prints on either stream; `…` stands for any words, alone for any lines. It
must succeed, unless it is to print an error of banggiao's. All blocks of a file share one folder, with examples/ in it.
--rewrite puts what was printed into the files (look at the diff before you commit it).
"""
import os
import re
import shlex
import subprocess
import sys
import tempfile


def steps_of(path):
    """[(line number, kind, command, [stdout], [stderr], status, [comment lines before it])]"""
    steps, comments = [], []
    with open(path, encoding="utf-8") as handle:
        for number, line in enumerate(handle.read().splitlines(), 1):
            mark, rest = line[:1], line[2:]
            if mark in ("#", ""):
                comments.append(line)
            elif mark in ("%", "$"):
                steps.append([number, mark, rest, [], [], 0, comments])
                comments = []
            elif mark == ">":
                steps[-1][3].append(rest)
            elif mark == "!":
                steps[-1][4].append(rest)
            elif mark == "?":
                steps[-1][5] = int(rest)
            else:
                raise SystemExit(f"{path}:{number}: a line begins with one of # % $ > ! ?")
    return steps, comments


def is_open(command):
    try:
        shlex.split(command)
        return False
    except ValueError:
        return True


def steps_of_markdown(path):
    """[[line number, command, [output]]]"""
    steps, inside = [], False
    with open(path, encoding="utf-8") as handle:
        for number, line in enumerate(handle.read().splitlines(), 1):
            if line.startswith("```"):
                inside = line == "```console"
            elif inside and line.startswith("$ "):
                steps.append([number, line[2:], []])
            elif inside and is_open(steps[-1][1]):
                steps[-1][1] += "\n" + line
            elif inside:
                steps[-1][2].append(line)
    return steps


def run_markdown(path, environment):
    faults, steps = [], steps_of_markdown(path)
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(environment["EXAMPLES"], os.path.join(folder, "examples"))
        for number, command, output in steps:
            done = subprocess.run(["sh", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
            lines = done.stdout.decode("utf-8", "replace").splitlines()
            may_fail = any(line.startswith("banggiao: ") for line in output)
            if not agrees(output, lines, any_lines="…", any_words="…") or (done.returncode != 0) != may_fail:
                faults.append(f"{path}:{number}: {command}\n  ends with {done.returncode} and prints\n" +
                              "\n".join("    " + x for x in lines))
    return len(steps), faults


def agrees(expected, lines, any_lines="«…»", any_words="«*»"):
    pattern = []
    for line in expected:
        if line == any_lines:
            pattern.append(r"(?:[^\n]*\n)*")
        else:
            pattern.append(".*".join(re.escape(part) for part in line.split(any_words)) + r"\n")
    return re.fullmatch("".join(pattern), "".join(line + "\n" for line in lines)) is not None


def run(path, environment, rewrite):
    faults, written = [], []
    steps, tail = steps_of(path)
    with tempfile.TemporaryDirectory() as folder:
        for number, kind, command, stdout, stderr, status, comments in steps:
            done = subprocess.run(["sh", "-c", command], cwd=folder, env=environment, capture_output=True,
                                  stdin=subprocess.DEVNULL, timeout=300)
            out, err = [x.decode("utf-8", "replace").splitlines() for x in (done.stdout, done.stderr)]
            written += comments + [f"{kind} {command}"]
            if kind == "%":
                if done.returncode != 0:
                    faults.append(f"{path}:{number}: set-up failed ({done.returncode})\n" + "\n".join(err))
                continue
            for name, wanted, got in (("stdout", stdout, out), ("stderr", stderr, err)):
                if not agrees(wanted, got):
                    faults.append(f"{path}:{number}: {command}\n  {name} is\n" + "\n".join("    " + x for x in got) +
                                  "\n  and should be\n" + "\n".join("    " + x for x in wanted))
            if done.returncode != status:
                faults.append(f"{path}:{number}: {command}\n  exit status {done.returncode}, should be {status}")
            same = agrees(stdout, out), agrees(stderr, err)
            written += [f"> {x}".rstrip() for x in (stdout if same[0] else out)]
            written += [f"! {x}".rstrip() for x in (stderr if same[1] else err)]
            written += [f"? {done.returncode}"] if done.returncode else []
    if rewrite and faults:
        with open(path, "w", encoding="utf-8") as handle:
            handle.write("\n".join(written + tail) + "\n")
    return len(steps), faults


def main(argv):
    rewrite = "--rewrite" in argv or os.environ.get("BANGGIAO_REWRITE") == "1"
    binary, root, *files = [os.path.abspath(a) for a in argv if a != "--rewrite"]
    cases = os.path.join(root, "tests", "commands", "cases")
    files = files or sorted(os.path.join(cases, f) for f in os.listdir(cases) if f.endswith(".txt"))
    environment = dict(os.environ, PATH=os.path.dirname(os.path.abspath(binary)) + ":" + os.environ["PATH"],
                       EXAMPLES=os.path.join(root, "examples"), TESTS=os.path.join(root, "tests"),
                       LC_ALL="C.UTF-8", NO_COLOR="1", COLUMNS="120")
    steps, faults = 0, []
    for path in files:
        is_markdown = path.endswith(".md")
        count, wrong = run_markdown(path, environment) if is_markdown else run(path, environment, rewrite)
        steps += count
        faults += wrong
    print("\n".join(faults))
    print(f"{len(files)} files, {steps} steps, {len(faults)} faults")
    return 1 if faults or steps == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
