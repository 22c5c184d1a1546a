"""The matrix of tests/harness/faults, which see."""

import argparse
import csv
import os
import re
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from faults_disk import Disk
from faults_trial import INDEX, NOTES, Fault, Programs, Scene, copy_tree, site_of, without_notes

HERE = Path(__file__).resolve().parent
TABLE = HERE / "faults.tsv"
CALL_KINDS = ["kill", "child", "ENOSPC", "EIO", "EDQUOT", "full"]
KINDS = CALL_KINDS + ["cut"]
END = "the end"  # the site of a cut after the program has said that all is well
# Calls of one site that are tried where not all are.
MOST = {"kill": 6, "child": 2, "ENOSPC": 3, "EIO": 3, "EDQUOT": 2, "full": 2}


def write_page(archive, day, papers, word):
    lines = [f"## Daily Papers ({day})", ""]
    for number in papers:
        lines += [f"### [Made-up paper {number}](https://arxiv.org/abs/2301.{number:05})", "",
                  f"Vote: {number % 50}", "", "Authors: A. Writer", "",
                  f"- {word} 견본 논문 {number}번입니다.", ""]
    (archive / f"{day}.md").write_text("\n".join(lines))


def make_archive(archive, corpus):
    """The sample pages and older made-up ones."""
    shutil.copytree(corpus, archive / "pages")
    for number in range(12):
        write_page(archive, f"2023-01-{number + 1:02}", range(number * 5, number * 5 + 5), "묵은")


def make_scenes(programs, work, corpus):
    """A first build; a change where two generations are there; and the way back to
    the generation before."""
    archive, bases = work / "archive", {name: work / name for name in ("first", "change")}
    bases["first"].mkdir()
    make_archive(archive, corpus)
    for day in (1, 2):
        write_page(archive, f"2026-01-{day:02}", range(900 + 5 * day, 903 + 5 * day), "새소식")
        programs.index_well(bases["change"] / INDEX, archive)
    for day in (2, 3):
        write_page(archive, f"2026-01-{day:02}", range(902 + 5 * day, 906 + 5 * day), "속보")
    changed = work / "changed"
    copy_tree(bases["change"], changed)
    programs.index_well(changed / INDEX, archive)
    scenes = [Scene(programs, name, base, archive, work) for name, base in bases.items()]
    return [*scenes, Scene(programs, "rollback", changed, archive, work, "--rollback")]


def spread(numbers, most):
    return {numbers[len(numbers) * i // most] for i in range(most)}


def call_faults(scene):
    """Every call that publishes or removes a generation, and some of each other site."""
    by_site = defaultdict(list)
    is_bulk = re.compile(r"\w+ scratch\b|.* (lock|its parent|the index directory)$")
    for call in scene.calls:
        by_site[scene.phase_of(call.number), site_of(call)].append(call.number)
    for (phase, site), numbers in by_site.items():
        in_child = phase == "work" and " scratch/generation/" in site
        for kind in CALL_KINDS:
            if kind == "child" and not in_child:
                continue
            all_of_them = phase == "publish" or not is_bulk.match(site)
            for at in sorted(numbers if all_of_them else spread(numbers, MOST[kind])):
                yield Fault(kind, at, site, phase=phase)


def key_of(tree):
    """What tells apart two states of an index directory: of scratch, which is
    removed as it is, the kinds of names alone."""
    scratch = f"{INDEX}/scratch-"
    names = {re.sub(r"[0-9]+", "", path) for path in tree if path.startswith(scratch)}
    rest = ((path, content) for path, content in tree.items()
            if not NOTES.match(path) and not path.startswith(scratch))
    return frozenset(names), frozenset(rest)


def cut_faults(scene):
    """Every different state that a power cut may leave, where it first comes up;
    and all that may be left when the run has ended."""
    disk, seen = Disk(scene.base), set()
    for call in scene.calls:
        disk.apply(call)
        for how, tree in disk.cuts():
            if (key := key_of(tree)) not in seen:
                seen.add(key)
                yield Fault("cut", call.number, site_of(call), tree, how, scene.phase_of(call.number))
    if without_notes(disk.tree()) != without_notes(scene.after):
        raise SystemExit(f"{scene.name}: the journal misses a call: fault_injector.c must learn it")
    left = {key_of(tree): (how, tree) for how, tree in reversed(list(disk.cuts()))}
    for how, tree in left.values():
        yield Fault("cut", call.number, END, tree, how, "clean", must_be_new=True)


# The swap of a change, what the mended faults were, and one of each other kind;
# found in "run kind phase call", behind which a comma and how a cut came may stand.
QUICK = re.compile("|".join((
    r"^change (kill|EIO|cut) publish .*(the index directory|current|to generation-\d+)(, (synced|names))?$",
    r"^(first|change) cut clean the end, (synced|names)$",
    r"^first EIO publish sync the index directory$",
    r"^change (child|full) work open-empty scratch/generation/papers$",
    r"^change EIO work (close scratch/part-1|sync scratch/generation/papers)$",
)))


def run_trials(scenes, wanted, jobs):
    """(scene's name, result) of each fault, with what is to complain of told."""
    with ThreadPoolExecutor(jobs) as pool:
        trials = []
        for scene in scenes:
            for faults in (call_faults(scene), cut_faults(scene)):
                trials += [(scene.name, pool.submit(scene.trial, fault, len(trials) + number))
                           for number, fault in enumerate(f for f in faults if wanted(scene, f))]
        for name, trial in trials:
            result = trial.result()
            fault = result.fault
            for text in result.complaints:
                print(f"{name}, {fault.kind} {fault.how} at call {fault.at}, {fault.phase}: "
                      f"{fault.site}: {text}", file=sys.stderr)
            yield name, result


def tabulate(results):
    rows = defaultdict(lambda: {"ok": 0, "trials": 0, **{kind: [0, 0] for kind in KINDS}})
    for name, result in results:
        row = rows[name, result.fault.phase, result.fault.site]
        row[result.fault.kind][result.outcome == "new"] += 1
        row["trials"] += 1
        row["ok"] += result.next_ok
    return rows


def write_table(rows):
    with TABLE.open("w", newline="") as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE)
        table.writerow(["run", "phase", "call", *KINDS, "next run ok"])
        for key, row in rows.items():
            cells = [f"{row[kind][0]}:{row[kind][1]}" if any(row[kind]) else "-" for kind in KINDS]
            table.writerow([*key, *cells, f"{row['ok']}/{row['trials']}"])


def read_table():
    """The outcomes that the table knows of a call: {(run, phase, call): {kind: {"old", "new"}}}."""
    known = {}
    with TABLE.open(newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            outcomes = known[row["run"], row["phase"], row["call"]] = {}
            for kind in KINDS:
                if row[kind] != "-":
                    counts = zip(("old", "new"), row[kind].split(":"))
                    outcomes[kind] = {outcome for outcome, count in counts if count != "0"}
    return known


def compare(results):
    """Tells what came out otherwise than the table has it. Threads may bring a
    call of scratch where another was met, so a kind that it has not stands for any."""
    known, strange = read_table(), set()
    for name, result in results:
        fault = result.fault
        row = known.get((name, fault.phase, fault.site), {})
        if result.outcome not in row.get(fault.kind, set().union(*row.values())):
            strange.add((name, fault.phase, fault.site, fault.kind, result.outcome))
    for difference in sorted(strange):
        print(f"not in {TABLE.name}:", *difference, file=sys.stderr)
    return not strange


def parse():
    parser = argparse.ArgumentParser(
        prog="faults", description="Lets seogo-index fail in every way and checks what it leaves. "
        "Compares the outcomes with faults.tsv.")
    parser.add_argument("--build", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--write", action="store_true", help="write the table anew")
    parser.add_argument("--quick", action="store_true", help="only some faults, in seconds")
    parser.add_argument("--only", metavar="RE", default="",
                        help="only faults whose 'run kind phase call' RE is found in")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), metavar="N",
                        help="try N at once (one for each core)")
    options = parser.parse_args()
    if options.write and (options.quick or options.only):
        parser.error("the table is written whole")
    return options


def main():
    options = parse()
    build, begin = options.build.resolve(), time.monotonic()
    programs = Programs(build / "bin/seogo-index", build / "bin/seogo",
                        build / "tests/libfault_injector.so")
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    work = Path(tempfile.mkdtemp(prefix="seogo-faults-", dir=memory))
    only = re.compile(options.only)
    scenes = make_scenes(programs, work, HERE.parent.parent / "corpus/pages")

    def wanted(scene, fault):
        how = f", {fault.how}" if fault.how else ""
        name = f"{scene.name} {fault.kind} {fault.phase} {fault.site}{how}"
        return only.search(name) and (not options.quick or QUICK.search(name))

    results = list(run_trials(scenes, wanted, options.jobs))
    wrong = sum(bool(result.complaints) for _, result in results)
    if options.write:
        write_table(tabulate(results))
    as_known = options.write or compare(results)
    print(f"{len(results)} faults in {time.monotonic() - begin:.0f} s, {wrong} with a complaint")
    if wrong:
        sys.exit(f"what they left is in {work}")
    shutil.rmtree(work)
    sys.exit(0 if as_known else 1)


main()
