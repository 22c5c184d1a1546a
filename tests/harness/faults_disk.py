"""A disk that forgets: replays the journal of fault_injector.c and tells what a
power cut would leave.

What is on the disk for certain: of a file what was there when it was last
synced, of a directory the names that were there then. What was not synced may
be there or not, a name without its bytes and bytes without their name; a rename
is there as a whole or not at all. It refuses to guess at a file system: all of
these states are allowed by POSIX, some by none that is in use.
"""

import os
from dataclasses import dataclass, field


@dataclass
class Call:
    number: int
    name: str
    error: int
    path: str  # from the directory that is watched on; '' is that directory
    path2: str
    offset: int
    data: bytes


def read_journal(path, below):
    """The calls in their order."""

    def short(name):
        return name[len(below) :].lstrip("/") if name.startswith(below) else name

    with open(path, "rb") as file:
        journal = file.read()
    calls, at = [], 0
    while at < len(journal):
        end = journal.index(b"\n", at)
        number, name, error, one, two, offset, length = os.fsdecode(journal[at:end]).split("\t")
        at = end + 1 + int(length)
        calls.append(Call(int(number), name, int(error), short(one), short(two), int(offset),
                          journal[end + 1 : at]))
    return sorted(calls, key=lambda call: call.number)


@dataclass(eq=False)
class File:
    data: bytearray
    synced: bytes = b""


@dataclass(eq=False)
class Link:
    text: str


@dataclass(eq=False)
class Directory:
    now: dict = field(default_factory=dict)
    synced: dict = field(default_factory=dict)


class Disk:
    def __init__(self, top):
        """A disk that holds what lies below top, all of it synced."""
        self.pending = []  # not synced: lists of (directory, name, node or None)
        self.top = self._load(top)

    def _load(self, path):
        if os.path.islink(path):
            return Link(os.readlink(path))
        if os.path.isdir(path):
            names = {name: self._load(os.path.join(path, name)) for name in os.listdir(path)}
            return Directory(names, dict(names))
        with open(path, "rb") as file:
            data = file.read()
        return File(bytearray(data), data)

    def _place(self, path):
        """The directory that holds path, and the name there."""
        *above, name = path.split("/")
        directory = self.top
        for part in above:
            directory = directory.now[part]
        return directory, name

    def _find(self, path):
        if path == "":
            return self.top
        directory, name = self._place(path)
        return directory.now.get(name)

    def _change(self, *changes):
        for directory, name, node in changes:
            if node is None:
                del directory.now[name]
            else:
                directory.now[name] = node
        self.pending.append(list(changes))

    def _sync_names(self, directory):
        """A later change of a name that is synced makes the earlier ones void."""
        left = []
        for changes in self.pending:
            if all(where is not directory for where, _, _ in changes):
                left.append(changes)
                continue
            for where, name, node in changes:
                where.synced[name] = node
                left = [[c for c in old if c[0] is not where or c[1] != name] for old in left]
        self.pending = [changes for changes in left if changes]

    def _write(self, file, offset, data):
        file.data.extend(bytes(max(0, offset - len(file.data))))
        file.data[offset : offset + len(data)] = data

    def apply(self, call):
        if call.error != 0 or call.name == "close":
            return
        if call.name in ("open", "open-empty"):
            directory, name = self._place(call.path)
            if name not in directory.now:
                self._change((directory, name, File(bytearray())))
            elif call.name == "open-empty":
                directory.now[name].data = bytearray()
        elif call.name == "write":
            self._write(self._find(call.path), call.offset, call.data)
        elif call.name == "truncate":
            file = self._find(call.path)
            file.data = file.data[: call.offset].ljust(call.offset, b"\0")
        elif call.name == "sync":
            node = self._find(call.path)
            if isinstance(node, Directory):
                self._sync_names(node)
            else:
                node.synced = bytes(node.data)
        elif call.name == "mkdir":
            self._change((*self._place(call.path), Directory()))
        elif call.name in ("unlink", "rmdir"):
            self._change((*self._place(call.path), None))
        elif call.name == "symlink":
            self._change((*self._place(call.path), Link(call.path2)))
        elif call.name == "rename":
            node = self._find(call.path)
            self._change((*self._place(call.path), None), (*self._place(call.path2), node))
        else:
            raise ValueError(f"unknown call {call.name}")

    def tree(self, names="now", data="now"):
        """What there would be, as a dict of paths: None for a directory, a str
        for a link and bytes for a file.

        names: "now", "synced", or one of self.pending, done as the only one.
        data: "now", "synced", "half" or "zeros" for what is not synced.
        """
        out = {}

        def entries(directory):
            if names == "now":
                return directory.now
            found = dict(directory.synced)
            if names != "synced":
                found.update({name: node for where, name, node in names if where is directory})
            return {name: node for name, node in found.items() if node is not None}

        def content(file):
            if data == "now" or file.data == file.synced:
                return bytes(file.data)
            if data == "synced":
                return file.synced
            return bytes(file.data[: len(file.data) // 2]) if data == "half" else bytes(len(file.data))

        def walk(directory, path):
            for name, node in entries(directory).items():
                where = os.path.join(path, name)
                if isinstance(node, Directory):
                    out[where] = None
                    walk(node, where)
                else:
                    out[where] = node.text if isinstance(node, Link) else content(node)

        walk(self.top, "")
        return out

    def cuts(self):
        """What a power cut may leave now: (how it came, tree)."""
        yield "synced", self.tree("synced", "synced")
        yield "names", self.tree("now", "synced")
        yield "names, half", self.tree("now", "half")
        yield "names, zeros", self.tree("now", "zeros")
        yield "bytes", self.tree("synced", "now")
        for changes in self.pending:
            yield "one name", self.tree(changes, "synced")


def read_tree(top):
    """What is there, as Disk.tree says it."""
    return Disk(top).tree()


def write_tree(tree, top):
    for path, content in sorted(tree.items()):
        where = os.path.join(top, path)
        if content is None:
            os.mkdir(where)
        elif isinstance(content, str):
            os.symlink(content, where)
        else:
            with open(where, "wb") as file:
                file.write(content)
