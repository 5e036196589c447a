/* Stands between a program and the C library, and makes writing to the files under one folder, and making them, fail, as a full, a broken or a
 * read-only disk would. Built and loaded by the tests alone (LD_PRELOAD). What it does stands in the environment:
 *
 *   FAULT_UNDER   the folder
 *   FAULT_ERRNO   the error: ENOSPC, EIO, EROFS, by its number
 *   FAULT_AT      the first write that fails, counted from 1; 0 for none; all after it fail too
 *   FAULT_ONCE    where it is set, only that one fails
 *   FAULT_WHILE   writing fails while this file exists, whatever FAULT_AT says
 *   FAULT_LIST    a file for the writes, a line each: what was called, and on which file
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long writes;

static long number(const char *name) {
    const char *value = getenv(name);
    return value ? atol(value) : 0;
}

static int is_under(const char *path) {
    const char *under = getenv("FAULT_UNDER");
    char folder[4096];
    // What is named from where one is, lies there.
    if (path[0] != '/') path = getcwd(folder, sizeof folder) ? folder : "";
    return under && strncmp(path, under, strlen(under)) == 0;
}

/* The file that the last question was about. */
static _Thread_local char path[4096];

static int is_file_under(int fd) {
    char link[64];
    struct stat file;
    if (fstat(fd, &file) != 0 || !S_ISREG(file.st_mode)) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return is_under(path);
}

static void list(const char *call, const char *name) {
    const char *file = getenv("FAULT_LIST");
    if (!file) return;
    char line[4200];
    int length = snprintf(line, sizeof line, "%s %s\n", call, name);
    int fd = (int)syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (fd < 0) return;
    syscall(SYS_write, fd, line, length);
    syscall(SYS_close, fd);
}

/* Whether the next write fails: 0 not, 1 it is the first, 2 a later one. */
static int fails(const char *call, const char *name) {
    const char *switched = getenv("FAULT_WHILE");
    if (switched) return syscall(SYS_access, switched, F_OK) == 0 ? 2 : 0;
    long nth = atomic_fetch_add(&writes, 1) + 1, at = number("FAULT_AT");
    list(call, name);
    if (at == 0 || nth < at) return 0;
    if (nth == at) return 1;
    return getenv("FAULT_ONCE") ? 0 : 2;
}

static int fault(void) {
    errno = (int)number("FAULT_ERRNO");
    return -1;
}

/* A disk that gets full takes a part of what is written first. */
static size_t taken(int failing, size_t count) {
    return failing == 1 && number("FAULT_ERRNO") == ENOSPC && !getenv("FAULT_ONCE") ? count / 2 : 0;
}

#define REAL(result, name, ...) \
    static result (*real)(__VA_ARGS__); \
    if (!real) real = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

#define WRITES(name, parameters, types, arguments, shorter) \
    ssize_t name parameters { \
        REAL(ssize_t, name, types); \
        int failing = is_file_under(fd) ? fails(#name, path) : 0; \
        if (!failing) return real arguments; \
        size_t some = taken(failing, count); \
        return some ? real shorter : fault(); \
    }
#define LIST(...) __VA_ARGS__

WRITES(write, (int fd, const void *data, size_t count), LIST(int, const void *, size_t), (fd, data, count), (fd, data, some))
WRITES(pwrite, (int fd, const void *data, size_t count, off_t at), LIST(int, const void *, size_t, off_t), (fd, data, count, at), (fd, data, some, at))
WRITES(pwrite64, (int fd, const void *data, size_t count, off64_t at), LIST(int, const void *, size_t, off64_t), (fd, data, count, at), (fd, data, some, at))

ssize_t writev(int fd, const struct iovec *parts, int count) {
    REAL(ssize_t, writev, int, const struct iovec *, int);
    return is_file_under(fd) && fails("writev", path) ? fault() : real(fd, parts, count);
}

#define OTHER(name, parameters, types, arguments) \
    int name parameters { \
        REAL(int, name, types); \
        return is_file_under(fd) && fails(#name, path) ? fault() : real arguments; \
    }

OTHER(fsync, (int fd), int, (fd))
OTHER(fdatasync, (int fd), int, (fd))
OTHER(ftruncate, (int fd, off_t length), LIST(int, off_t), (fd, length))
OTHER(ftruncate64, (int fd, off64_t length), LIST(int, off64_t), (fd, length))
OTHER(fallocate, (int fd, int mode, off_t at, off_t length), LIST(int, int, off_t, off_t), (fd, mode, at, length))

/* What is more than writing to a file: opening one to write, making, removing and renaming it. */
static int refuses(const char *call, const char *name) {
    return is_under(name) && fails(call, name);
}

static int is_there(const char *path) {
    return syscall(SYS_access, path, F_OK) == 0;
}

/* A full disk has no room for what is not there yet; what is, can be opened, renamed and removed. */
static int is_full(void) {
    return number("FAULT_ERRNO") == ENOSPC;
}

#define OPENS(name) \
    int name(const char *path, int flags, ...) { \
        REAL(int, name, const char *, int, ...); \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = va_arg(rest, mode_t); \
        va_end(rest); \
        int writing = (flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT); \
        int takes_room = (flags & O_CREAT) && !is_there(path); \
        int may_fail = is_full() ? takes_room : writing; \
        return may_fail && refuses(#name, path) ? fault() : real(path, flags, mode); \
    }

OPENS(open)
OPENS(open64)

int mkdir(const char *path, mode_t mode) {
    REAL(int, mkdir, const char *, mode_t);
    return !is_there(path) && refuses("mkdir", path) ? fault() : real(path, mode);
}

int unlink(const char *path) {
    REAL(int, unlink, const char *);
    return !is_full() && is_there(path) && refuses("unlink", path) ? fault() : real(path);
}

int rename(const char *from, const char *to) {
    REAL(int, rename, const char *, const char *);
    return is_there(from) && refuses("rename", to) ? fault() : real(from, to);
}
