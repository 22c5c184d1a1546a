"""Many readers beside one writer; see tests/harness/readers.

State n of the archive has the sample pages, whose votes change, and a page with
the papers n, n - 1 and n - 2. So an answer tells which state it is of, and whether
it is the whole of it."""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

CORPUS = Path(__file__).resolve().parent.parent.parent / "corpus/pages"
ALL, NEW = "", "속보"  # all papers, and those of the page that changes
BATCH = 100  # queries of one process


class Archive:
    def __init__(self, work):
        self.pages = work / "archive"
        shutil.copytree(CORPUS, self.pages / "sample")
        self.sample = sorted(self.pages.glob("sample/**/*.md"))
        text = "".join(page.read_text() for page in self.sample)
        self.ids = frozenset(re.findall(r"arxiv\.org/abs/(\d{4}\.\d{5})", text))

    def papers(self, state):
        return frozenset(f"2301.{number:05}" for number in range(state, state + 3))

    def write(self, state):
        lines = ["## Daily Papers (2026-01-01)", ""]
        for paper in sorted(self.papers(state)):
            lines += [f"### [Made-up paper {paper}](https://arxiv.org/abs/{paper})", "", "Vote: 1", "",
                      "Authors: A. Writer", "", "- 속보 견본 논문입니다.", ""]
        (self.pages / "news.md").write_text("\n".join(lines))
        if state % 5 == 0:
            page = self.sample[state // 5 % len(self.sample)]
            page.write_text(re.sub(r"Vote: \d+", f"Vote: {state}", page.read_text()))


class Session:
    """The states that a reader may see, and what went wrong."""

    def __init__(self, archive, directory, seogo):
        self.archive, self.directory, self.seogo = archive, directory, seogo
        self.done = self.begun = 0  # the last state that is published; that is being
        self.over = False
        self.answers, self.wrong, self.lock = Counter(), [], threading.Lock()

    def command(self, *options):
        return [self.seogo, "--db", self.directory, "--literal", *options]

    def complain(self, text):
        with self.lock:
            self.wrong.append(text)

    def judge(self, kind, query, ids, least):
        """Counts an answer; returns the state it is of, or least where it is wrong."""
        found = frozenset(ids)
        state = min((int(i[5:]) for i in found - self.archive.ids), default=0)
        most, papers = self.begun, self.archive.papers(state)
        expected = papers | self.archive.ids if query == ALL else papers
        with self.lock:
            self.answers[kind] += 1
        if found != expected or len(ids) != len(found):
            self.complain(f"{kind}: a part of state {state}: {sorted(found ^ expected)}")
        elif not least <= state <= most:
            self.complain(f"{kind}: state {state}, though {least} was there and {most} began")
        else:
            return state
        return least

    def run(self, kind, command, text):
        done = subprocess.run(command, input=text, capture_output=True, text=True)
        if done.returncode != 0 or done.stderr:
            self.complain(f"{kind}: exit {done.returncode}: {done.stderr}")
        return done.stdout


def read_once(session):
    """A process for each query."""
    while not session.over:
        for query in (ALL, NEW):
            least = session.done
            out = session.run("process", session.command("-f", "id", "-n", "1000", query), None)
            session.judge("process", query, out.split(), least)


def read_batch(session):
    """A process for many queries, all of which one state answers."""
    queries = [(ALL, NEW)[number % 2] for number in range(BATCH)]
    text = "".join(f"{number}\t{query}\n" for number, query in enumerate(queries))
    while not session.over:
        least, found = session.done, [[] for _ in queries]
        command = session.command("-f", "trec", "-n", "1000", "--batch", "-")
        for line in session.run("batch", command, text).splitlines():
            number, _, paper, *_ = line.split()
            found[int(number)].append(paper)
        states = {session.judge("batch", query, ids, least) for query, ids in zip(queries, found)}
        if len(states) > 1:
            session.complain(f"batch: answers of states {states}")


def read_served(session):
    """One process that follows to what is published."""
    serve = subprocess.Popen(session.command("--serve"), text=True, stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    number, last = 0, False
    while not last:
        last = session.over  # once more after the last one
        query, least = (ALL, NEW)[number % 2], session.done
        call = {"jsonrpc": "2.0", "id": number, "method": "search",
                "params": {"query": query, "limit": 1000}}
        serve.stdin.write(json.dumps(call) + "\n")
        serve.stdin.flush()
        answer = json.loads(serve.stdout.readline() or "{}")
        if answer.get("id") != number or "result" not in answer:
            session.complain(f"serve: {answer}")
            break
        session.judge("serve", query, [hit["id"] for hit in answer["result"]["hits"]], least)
        number += 1
    errors = serve.communicate()[1]
    if errors or serve.returncode != 0:
        session.complain(f"serve: exit {serve.returncode}: {errors}")


def knows_serve(seogo):
    done = subprocess.run([seogo, "--help"], capture_output=True, text=True, check=True)
    return "--serve" in done.stdout


def publish(session, indexer, state):
    session.archive.write(state)
    session.begun = state
    done = subprocess.run([indexer, "-q", "--jobs", "1", "--db", session.directory,
                           session.archive.pages], capture_output=True, text=True)
    if done.returncode != 0 or done.stderr:
        sys.exit(f"seogo-index: exit {done.returncode}: {done.stderr}")
    session.done = state


def parse():
    parser = argparse.ArgumentParser(prog="readers")
    parser.add_argument("--build", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--publishes", type=int, default=200, metavar="N")
    parser.add_argument("--readers", type=int, default=20, metavar="N")
    return parser.parse_args()


def main():
    options, begin = parse(), time.monotonic()
    build, work = options.build.resolve(), Path(tempfile.mkdtemp(prefix="seogo-readers-"))
    os.environ.update(LC_ALL="C.UTF-8", HOME="/nonexistent")
    session = Session(Archive(work), work / "index", build / "bin/seogo")
    indexer = build / "bin/seogo-index"
    kinds = [read_once, read_batch]
    if knows_serve(session.seogo):
        kinds.append(read_served)
    else:
        print("skipped: readers that follow, for this seogo has no --serve")
    publish(session, indexer, 1)
    readers = [threading.Thread(target=kinds[number % len(kinds)], args=(session,))
               for number in range(options.readers)]
    for reader in readers:
        reader.start()
    try:
        for state in range(2, options.publishes + 1):
            publish(session, indexer, state)
    finally:
        session.over = True
        for reader in readers:
            reader.join()
        shutil.rmtree(work)
    print(*sorted(set(session.wrong))[:20], sep="\n", end="\n" if session.wrong else "", file=sys.stderr)
    print(f"{options.publishes} publications under {options.readers} readers in "
          f"{time.monotonic() - begin:.0f} s; answers: "
          + ", ".join(f"{kind} {count}" for kind, count in sorted(session.answers.items()))
          + f"; wrong: {len(session.wrong)}")
    sys.exit(1 if session.wrong or len(session.answers) < len(kinds) else 0)


main()
