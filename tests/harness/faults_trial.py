"""Trials of tests/harness/faults: an indexer run that goes wrong, and whether
what it leaves is what seogo-index promises."""

import errno
import os
import re
import shutil
import signal
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from faults_disk import read_journal, read_tree, write_tree

# Words of the sample pages and of the made-up ones, and all papers. 새소식 is in
# the old state of the archive alone, 속보 in the new one.
QUERIES = ["", "확산 모델", "diffusion", "새소식", "속보", "견본 논문"]
INDEX = "index"  # the index directory, in a directory of the trial's own
NOTES = re.compile(f"{INDEX}/(lock|last-run\\.(json|new))$")  # for people; no part of the index


@dataclass
class Programs:
    indexer: Path
    seogo: Path
    injector: Path

    def environment(self, **more):
        """A user without settings. The injector without a fault spares the wait for a disk."""
        sanitizers = "new_delete_type_mismatch=0:verify_asan_link_order=0"
        return {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": "/nonexistent",
                "ASAN_OPTIONS": sanitizers, "LD_PRELOAD": str(self.injector), **more}

    def index(self, directory, *arguments, **more):
        """Runs the indexer in a group of its own, and waits for all of its processes."""
        return subprocess.run([self.indexer, "-q", "--db", directory, *arguments],
                              env=self.environment(**more), stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, start_new_session=True)

    def index_well(self, directory, *arguments, **more):
        done = self.index(directory, *arguments, **more)
        if done.returncode != 0:
            raise SystemExit(f"seogo-index failed without a fault: {done.stderr}")

    def answers(self, directory):
        """Status, output and errors of all queries, without the directory's name."""
        lines = "".join(f"{number}\t{query}\n" for number, query in enumerate(QUERIES))
        command = [self.seogo, "--db", directory, "--literal", "--batch", "-", "-f", "trec", "-n", "1000"]
        done = subprocess.run(command, input=lines, env=self.environment(), capture_output=True,
                              text=True)
        return done.returncode, done.stdout, done.stderr.replace(str(directory), "DIR")


@dataclass
class Fault:
    kind: str  # kill, child, ENOSPC, EIO, EDQUOT, full or cut
    at: int = 0  # the call's number
    site: str = ""
    tree: dict = None  # of a cut: what it leaves
    how: str = ""  # of a cut: see Disk.cuts
    phase: str = ""
    must_be_new: bool = False

    def environment(self, counter, below, told):
        kinds = {"kill": "kill", "child": "child", "full": str(errno.ENOSPC)}
        kind = kinds.get(self.kind) or str(getattr(errno, self.kind))
        lasts = {"FAULT_LASTS": "1"} if self.kind == "full" else {}
        return {"FAULT_BELOW": str(below), "FAULT_COUNTER": str(counter), "FAULT_TOLD": str(told),
                "FAULT_AT": str(self.at), "FAULT_KIND": kind, **lasts}

    def is_told(self, said):
        """Whether the indexer says what happened."""
        if self.kind == "child":
            return "a process of the build was killed" in said
        return os.strerror(errno.ENOSPC if self.kind == "full" else getattr(errno, self.kind)) in said


@dataclass
class Result:
    fault: Fault
    outcome: str = ""  # old or new
    status: int = 0
    next_ok: bool = False
    complaints: list = field(default_factory=list)


def site_of(call):
    """Where in the course of a run a call stands: without the numbers that change."""

    def name(path):
        path = re.sub(r"^index$", "the index directory", re.sub(r"^index/", "", path))
        path = re.sub(r"^scratch-\d+", "scratch", path)
        return path or "its parent"

    if call.name == "rename":
        return f"rename {name(call.path)} to {name(call.path2)}"
    return f"{call.name} {name(call.path)}"


def copy_tree(source, target):
    shutil.copytree(source, target, symlinks=True)


def without_notes(tree):
    return {path: content for path, content in tree.items() if not NOTES.match(path)}


def same_part(one, other):
    """But for Xapian's identifier, 16 bytes that are random; they are in the seal too."""
    at = len(os.path.commonprefix([one, other]))
    return len(one) == len(other) and one[at + 16 :] == other[at + 16 :]


class Scene:
    """A run of the indexer: what is there before, and what must be there after."""

    def __init__(self, programs, name, base, archive, work, *arguments):
        """arguments: what the indexer is told instead of the archive."""
        self.programs, self.name, self.archive, self.work = programs, name, archive, work
        self.base, self.arguments = base, arguments or (archive, "--jobs", "1")
        self.before = without_notes(read_tree(base))
        self.fresh = work / f"{name}-fresh"
        programs.index_well(self.fresh / INDEX, archive)
        self.calls, self.after = self._record()
        self.old, self.new, self.next = (
            programs.answers(top / INDEX) for top in (base, work / f"{name}-record", self.fresh))
        if (self.new[0], self.new[2]) != (0, ""):
            raise SystemExit(f"the new index does not answer: {self.new}")
        self.changes = self.old != self.new
        self.published = self._find_published()

    def _counter(self, directory):
        path = Path(f"{directory}.counter")
        path.write_bytes(bytes(8))
        return path

    def _record(self):
        """The calls of a run without a fault, and the tree it leaves."""
        case, journal = self.work / f"{self.name}-record", self.work / f"{self.name}-journal"
        copy_tree(self.base, case)
        self.programs.index_well(case / INDEX, *self.arguments, FAULT_BELOW=str(case),
                                 FAULT_COUNTER=str(self._counter(case)), FAULT_JOURNAL=str(journal))
        return read_journal(journal, str(case)), read_tree(case)

    def _find_published(self):
        """The numbers of the calls that publish: from the first small file of the
        generation, or in a roll-back the first link, to the last sync of its name."""
        sites = {call.number: site_of(call) for call in self.calls}
        first = [n for n, site in sites.items()
                 if re.match(r"open-empty .*/XAPIANDB$|symlink ", site)]
        last = [n for n, site in sites.items() if site == "sync the index directory"]
        return range(first[0], last[-1] + 1)

    def phase_of(self, number):
        if number in self.published:
            return "publish"
        return "work" if number < self.published.start else "clean"

    def trial(self, fault, number):
        """One fault, and all that must hold after it."""
        case, told = self.work / f"{self.name}-{number}", self.work / f"{self.name}-{number}.told"
        result = Result(fault)
        if fault.kind == "cut":
            os.mkdir(case)
            write_tree(fault.tree, case)
        else:
            copy_tree(self.base, case)
            counter = self._counter(case)
            done = self.programs.index(case / INDEX, *self.arguments,
                                       **fault.environment(counter, case, told))
            self._check_end(result, done, case, told)
            counter.unlink()
            told.unlink(missing_ok=True)
        self._check_answers(result, case)
        self._check_next(result, case)
        if not result.complaints:
            shutil.rmtree(case)
        return result

    def _check_end(self, result, done, case, told):
        fault, result.status = result.fault, done.returncode
        calls = read_journal(told, str(case)) if told.exists() else []
        if not calls:
            result.complaints.append("the fault never came")
            return
        fault.site, fault.phase = site_of(calls[0]), self.phase_of(calls[0].number)
        if fault.kind == "kill":
            if done.returncode != -signal.SIGKILL:
                result.complaints.append(f"exit {done.returncode} of a killed run")
            return
        if done.returncode not in (0, 4):
            result.complaints.append(f"exit {done.returncode}: {done.stderr}")
        if done.returncode == 4:
            if not done.stderr.startswith("seogo-index: ") or not fault.is_told(done.stderr):
                result.complaints.append(f"it says: {done.stderr}")
            self._check_untouched(result, case)

    def _check_untouched(self, result, case):
        """What was there before is there, and nothing else."""
        tree = without_notes(read_tree(case))
        # What cannot be removed stays for the next run.
        if result.fault.site.split()[0] in ("unlink", "rmdir"):
            tree = {path: tree[path] for path in tree if "/scratch-" not in path}
        # Nor may a generation go whose link may still be on the disk.
        if (result.fault.kind, result.fault.site) == ("full", "sync the index directory"):
            tree = {path: tree[path] for path in tree
                    if path in self.before or "/generation-" not in path}
        tree.setdefault(INDEX, None)
        before = {INDEX: None, **self.before}
        for path in sorted(tree.keys() | before.keys()):
            if tree.get(path, "") != before.get(path, ""):
                how = "is new" if path not in before else "is gone" if path not in tree else "changed"
                result.complaints.append(f"exit 4, but {path} {how}")

    def _check_answers(self, result, case):
        answers = self.programs.answers(case / INDEX)
        if answers == self.old:
            result.outcome = "old"
        elif answers == self.new:
            result.outcome = "new"
        else:
            result.outcome = "broken"
            result.complaints.append(f"neither the old index nor the new one answers: {answers}")
        success = "new" if self.changes else "old"
        expected = {0: success, 4: "old"}
        if result.fault.kind in ("cut", "kill"):
            expected = {0: success} if result.fault.must_be_new else {}
        if expected.get(result.status, result.outcome) != result.outcome:
            result.complaints.append(f"exit {result.status}, and the {result.outcome} index is live")

    def _check_next(self, result, case):
        done = self.programs.index(case / INDEX, self.archive)
        before = len(result.complaints)
        if done.returncode != 0 or done.stderr:
            result.complaints.append(f"the next run: exit {done.returncode}: {done.stderr}")
        if self.programs.answers(case / INDEX) != self.next:
            result.complaints.append("after the next run the new index does not answer")
        if left := [name for name in os.listdir(case / INDEX) if name.startswith("scratch-")]:
            result.complaints.append(f"the next run left {left}")
        self._compare(result, case)
        result.next_ok = len(result.complaints) == before

    def _compare(self, result, case):
        """The live generation holds what one that is made afresh does."""
        live, fresh = (top / INDEX / "current" for top in (case, self.fresh))
        one, other = read_tree(live.resolve()), read_tree(fresh.resolve())
        one.pop("news", None)  # what came when: no page says it
        if one.keys() != other.keys():
            result.complaints.append(f"{sorted(one)} after the next run instead of {sorted(other)}")
        elif not all(name == "seal" or same_part(one[name], other[name]) for name in one):
            result.complaints.append("the next run made another index than a fresh one")
