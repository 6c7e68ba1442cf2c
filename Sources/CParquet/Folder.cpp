#include "CParquet.h"

#include <cerrno>

#if defined(__linux__)
#include <fcntl.h>
#include <stdio.h>
#elif defined(__APPLE__)
#include <stdio.h>
#endif

int CParquetExchangeFolders(const char *one, const char *other) {
#if defined(__linux__)
    return renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE) == 0 ? 0 : errno;
#elif defined(__APPLE__)
    return renamex_np(one, other, RENAME_SWAP) == 0 ? 0 : errno;
#else
    return ENOSYS;
#endif
}
