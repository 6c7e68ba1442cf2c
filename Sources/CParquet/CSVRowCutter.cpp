#include "CSVRowCutter.hpp"

CSVRowCutter::CSVRowCutter(char delimiter) : delimiter(delimiter) {
    for (char stop : {delimiter, '\n', '\r'}) stops[static_cast<unsigned char>(stop)] = true;
}

const char *CSVRowCutter::endOfField(const char *place, const char *end) const {
    while (place != end && !stops[static_cast<unsigned char>(*place)]) ++place;
    return place;
}

/// Cuts the field whose quotes open at `place`; null when the bytes end before the quotes do.
const char *CSVRowCutter::cutQuoted(const char *place, const char *end, bool isLast) {
    const char *start = place + 1;
    bool isEscaped = false;
    for (const char *next = start; next != end; ++next) {
        if (*next == '\n' || (*next == '\r' && (next + 1 == end || next[1] != '\n'))) ++lines;
        if (*next != '"') continue;
        if (next + 1 == end && !isLast) return nullptr;
        if (next + 1 != end && next[1] == '"') {
            isEscaped = true;
            ++next;
            continue;
        }
        const char *rest = endOfField(next + 1, end);
        if (isEscaped || rest != next + 1) {
            fields.push_back({{place, static_cast<size_t>(rest - place)}, true});
        } else {
            fields.push_back({{start, static_cast<size_t>(next - start)}, false});
        }
        return rest;
    }
    return nullptr;
}

CSVRowCutter::Result CSVRowCutter::cut(const char *place, const char *end, bool isLast) {
    fields.clear();
    lines = 1;
    const char *start = place;
    while (true) {
        if (place != end && *place == '"') {
            place = cutQuoted(place, end, isLast);
            if (place == nullptr) return Result::unfinishedQuotes;
        } else {
            const char *rest = endOfField(place, end);
            fields.push_back({{place, static_cast<size_t>(rest - place)}, false});
            place = rest;
        }
        if (place == end) {
            after = end;
            return isLast ? Result::row : Result::unfinished;
        }
        if (*place == delimiter) {
            ++place;
            continue;
        }
        // What a carriage return at the end is depends on the byte after it.
        if (*place == '\r' && place + 1 == end && !isLast) return Result::unfinished;
        bool isBlank = place == start;
        after = place + (*place == '\r' && place + 1 != end && place[1] == '\n' ? 2 : 1);
        return isBlank ? Result::blank : Result::row;
    }
}

std::string unescaped(std::string_view field) {
    std::string text;
    bool isInQuotes = true;
    for (size_t index = 1; index < field.size(); ++index) {
        if (isInQuotes && field[index] == '"') {
            bool isDoubled = index + 1 < field.size() && field[index + 1] == '"';
            if (!isDoubled) {
                isInQuotes = false;
                continue;
            }
            ++index;
        }
        text.push_back(field[index]);
    }
    return text;
}
