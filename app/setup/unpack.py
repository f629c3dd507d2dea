"""Unpacks the wanted part of a wheel, with the checksums of the archive verified on the way.

    unpack.py WHEEL INTO --take PREFIX[=NEW] ... [--skip PATTERN ...]

Members below PREFIX are written below INTO, with PREFIX replaced by NEW where one is given.
"""

import argparse
import errno
import fnmatch
import os
import shutil
import sys
import zipfile


def target_of(member, takes):
    """The path below INTO that a member goes to, or None where nobody asked for it."""
    for take in takes:
        prefix, _, new = take.partition("=")
        if member.startswith(prefix):
            return (new + member[len(prefix):]) if "=" in take else member
    return None


def unpack(wheel, into, takes, skips):
    count = 0
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.infolist():
            target = target_of(entry.filename, takes)
            if target is None or entry.is_dir():
                continue
            if any(fnmatch.fnmatch(entry.filename, pattern) for pattern in skips):
                continue
            if target.startswith("/") or ".." in target.split("/"):
                raise ValueError("the archive names a path outside the folder: " + entry.filename)
            path = os.path.join(into, target)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with archive.open(entry) as source, open(path, "wb") as sink:
                shutil.copyfileobj(source, sink, 1 << 20)
            count += 1
    if count == 0:
        raise ValueError("the archive has nothing of what was asked for")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("wheel")
    parser.add_argument("into")
    parser.add_argument("--take", action="append", required=True)
    parser.add_argument("--skip", action="append", default=[])
    options = parser.parse_args()
    try:
        unpack(options.wheel, options.into, options.take, options.skip)
    except OSError as problem:
        if problem.errno in (errno.ENOSPC, errno.EDQUOT):
            sys.exit("vitrine: The disk is full: %s could not be unpacked.\n"
                     "         Make room and run this again; the download is kept." % options.wheel)
        sys.exit("vitrine: %s could not be unpacked: %s" % (options.wheel, problem))
    except (ValueError, zipfile.BadZipFile) as problem:
        sys.exit("vitrine: %s could not be unpacked: %s" % (options.wheel, problem))


if __name__ == "__main__":
    main()
