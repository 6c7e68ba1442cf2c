"""Checks the Markdown files: check-docs.py PROGRAM.

Every relative link must lead to a file, and its fragment to a heading; every `driftdetector …` and `make …` shown as
code must name commands, options and verbs that exist. PROGRAM is the built driftdetector, asked for its own help.
"""
import json
import pathlib
import re
import shlex
import subprocess
import sys
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent
LINK = re.compile(r"!?\[(?:[^\]\\]|\\.)*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
REFERENCE = re.compile(r"^\s{0,3}\[[^\]]+\]:\s*<?(\S+?)>?(?:\s|$)", re.MULTILINE)
FENCE = re.compile(r"^\s*(```+|~~~+)")
INLINE = re.compile(r"(`+)(.+?)\1", re.DOTALL)
HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*\s*$")
OUTSIDE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
COMMAND_ENDS = {"|", "||", "&&", "&", ";", ">", ">>", "<", "2>", "2>&1", "#"}
LEADING = {"$", "sudo", "time", "exec", "nohup"}


class Page:
    """One Markdown file, taken apart into prose and code."""

    def __init__(self, path):
        self.path = path
        self.name = path.relative_to(ROOT).as_posix()
        self.prose = []  # (line number, text without inline code)
        self.code = []  # (line number, one line of code)
        self.anchors = set()
        fence, continued = None, None
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            mark = FENCE.match(line)
            if mark and (fence is None or line.strip().startswith(fence)):
                fence = mark[1] if fence is None else None
            elif fence is None:
                self.code += [(number, match[2]) for match in INLINE.finditer(line)]
                self.prose.append((number, INLINE.sub("", line)))
                if heading := HEADING.match(line):
                    self.anchors.add(self.slug(heading[1]))
            else:
                start, text = continued or (number, "")
                text += line
                continued = (start, text[:-1] + " ") if text.endswith("\\") else None
                if continued is None:
                    self.code.append((start, text))

    def slug(self, heading):
        """The fragment a forge makes of a heading, numbered when it has come before."""
        text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        plain = re.sub(r"[^\w\- ]", "", text).replace(" ", "-")
        slug, count = plain, 0
        while slug in self.anchors:
            count += 1
            slug = f"{plain}-{count}"
        return slug


def link_problems(page, pages):
    for number, text in page.prose:
        for target in LINK.findall(text) + REFERENCE.findall(text):
            if OUTSIDE.match(target):
                continue
            path, _, fragment = urllib.parse.unquote(target).partition("#")
            file = (page.path.parent / path).resolve() if path else page.path
            if path.startswith("/"):
                file = ROOT / path.lstrip("/")
            if not file.exists():
                yield number, f"the link {target} leads nowhere"
            elif fragment and file in pages and fragment not in pages[file].anchors:
                yield number, f"{path or page.name} has no heading #{fragment}"


def commands_in(code):
    """The commands on one line of code, each as a list of words."""
    try:
        lexer = shlex.shlex(code, posix=True, punctuation_chars="|&;<>")
        lexer.whitespace_split, lexer.commenters = True, "#"
        words = list(lexer)
    except ValueError:  # an apostrophe in prose, half a quotation: no command line
        return
    command = []
    for word in [*words, ";"]:
        if word in COMMAND_ENDS:
            if command:
                yield command
            command = []
        elif command or not (word in LEADING or re.fullmatch(r"[A-Z_][A-Z0-9_]*=.*", word)):
            command.append(word)


def command_problems(page, help_tree, verbs):
    for number, code in page.code:
        for words in commands_in(code):
            if words[0].rsplit("/", 1)[-1] == "driftdetector":
                for problem in call_problems(help_tree, words[1:]):
                    yield number, problem
            elif words[0] == "make":
                for verb in words[1:]:
                    if re.fullmatch(r"[a-z-]+", verb) and not verb.startswith("-") and verb not in verbs:
                        yield number, f"`make {verb}` is no verb of the Makefile"


def call_problems(command, words):
    path = "driftdetector"
    while words and not words[0].startswith("-"):
        inner = {child["commandName"]: child for child in command.get("subcommands", [])}
        if not inner or re.search(r"[<\[{…|.]", words[0]):
            break  # an argument of the command, or a placeholder
        if words[0] not in inner:
            yield f"`{path} {words[0]}` is no command"
            return
        command, path, words = inner[words[0]], f"{path} {words[0]}", words[1:]
    known = {"--help", "-h", "--version"}
    for argument in command.get("arguments", []):
        for name in argument.get("names") or []:
            known.add(("--" if name["kind"] == "long" else "-") + name["name"])
    for word in words:
        option = word.strip("[]").split("=", 1)[0]
        if re.fullmatch(r"--?[a-z][a-z0-9-]*", option) and option not in known:
            yield f"`{path}` has no option {option}"


def main(program):
    dump = subprocess.run([program, "--experimental-dump-help"], capture_output=True, text=True, check=True)
    help_tree = json.loads(dump.stdout)["command"]
    verbs = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    listing = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.md"],
        capture_output=True, text=True, check=True)
    pages = {path: Page(path) for path in (ROOT / name for name in sorted(set(listing.stdout.split("\0"))) if name)
             if path.exists()}
    problems = 0
    for page in pages.values():
        for number, problem in sorted([*link_problems(page, pages), *command_problems(page, help_tree, verbs)]):
            problems += 1
            print(f"{page.name}:{number}: {problem}")
    print(f"check-docs: {len(pages)} pages, {problems} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
