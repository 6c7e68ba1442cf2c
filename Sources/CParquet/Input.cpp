#include "Input.hpp"

#include "Fault.hpp"

#include <cerrno>
#include <cstring>
#include <sys/stat.h>

std::shared_ptr<arrow::io::ReadableFile> openInput(const char *path) {
    struct stat status;
    if (stat(path, &status) != 0) {
        throw Fault{errno == ENOENT ? CParquetFailureKindNotFound : CParquetFailureKindUnreadable, strerror(errno)};
    }
    if (S_ISDIR(status.st_mode)) throw Fault{CParquetFailureKindUnreadable, "it is a directory"};
    if (!S_ISREG(status.st_mode)) throw Fault{CParquetFailureKindUnreadable, "it is not a regular file"};
    if (status.st_size == 0) throw Fault{CParquetFailureKindEmpty, ""};
    return check(arrow::io::ReadableFile::Open(path), CParquetFailureKindUnreadable);
}
