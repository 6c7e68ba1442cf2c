"""Swift source without its comments and strings, so that a search finds code only."""
import functools
import re

IMPORT = re.compile(
    r"(?:^|;)[ \t]*(?:@\w+(?:\([^)\n]*\))?\s+)*"
    r"(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+"
    r"(?:(?:typealias|struct|class|enum|protocol|let|var|func)\s+)?(?P<module>\w+)",
    re.MULTILINE,
)
STRING_OPENING = re.compile(r'(#*)("""|")')
REGEX_OPENING = re.compile(r"(#+)/")
# A bare slash opens a regular expression only where no operand stands before it.
BARE_REGEX = re.compile(r"/(?![\s/*])(?:\\.|[^/\\\n])+/")
OPERAND_END = re.compile(r"[\w)\]}`\"?!]\s*$")


@functools.lru_cache(maxsize=None)
def code_only(text):
    """The text with every character of comments, strings and regular expressions replaced by a space.

    Line ends stay, so lines and columns keep their numbers; code interpolated into a string stays code.
    """
    out = list(text)
    _blank(text, out, 0, None)
    return "".join(out)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def _wipe(out, start, end):
    for index in range(start, min(end, len(out))):
        if out[index] != "\n":
            out[index] = " "


def _blank(text, out, position, closing):
    """Blanks from `position` on; returns after the parenthesis that ends an interpolation, or at the end."""
    depth = 0
    while position < len(text):
        character = text[position]
        if closing and character == "(":
            depth += 1
        elif closing and character == ")":
            if depth == 0:
                return position + 1
            depth -= 1
        if text.startswith("//", position):
            end = text.find("\n", position)
            end = len(text) if end < 0 else end
            _wipe(out, position, end)
            position = end
        elif text.startswith("/*", position):
            end = _end_of_block_comment(text, position)
            _wipe(out, position, end)
            position = end
        elif match := STRING_OPENING.match(text, position):
            position = _blank_string(text, out, match)
        elif match := REGEX_OPENING.match(text, position):
            end = text.find("/" + match[1], match.end())
            end = len(text) if end < 0 else end + 1 + len(match[1])
            _wipe(out, position, end)
            position = end
        elif character == "/" and (match := BARE_REGEX.match(text, position)) and not OPERAND_END.search(
            text[max(0, position - 40): position]
        ):
            _wipe(out, position, match.end())
            position = match.end()
        else:
            position += 1
    return position


def _end_of_block_comment(text, position):
    depth = 0
    for match in re.compile(r"/\*|\*/").finditer(text, position):
        depth += 1 if match[0] == "/*" else -1
        if depth == 0:
            return match.end()
    return len(text)


def _blank_string(text, out, opening):
    hashes, quote = opening[1], opening[2]
    closing, escape = quote + hashes, "\\" + hashes
    start = position = opening.start()
    position = opening.end()
    while position < len(text):
        if text.startswith(closing, position):
            _wipe(out, start, position + len(closing))
            return position + len(closing)
        if text.startswith(escape + "(", position):
            inner = position + len(escape) + 1
            _wipe(out, start, inner)
            position = _blank(text, out, inner, ")")
            start = position - 1
        elif text.startswith(escape, position):
            position += len(escape) + 1
        elif quote == '"' and text[position] == "\n":  # an unfinished string: the compiler's to report
            _wipe(out, start, position)
            return position
        else:
            position += 1
    _wipe(out, start, position)
    return position
