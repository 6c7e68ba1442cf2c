#include "Fault.hpp"

#include <cstdlib>
#include <cstring>

void Fault::report(CParquetFailure *failure) const {
    failure->kind = kind;
    failure->type = type;
    failure->text = strdup(text.c_str());
    failure->column = strdup(column.c_str());
    failure->line = line;
    failure->found = found;
    failure->expected = expected;
}

void CParquetFailureClear(CParquetFailure *failure) {
    free(failure->text);
    free(failure->column);
    *failure = CParquetFailure{};
}
