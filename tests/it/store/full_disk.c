/* Loaded before the C library, it makes a disk full while the file named by ASKWELL_TEST_FULL exists: what is there can be
   written over, as on a full disk, and no file grows. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static int grows(int file, off_t end) {
    const char *name = getenv("ASKWELL_TEST_FULL");
    struct stat it;
    return name && access(name, F_OK) == 0 && fstat(file, &it) == 0 && S_ISREG(it.st_mode) && end > it.st_size;
}

static int refused(void) {
    errno = ENOSPC;
    return -1;
}

ssize_t write(int file, const void *from, size_t bytes) {
    static ssize_t (*real)(int, const void *, size_t);
    int before = errno;
    if (!real) real = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    if (grows(file, lseek(file, 0, SEEK_CUR) + (off_t)bytes)) return refused();
    errno = before;
    return real(file, from, bytes);
}

ssize_t pwrite64(int file, const void *from, size_t bytes, off64_t at) {
    static ssize_t (*real)(int, const void *, size_t, off64_t);
    if (!real) real = (ssize_t (*)(int, const void *, size_t, off64_t))dlsym(RTLD_NEXT, "pwrite64");
    return grows(file, at + (off_t)bytes) ? refused() : real(file, from, bytes, at);
}

ssize_t pwrite(int file, const void *from, size_t bytes, off_t at) { return pwrite64(file, from, bytes, at); }

int ftruncate64(int file, off64_t size) {
    static int (*real)(int, off64_t);
    if (!real) real = (int (*)(int, off64_t))dlsym(RTLD_NEXT, "ftruncate64");
    return grows(file, size) ? refused() : real(file, size);
}

int ftruncate(int file, off_t size) { return ftruncate64(file, size); }
