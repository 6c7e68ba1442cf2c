#pragma once

#if !__has_include(<arrow/api.h>)
#error "native libraries missing: run 'make setup'"
#endif

#include <arrow/api.h>
