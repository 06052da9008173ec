/* Makes each flush to the disk take longer: preloaded into a process, it sleeps after fsync and fdatasync. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static int flushed(const char *name, int file) {
    int (*flush)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    const char *asked = getenv("SLOW_DISK_US");
    long more = asked ? atol(asked) : 0;
    struct timespec pause = {more / 1000000, (more % 1000000) * 1000};
    int result = flush(file);
    if (more > 0)
        nanosleep(&pause, NULL);
    return result;
}

int fsync(int file) { return flushed("fsync", file); }
int fdatasync(int file) { return flushed("fdatasync", file); }
